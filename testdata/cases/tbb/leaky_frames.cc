// A decoder fills a bounded queue. The player stops at the first frame it cannot show, and joins nobody: the decoder waits
// in push.
#include <tbb/concurrent_queue.h>
#include <thread>

int decode(int stream); // negative behind the last one
bool show(int frame);
int next_stream();

static void play(int stream)
{
    auto *frames = new tbb::concurrent_bounded_queue<int>;
    frames->set_capacity(8);
    std::thread([frames, stream] {
        for (int frame = decode(stream); frame >= 0; frame = decode(stream))
            frames->push(frame); // EXPECT error blocking-send: the player may have stopped
    }).detach();
    for (int frame = 0; show(frame);)
        frames->pop(frame);
}

int main()
{
    for (;;)
        play(next_stream());
}
