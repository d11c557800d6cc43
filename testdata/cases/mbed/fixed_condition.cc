// Frames are handed over under a mutex. Who closes the camera sets a flag that each wait looks at, and wakes both.
#include "mbed.h"

int grab();
bool send(int frame);
bool open_camera();

class Frames {
public:
    Frames() : changed(mutex) {}

    bool put(int frame)
    {
        ScopedMutexLock lock(mutex);
        changed.wait([this] { return count < 2 || closed; });
        if (closed)
            return false;
        frames[count++] = frame;
        changed.notify_all(); // SEES signal
        return true;
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

    void close()
    {
        mutex.lock();
        closed = true;
        changed.notify_all(); // SEES signal
        mutex.unlock();
    }

private:
    Mutex mutex;
    ConditionVariable changed;
    int frames[2];
    int count = 0;
    bool closed = false;
};

static void grab_frames(Frames *frames)
{
    while (frames->put(grab())) { // SEES forever send
    }
}

static void stream()
{
    Frames frames;
    Thread thread;
    thread.start(callback(grab_frames, &frames)); // SEES spawn
    while (send(frames.take())) { // SEES forever receive
    }
    frames.close();
    thread.join(); // SEES join
}

int main()
{
    while (open_camera())
        stream();
}
