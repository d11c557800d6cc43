// The workers of a pool that its destructor joins, once it has notified one of them.
#include <condition_variable>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

bool next_job(std::function<void()> &job);

class Pool {
public:
    explicit Pool(int n)
    {
        for (int i = 0; i < n; i++)
            workers.emplace_back(&Pool::work, this);
    }

    ~Pool()
    {
        {
            std::lock_guard<std::mutex> guard(mutex);
            stopped = true;
        }
        some.notify_one();
        for (std::thread &worker : workers)
            worker.join();
    }

    void add(std::function<void()> job)
    {
        std::lock_guard<std::mutex> guard(mutex);
        jobs.push(std::move(job));
        some.notify_one();
    }

private:
    bool take(std::function<void()> &job)
    {
        std::unique_lock<std::mutex> guard(mutex);
        some.wait(guard, [this] { return !jobs.empty() || stopped; });
        if (jobs.empty())
            return false;
        job = std::move(jobs.front());
        jobs.pop();
        return true;
    }

    void work()
    {
        std::function<void()> job;
        while (take(job)) // EXPECT error stop-without-wake: one worker is notified
            job();
    }

    std::mutex mutex;
    std::condition_variable some;
    std::queue<std::function<void()>> jobs;
    bool stopped = false;
    std::vector<std::thread> workers;
};

int main()
{
    Pool pool(4);
    std::function<void()> job;
    while (next_job(job))
        pool.add(job);
}
