// The upload of lines, mended: the request says that it is gone, before it joins the reader, to which put then says so.
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
        while (lines.size() >= 64 && !gone)
            room.wait(lock);
        if (gone)
            return;
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

    void abandon()
    {
        std::lock_guard<std::mutex> lock(m);
        gone = true;
        room.notify_all();
    }

private:
    std::mutex m;
    std::condition_variable room, filled;
    std::deque<std::string> lines;
    bool gone = false;
};

static void request()
{
    Lines lines;
    std::thread reader([&lines] {
        for (std::string line = read_line(); !line.empty(); line = read_line())
            lines.put(line);
        lines.put("");
    });
    for (std::string line = lines.take(); !line.empty(); line = lines.take())
        if (!upload(line))
            break;
    lines.abandon();
    reader.join();
}

int main()
{
    while (accept_request() >= 0)
        request();
}
