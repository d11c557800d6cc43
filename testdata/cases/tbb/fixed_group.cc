// A decoder is a task of a group. The player stops at the first frame it cannot show, and ends the decoder's push before it
// waits for the group: what push throws then, wait() throws on.
#include <tbb/concurrent_queue.h>
#include <tbb/task_group.h>

int decode(int stream, int frame);
bool show(int frame);
int next_stream();

static void play(int stream)
{
    tbb::concurrent_bounded_queue<int> frames;
    tbb::task_group group;
    frames.set_capacity(8);
    group.run([&frames, stream] {
        for (int i = 0; i < 100; i++)
            frames.push(decode(stream, i));
    });
    for (int i = 0; i < 100; i++) {
        int frame;
        frames.pop(frame);
        if (!show(frame))
            break;
    }
    frames.abort();
    group.wait();
}

int main()
{
    for (;;)
        play(next_stream());
}
