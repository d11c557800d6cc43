// The recording, mended: its end wakes the camera, whose push tells it to stop.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
#include <thread>

struct Frame {
    int width, height;
    std::shared_ptr<unsigned char> pixels;
};

Frame capture();
bool encode(const Frame &frame);
int accept_recording();

class Thread {
public:
    virtual ~Thread() = default;
    void start()
    {
        thread = std::thread([this] { run(); });
    }
    void wait() { thread.join(); }

protected:
    virtual void run() = 0;

private:
    std::thread thread;
};

template <typename T, int N> class Ring {
public:
    bool push(const T &value)
    {
        std::unique_lock<std::mutex> lock(mutex);
        while (full() && !ended)
            room.wait(lock);
        if (ended)
            return false;
        slots[(first + count) % N] = value;
        count++;
        filled.notify_one();
        return true;
    }

    std::optional<T> pop()
    {
        std::unique_lock<std::mutex> lock(mutex);
        filled.wait(lock, [this] { return !empty(); });
        T value = slots[first];
        first = (first + 1) % N;
        count--;
        room.notify_one();
        return value;
    }

    void end()
    {
        std::lock_guard<std::mutex> lock(mutex);
        ended = true;
        room.notify_all();
    }

private:
    bool full() const { return count == N; }
    bool empty() const { return count == 0; }

    std::mutex mutex;
    std::condition_variable room, filled;
    T slots[N];
    int first = 0, count = 0;
    bool ended = false;
};

class Camera : public Thread {
public:
    Ring<Frame, 4> frames;

private:
    void run() override
    {
        while (frames.push(capture())) {
        }
    }
};

static void record()
{
    Camera camera;
    camera.start();
    while (encode(*camera.frames.pop())) {
    }
    camera.frames.end();
    camera.wait();
}

int main()
{
    while (accept_recording() >= 0)
        record();
}
