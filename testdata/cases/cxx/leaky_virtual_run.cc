// A thread class, whose start runs what its heirs override, and a ring of frames between two of them. When a frame cannot
// be encoded, the recording ends, and waits for a camera that waits for room.
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
    void push(const T &value)
    {
        std::unique_lock<std::mutex> lock(mutex);
        while (full())
            room.wait(lock);
        slots[(first + count) % N] = value;
        count++;
        filled.notify_one();
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

private:
    bool full() const { return count == N; }
    bool empty() const { return count == 0; }

    std::mutex mutex;
    std::condition_variable room, filled;
    T slots[N];
    int first = 0, count = 0;
};

class Camera : public Thread {
public:
    Ring<Frame, 4> frames;
    bool recording = true;

private:
    void run() override
    {
        while (recording)
            frames.push(capture()); // EXPECT error join-deadlock: the recording takes no more frames, and joins the camera
    }
};

static void record()
{
    Camera camera;
    camera.start();
    while (encode(*camera.frames.pop())) {
    }
    camera.recording = false;
    camera.wait();
}

int main()
{
    while (accept_recording() >= 0)
        record();
}
