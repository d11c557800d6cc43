// A thread fills mails, of which there are four. The writer leaves when the card is full, and frees no mail any more.
#include "mbed.h"

#include <rtos/Mail.h>

struct Line {
    char text[64];
};

static Mail<Line, 4> lines;
static Thread reader(osPriorityNormal, 2048), writer;

bool read_line(char *text);
bool write_line(const char *text);

static void read_lines()
{
    for (;;) {
        Line *line = lines.try_alloc_for(Kernel::wait_for_u32_forever); // EXPECT error blocking-send: the writer leaves
        read_line(line->text);
        lines.put(line); // SEES nonblocking send
    }
}

static void write_lines()
{
    for (;;) {
        Line *line = lines.try_get_for(Kernel::wait_for_u32_forever); // SEES forever receive
        bool written = write_line(line->text);
        lines.free(line);
        if (!written)
            return;
    }
}

int main()
{
    reader.start(read_lines); // SEES spawn
    writer.start(mbed::callback(write_lines)); // SEES spawn
    writer.join(); // SEES join
    ThisThread::sleep_for(osWaitForever);
}
