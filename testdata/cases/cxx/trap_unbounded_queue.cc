// A queue without a bound: put never waits, and its taker ends with an empty line, which the destructor sends.
#include <condition_variable>
#include <mutex>
#include <queue>
#include <string>
#include <thread>

std::string input();
void print(const std::string &line);

class Printer {
public:
    Printer() : thread([this] { run(); }) {}
    ~Printer()
    {
        put("");
        thread.join();
    }

    void put(const std::string &line)
    {
        std::lock_guard<std::mutex> lock(mutex);
        lines.push(line);
        filled.notify_one();
    }

private:
    void run()
    {
        for (;;) {
            std::unique_lock<std::mutex> lock(mutex);
            filled.wait(lock, [this] { return !lines.empty(); });
            std::string line = lines.front();
            lines.pop();
            lock.unlock();
            if (line.empty())
                return;
            print(line);
        }
    }

    std::mutex mutex;
    std::condition_variable filled;
    std::queue<std::string> lines;
    std::thread thread;
};

int main()
{
    Printer printer;
    for (std::string line = input(); !line.empty(); line = input())
        printer.put(line);
}
