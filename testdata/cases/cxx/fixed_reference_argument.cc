// The batch, mended: put waits for a second at most, and then looks whether anybody is left to wait for.
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

struct Job {
    int id;
};

int accept_batch();
bool next_job(int batch, Job &job);
bool process(const Job &job);

struct Jobs {
    std::mutex mutex;
    std::condition_variable changed;
    std::list<Job> list;
    bool abandoned = false;
};

static bool put(Jobs &jobs, const Job &job)
{
    std::unique_lock<std::mutex> lock(jobs.mutex);
    while (!jobs.changed.wait_for(lock, std::chrono::seconds(1), [&jobs] { return jobs.list.size() < 32; }))
        if (jobs.abandoned)
            return false;
    jobs.list.push_back(job);
    jobs.changed.notify_all();
    return true;
}

static Job get(Jobs &jobs)
{
    std::unique_lock<std::mutex> lock(jobs.mutex);
    jobs.changed.wait(lock, [&jobs] { return !jobs.list.empty(); });
    Job job = jobs.list.front();
    jobs.list.pop_front();
    jobs.changed.notify_all();
    return job;
}

static void feed(int batch, Jobs &jobs)
{
    Job job;
    while (next_job(batch, job))
        if (!put(jobs, job))
            return;
}

static void run(int batch)
{
    Jobs jobs;
    std::thread feeder(feed, batch, std::ref(jobs));
    while (process(get(jobs))) {
    }
    {
        std::lock_guard<std::mutex> lock(jobs.mutex);
        jobs.abandoned = true;
    }
    feeder.join();
}

int main()
{
    for (;;)
        run(accept_batch());
}
