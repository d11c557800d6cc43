// enqueue takes memory when there is no room, and never waits.
#include <blockingconcurrentqueue.h>
#include <thread>

int synthesise(int voice); // negative behind the last one
bool play_block(int block);
int next_voice();

static void play(int voice)
{
    auto *blocks = new moodycamel::BlockingConcurrentQueue<int>;
    std::thread([blocks, voice] {
        for (int block = synthesise(voice); block >= 0; block = synthesise(voice))
            blocks->enqueue(block);
    }).detach();
    int block = 0;
    do
        blocks->wait_dequeue(block);
    while (play_block(block));
}

int main()
{
    for (;;)
        play(next_voice());
}
