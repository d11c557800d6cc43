// A thread renders pages into a bounded queue. When the printer jams, print_job closes the queue: the thread's wait says
// closed, and it ends.
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <memory>
#include <thread>

int render(int page); // negative behind the last one
bool print(int page);
int accept_job();

static void print_job(int job)
{
    auto pages = std::make_shared<boost::sync_bounded_queue<int>>(4);
    std::thread([pages, job] {
        for (int page = render(job); page >= 0; page = render(job))
            if (pages->wait_push_back(page) != boost::queue_op_status::success)
                return;
    }).detach();
    while (print(pages->pull())) {
    }
    pages->close();
}

int main()
{
    for (;;)
        print_job(accept_job());
}
