// The sampler looks at its stop token between two samples, but not while it waits for room: the viewer leaves, jthread's
// destructor requests a stop that the sleeper does not see, and joins it forever.
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
    void put(int value)
    {
        std::unique_lock lock(m);
        changed.wait(lock, [this] { return samples.size() < 16; });
        samples.push(value);
        changed.notify_all();
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
            samples.put(sample()); // EXPECT error uncovered-send: the wait does not know of the token
    });
    for (int value = samples.take(); show(value); value = samples.take()) {
    }
}

int main()
{
    while (accept_viewer() >= 0)
        view();
}
