// Two ways out of the client's function, and on neither of them is the queue closed: it has a flag for that, which
// nobody sets.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>

int read_sensor();
bool send_reading(int client, int reading);
bool is_allowed(int client);
int accept_client();

class Readings {
public:
    bool put(int reading)
    {
        std::unique_lock<std::mutex> lock(mutex);
        while (!closed && readings.size() == 8)
            changed.wait(lock);
        if (closed)
            return false;
        readings.push(reading);
        changed.notify_all();
        return true;
    }

    bool get(int &reading)
    {
        std::unique_lock<std::mutex> lock(mutex);
        while (!closed && readings.empty())
            changed.wait(lock);
        if (closed)
            return false;
        reading = readings.front();
        readings.pop();
        changed.notify_all();
        return true;
    }

private:
    std::mutex mutex;
    std::condition_variable changed;
    std::queue<int> readings;
    bool closed = false;
};

static void serve_client(int client)
{
    auto readings = std::make_shared<Readings>();
    std::thread([readings] {
        while (readings->put(read_sensor())) { // EXPECT error abandoned-channel: who is not allowed is left without a receive
        }
    }).detach();
    if (!is_allowed(client))
        return;
    int reading;
    while (readings->get(reading))
        if (!send_reading(client, reading))
            return;
}

int main()
{
    for (;;)
        serve_client(accept_client());
}
