// The same as half_flag.cc with a loop around the wait in place of a predicate, and a destructor that takes no lock to set
// its flag: whoever mends the wait must mend that, too, or the renderer misses it.
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
        closed = true;
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
        while (frames.size() >= 3)
            room.wait(lock);
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
