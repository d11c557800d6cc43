// A synthesiser fills a ring of blocks, and tries anew every tenth of a second while the voice is played.
#include <atomic>
#include <memory>
#include <readerwritercircularbuffer.h>
#include <thread>

int synthesise(int voice);
bool play_block(int block);
int next_voice();

struct Voice {
    moodycamel::BlockingReaderWriterCircularBuffer<int> blocks{32};
    std::atomic<bool> playing{true};
};

static void play(int number)
{
    auto voice = std::make_shared<Voice>();
    std::thread([voice, number] {
        while (voice->playing)
            voice->blocks.wait_enqueue_timed(synthesise(number), 100000);
    }).detach();
    int block = 0;
    do
        voice->blocks.wait_dequeue(block);
    while (play_block(block));
    voice->playing = false;
}

int main()
{
    for (;;)
        play(next_voice());
}
