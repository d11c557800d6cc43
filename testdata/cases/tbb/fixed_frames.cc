// A decoder fills a bounded queue. The player stops at the first frame it cannot show: abort() makes the decoder's push
// throw, which ends it, and then the player joins it.
#include <tbb/concurrent_queue.h>
#include <thread>

int decode(int stream);
bool show(int frame);
int next_stream();

static void play(int stream)
{
    tbb::concurrent_bounded_queue<int> frames;
    frames.set_capacity(8);
    std::thread decoder([&frames, stream] {
        try {
            for (;;)
                frames.push(decode(stream));
        } catch (const tbb::user_abort &) {
        }
    });
    for (int frame = 0; show(frame);)
        frames.pop(frame);
    frames.abort();
    decoder.join();
}

int main()
{
    for (;;)
        play(next_stream());
}
