// Who puts does not wait, in none of these ways: put() has no time unless one is given, and a time passes. Each queue's
// receiver leaves at once.
#include "mbed.h"

int measure();
bool plot(int value);

static Queue<int, 4> queue;
static Mail<int, 4> mails;
static Thread thread;

static void sample()
{
    static int values[5];
    for (int i = 0;; i = (i + 1) % 5) {
        values[i] = measure();
        queue.put(&values[i]); // SEES nonblocking send
        queue.try_put(&values[i]); // SEES nonblocking send
        queue.put(&values[i], 100); // SEES timeout send
        queue.try_put_for(std::chrono::milliseconds(100), &values[i]); // SEES timeout send
        if (int *mail = mails.alloc()) {
            *mail = values[i];
            mails.put(mail); // SEES nonblocking send
        }
    }
}

int main()
{
    thread.start(sample); // SEES spawn
    osEvent event = queue.get(); // SEES forever receive
    plot(*(int *)event.value.p);
    osEvent mail = mails.get(500); // SEES timeout receive
    return mail.status == osEventMail ? 0 : 1;
}
