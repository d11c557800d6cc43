// The ticker on the usual queue, mended: whichever way serve_client returns, the feed's destructor closes the queue,
// push returns false, and the thread ends and is joined.
#include <condition_variable>
#include <mutex>
#include <queue>
#include <string>
#include <thread>

std::string exchange_poll(); // empty once the market has closed
int accept_client();
bool send_to(int fd, const std::string &quote);

template <class T> class BlockingQueue {
public:
    explicit BlockingQueue(std::size_t cap) : cap(cap) {}

    bool push(T value)
    {
        std::unique_lock<std::mutex> guard(mutex);
        not_full.wait(guard, [&] { return items.size() < cap || closed; });
        if (closed)
            return false;
        items.push(std::move(value));
        not_empty.notify_one();
        return true;
    }

    bool pop(T &value)
    {
        std::unique_lock<std::mutex> guard(mutex);
        not_empty.wait(guard, [&] { return !items.empty() || closed; });
        if (items.empty())
            return false;
        value = std::move(items.front());
        items.pop();
        not_full.notify_one();
        return true;
    }

    void close()
    {
        std::lock_guard<std::mutex> guard(mutex);
        closed = true;
        not_full.notify_all();
        not_empty.notify_all();
    }

private:
    std::mutex mutex;
    std::condition_variable not_full, not_empty;
    std::queue<T> items;
    std::size_t cap;
    bool closed = false;
};

class Feed {
public:
    Feed() : thread(&Feed::run, this) {}
    ~Feed()
    {
        quotes.close();
        thread.join();
    }
    bool next(std::string &quote) { return quotes.pop(quote); }

private:
    void run()
    {
        for (;;) {
            std::string quote = exchange_poll();
            if (quote.empty() || !quotes.push(quote))
                break;
        }
    }

    BlockingQueue<std::string> quotes{8};
    std::thread thread;
};

static void serve_client(int fd)
{
    Feed feed;
    std::string quote;
    while (feed.next(quote)) {
        if (!send_to(fd, quote))
            return;
    }
}

int main()
{
    for (;;)
        serve_client(accept_client());
}
