// The sampler waits for room with its stop token: the request for a stop that jthread's destructor makes wakes it.
#include <condition_variable>
#include <mutex>
#include <queue>
#include <stop_token>
#include <thread>

int sample();
bool show(int value);
int accept_viewer();

class Samples {
public:
    bool put(int value, std::stop_token stop)
    {
        std::unique_lock lock(m);
        if (!changed.wait(lock, stop, [this] { return samples.size() < 16; }))
            return false;
        samples.push(value);
        changed.notify_all();
        return true;
    }

    int take()
    {
        std::unique_lock lock(m);
        changed.wait(lock, [this] { return !samples.empty(); });
        int value = samples.front();
        samples.pop();
        changed.notify_all();
        return value;
    }

private:
    std::mutex m;
    std::condition_variable_any changed;
    std::queue<int> samples;
};

static void view()
{
    Samples samples;
    std::jthread sampler([&samples](std::stop_token stop) {
        while (!stop.stop_requested())
            if (!samples.put(sample(), stop))
                return;
    });
    for (int value = samples.take(); show(value); value = samples.take()) {
    }
}

int main()
{
    while (accept_viewer() >= 0)
        view();
}
