// A request starts a reader, a lambda that captures a pointer to the queue, and uploads what it reads until
// an upload fails. Then the request returns, and the reader sleeps in put once 64 lines are queued.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

std::string read_line(); // empty at the end of the log
bool upload(const std::string &line);
int accept_request();

class Lines {
public:
    void put(const std::string &line)
    {
        std::unique_lock<std::mutex> lock(m);
        while (lines.size() >= 64)
            room.wait(lock);
        lines.push_back(line);
        filled.notify_one();
    }

    std::string take()
    {
        std::unique_lock<std::mutex> lock(m);
        while (lines.empty())
            filled.wait(lock);
        std::string line = lines.front();
        lines.pop_front();
        room.notify_one();
        return line;
    }

private:
    std::mutex m;
    std::condition_variable room, filled;
    std::deque<std::string> lines;
};

static void request()
{
    auto *lines = new Lines;
    std::thread reader([lines] {
        for (std::string line = read_line(); !line.empty(); line = read_line())
            lines->put(line); // EXPECT error blocking-send: the request may have failed
        lines->put(""); // EXPECT error blocking-send: and so may it have here
    });
    reader.detach();
    for (std::string line = lines->take(); !line.empty(); line = lines->take())
        if (!upload(line))
            return;
}

int main()
{
    while (accept_request() >= 0)
        request();
}
