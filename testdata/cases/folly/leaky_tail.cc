// Each viewer of a log gets a thread that reads it. The viewer goes, and the thread waits in blockingWrite, which nothing
// interrupts.
#include <folly/MPMCQueue.h>
#include <string>
#include <thread>

std::string read_log(int log); // empty at its end
bool write_to(int viewer, const std::string &line);
int accept_viewer();

static void view(int viewer)
{
    auto *lines = new folly::MPMCQueue<std::string>(64);
    std::thread([lines, viewer] {
        for (std::string line = read_log(viewer); !line.empty(); line = read_log(viewer))
            lines->blockingWrite(line); // EXPECT error blocking-send: the viewer may be gone
    }).detach();
    std::string line;
    do
        lines->blockingRead(line);
    while (write_to(viewer, line));
}

int main()
{
    for (;;)
        view(accept_viewer());
}
