// A pool of threads that run what is enqueued, without a bound, until the pool ends: the wait tests its flag, and its
// destructor sets that and joins them all.
#include <condition_variable>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

bool next_request(int *request);
void handle(int request);

class Pool {
public:
    explicit Pool(unsigned size)
    {
        for (unsigned i = 0; i < size; i++)
            threads.emplace_back([this] { work(); });
    }

    ~Pool()
    {
        {
            std::lock_guard<std::mutex> lock(mutex);
            ended = true;
        }
        changed.notify_all();
        for (std::thread &thread : threads)
            thread.join();
    }

    void enqueue(std::function<void()> task)
    {
        {
            std::lock_guard<std::mutex> lock(mutex);
            tasks.emplace(std::move(task));
        }
        changed.notify_one();
    }

private:
    void work()
    {
        for (;;) {
            std::function<void()> task;
            {
                std::unique_lock<std::mutex> lock(mutex);
                changed.wait(lock, [this] { return ended || !tasks.empty(); });
                if (tasks.empty())
                    return;
                task = std::move(tasks.front());
                tasks.pop();
            }
            task();
        }
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::queue<std::function<void()>> tasks;
    std::vector<std::thread> threads;
    bool ended = false;
};

int main()
{
    Pool pool(8);
    int request;
    while (next_request(&request))
        pool.enqueue([request] { handle(request); });
}
