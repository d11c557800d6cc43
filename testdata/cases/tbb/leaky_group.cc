// A decoder is a task of a group. The player stops at the first frame it cannot show, and waits for the group, whose task
// waits for room.
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
            frames.push(decode(stream, i)); // EXPECT error join-deadlock: play waits for the group
    });
    for (int i = 0; i < 100; i++) {
        int frame;
        frames.pop(frame);
        if (!show(frame))
            break;
    }
    group.wait();
}

int main()
{
    for (;;)
        play(next_stream());
}
