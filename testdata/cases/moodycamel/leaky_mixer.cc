// A synthesiser fills a ring of blocks. When its device fails, play leaves the ring to a thread that waits for room in it.
#include <readerwritercircularbuffer.h>
#include <thread>

int synthesise(int voice); // negative behind the last one
bool play_block(int block);
int next_voice();

static void play(int voice)
{
    auto *blocks = new moodycamel::BlockingReaderWriterCircularBuffer<int>(32);
    std::thread([blocks, voice] {
        for (int block = synthesise(voice); block >= 0; block = synthesise(voice))
            blocks->wait_enqueue(block); // EXPECT error blocking-send: play may have left
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
