// Nobody sets a capacity: the queue takes all frames, and push never waits.
#include <tbb/concurrent_queue.h>
#include <thread>

int decode(int stream); // negative behind the last one
bool show(int frame);
int next_stream();

static void play(int stream)
{
    auto *frames = new tbb::concurrent_bounded_queue<int>;
    std::thread([frames, stream] {
        for (int frame = decode(stream); frame >= 0; frame = decode(stream))
            frames->push(frame);
    }).detach();
    for (int frame = 0; show(frame);)
        frames->pop(frame);
}

int main()
{
    for (;;)
        play(next_stream());
}
