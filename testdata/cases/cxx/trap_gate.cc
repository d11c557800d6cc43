// A gate opens once; its waiters put nothing anywhere under its lock, so that passing it is no send.
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

void work(int part);

class Gate {
public:
    void open()
    {
        std::lock_guard<std::mutex> lock(mutex);
        is_open = true;
        opened.notify_all();
    }

    void pass()
    {
        std::unique_lock<std::mutex> lock(mutex);
        opened.wait(lock, [this] { return is_open; });
    }

private:
    std::mutex mutex;
    std::condition_variable opened;
    bool is_open = false;
};

int main()
{
    Gate gate;
    std::vector<std::thread> workers;
    for (int i = 0; i < 4; i++)
        workers.emplace_back([&gate, i] {
            gate.pass();
            work(i);
        });
    gate.open();
    for (std::thread &worker : workers)
        worker.join();
}
