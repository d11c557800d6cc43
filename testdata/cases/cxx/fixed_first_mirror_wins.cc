// The fastest mirror, mended: before the first answer is returned, the others are told that nobody wants theirs.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

std::string fetch(const std::string &mirror);
bool wants_update();
void install(const std::string &update);

class Results {
public:
    explicit Results(std::size_t room) : room(room) {}

    void send(std::string result)
    {
        std::unique_lock<std::mutex> lock(mutex);
        while (results.size() == room && !done)
            taken.wait(lock);
        results.push(std::move(result));
        sent.notify_one();
    }

    std::string receive()
    {
        std::unique_lock<std::mutex> lock(mutex);
        while (results.empty())
            sent.wait(lock);
        std::string result = std::move(results.front());
        results.pop();
        taken.notify_one();
        return result;
    }

    void finish()
    {
        std::lock_guard lock(mutex);
        done = true;
        taken.notify_all();
    }

private:
    std::mutex mutex;
    std::condition_variable taken, sent;
    std::queue<std::string> results;
    std::size_t room;
    bool done = false;
};

std::string fetch_fastest(const std::vector<std::string> &mirrors)
{
    auto results = std::make_shared<Results>(1);
    for (const std::string &mirror : mirrors)
        std::thread([results, mirror] { results->send(fetch(mirror)); }).detach();
    std::string first = results->receive();
    results->finish();
    return first;
}

int main()
{
    while (wants_update())
        install(fetch_fastest({"north", "east", "south"}));
}
