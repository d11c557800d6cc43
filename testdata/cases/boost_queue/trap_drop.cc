// What finds no room is dropped: nothing waits for print_job once it has left.
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
            pages->nonblocking_push_back(page);
        pages->close();
    }).detach();
    int page;
    while (pages->wait_pull_front(page) == boost::queue_op_status::success)
        if (!print(page))
            return;
}

int main()
{
    for (;;)
        print_job(accept_job());
}
