// A thread measures and waits for room in a queue. The plotter leaves when it cannot draw, and the thread that measures for
// it waits with what nobody takes.
#include "mbed.h"

int measure(); // negative when the sensor is off
bool plot(int value);
bool open_plot();

class Sampler {
public:
    void run()
    {
        while ((values[next] = measure()) >= 0) {
            queue.try_put_for(Kernel::wait_for_u32_forever, &values[next]); // EXPECT error blocking-send: show has left
            next = (next + 1) % 9;
        }
    }

    int take()
    {
        int *value = nullptr;
        queue.try_get_for(Kernel::wait_for_u32_forever, &value); // SEES forever receive
        return *value;
    }

private:
    Queue<int, 8> queue;
    int values[9];
    int next = 0;
};

static void show()
{
    Sampler *sampler = new Sampler;
    Thread *thread = new Thread(osPriorityNormal, 1024);
    thread->start(callback(sampler, &Sampler::run)); // SEES spawn
    while (plot(sampler->take())) {
    }
}

int main()
{
    while (open_plot())
        show();
}
