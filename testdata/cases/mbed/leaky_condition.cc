// Frames are handed over under a mutex. Who leaves wakes nobody that waits for room.
#include "mbed.h"

int grab();
bool send(int frame);
bool open_camera();

class Frames {
public:
    Frames() : changed(mutex) {}

    void put(int frame)
    {
        ScopedMutexLock lock(mutex);
        changed.wait([this] { return count < 2; });
        frames[count++] = frame;
        changed.notify_all(); // SEES signal
    }

    int take()
    {
        mutex.lock();
        while (count == 0)
            changed.wait();
        int frame = frames[--count];
        changed.notify_all(); // SEES signal
        mutex.unlock();
        return frame;
    }

private:
    Mutex mutex;
    ConditionVariable changed;
    int frames[2];
    int count = 0;
};

static void grab_frames(Frames *frames)
{
    for (int frame = grab(); frame >= 0; frame = grab())
        frames->put(frame); // EXPECT error blocking-send: stream has left
}

static void stream()
{
    Frames *frames = new Frames;
    Thread *thread = new Thread;
    thread->start(callback(grab_frames, frames)); // SEES spawn
    while (send(frames->take())) { // SEES forever receive
    }
}

int main()
{
    while (open_camera())
        stream();
}
