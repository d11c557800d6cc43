// A renderer looks between two frames whether the window is closed, and not while it waits for room: the flag is set,
// nobody takes frames any more, and the destructor joins a renderer that sleeps on.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <thread>

int render();
bool present(int frame);
bool next_window();

class Renderer {
public:
    Renderer() : thread([this] { run(); }) {}

    ~Renderer()
    {
        {
            std::lock_guard<std::mutex> lock(mutex);
            closed = true;
            filled.notify_all();
        }
        thread.join();
    }

    int next()
    {
        std::unique_lock<std::mutex> lock(mutex);
        filled.wait(lock, [this] { return !frames.empty(); });
        int frame = frames.front();
        frames.pop();
        room.notify_one();
        return frame;
    }

private:
    void push(int frame)
    {
        std::unique_lock<std::mutex> lock(mutex);
        room.wait(lock, [this] { return frames.size() < 3; });
        frames.push(frame);
        filled.notify_one();
    }

    void run()
    {
        while (!closed)
            push(render()); // EXPECT error uncovered-send: closed is looked at between two frames only
    }

    std::mutex mutex;
    std::condition_variable room, filled;
    std::queue<int> frames;
    std::atomic<bool> closed{false};
    std::thread thread;
};

static void window()
{
    Renderer renderer;
    while (present(renderer.next())) {
    }
}

int main()
{
    while (next_window())
        window();
}
