// The sampler gets a stop token and looks at it between two samples. Its wait for room has a condition variable that takes
// tokens, and is not given this one: the viewer leaves, and jthread's destructor joins a sampler that sleeps on.
#include <condition_variable>
#include <mutex>
#include <queue>
#include <stop_token>
#include <thread>

int sample();
bool show(int value);
int accept_viewer();

struct Samples {
    std::mutex mutex;
    std::condition_variable_any room, filled;
    std::queue<int> values;
};

static void put(Samples &samples, std::stop_token stop, int value)
{
    std::unique_lock lock(samples.mutex);
    if (stop.stop_requested())
        return;
    samples.room.wait(lock, [&] { return samples.values.size() < 16; });
    samples.values.push(value);
    samples.filled.notify_one();
}

static void fill(std::stop_token stop, Samples &samples)
{
    while (!stop.stop_requested())
        put(samples, stop, sample()); // EXPECT error uncovered-send: the wait does not know of the token
}

static int take(Samples &samples)
{
    std::unique_lock lock(samples.mutex);
    samples.filled.wait(lock, [&] { return !samples.values.empty(); });
    int value = samples.values.front();
    samples.values.pop();
    samples.room.notify_one();
    return value;
}

static void view()
{
    Samples samples;
    std::jthread sampler(fill, std::ref(samples));
    while (show(take(samples))) {
    }
}

int main()
{
    while (accept_viewer() >= 0)
        view();
}
