// A thread renders pages into a bounded queue. When the printer jams, print_job leaves; the thread is in push, for good.
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <thread>

int render(int page); // negative behind the last one
bool print(int page);
int accept_job();

static void print_job(int job)
{
    auto *pages = new boost::sync_bounded_queue<int>(4);
    std::thread([pages, job] {
        for (int page = render(job); page >= 0; page = render(job))
            pages->push(page); // EXPECT error blocking-send: print_job may have left
    }).detach();
    for (;;)
        if (!print(pages->pull()))
            return;
}

int main()
{
    for (;;)
        print_job(accept_job());
}
