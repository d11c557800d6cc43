// A queue that is a plain struct, handed to the feeder by std::ref. When a job of a batch fails, the batch is given up
// and the feeder, which nobody joins, sleeps beside a full list.
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
};

static void put(Jobs &jobs, const Job &job)
{
    std::unique_lock<std::mutex> lock(jobs.mutex);
    jobs.changed.wait(lock, [&jobs] { return jobs.list.size() < 32; });
    jobs.list.push_back(job);
    jobs.changed.notify_all();
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
        put(jobs, job); // EXPECT error blocking-send: the batch may have been given up
}

static void run(int batch)
{
    Jobs &jobs = *new Jobs;
    std::thread feeder(feed, batch, std::ref(jobs));
    feeder.detach();
    while (process(get(jobs))) {
    }
}

int main()
{
    for (;;)
        run(accept_batch());
}
