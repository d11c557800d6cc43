// When printing fails, serve leaves, and its job ends: first the member whose destructor closes the pages, which lets the
// renderer go; then the thread, which is joined.
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

int next_page(); // negative behind the last one
bool print(int page);
int accept_job();

class Pages {
public:
    bool put(int page)
    {
        std::unique_lock<std::mutex> lock(mutex);
        changed.wait(lock, [this] { return closed || pages.size() < 4; });
        if (closed)
            return false;
        pages.push_back(page);
        changed.notify_all();
        return true;
    }

    int get()
    {
        std::unique_lock<std::mutex> lock(mutex);
        changed.wait(lock, [this] { return !pages.empty(); });
        int page = pages.front();
        pages.pop_front();
        changed.notify_all();
        return page;
    }

    void close()
    {
        std::lock_guard<std::mutex> lock(mutex);
        closed = true;
        changed.notify_all();
    }

private:
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<int> pages;
    bool closed = false;
};

class Renderer {
public:
    explicit Renderer(Pages &pages) : pages(pages) {}
    void run()
    {
        for (int page = next_page(); page >= 0; page = next_page())
            if (!pages.put(page))
                return;
    }

private:
    Pages &pages;
};

struct Closer {
    Pages &pages;
    ~Closer() { pages.close(); }
};

// A job owns the thread that renders for it.
class Job {
public:
    Job() : renderer(std::make_unique<Renderer>(pages)), thread(&Renderer::run, renderer.get()) {}
    Pages pages;

private:
    std::unique_ptr<Renderer> renderer;
    std::jthread thread;
    std::unique_ptr<Closer> closer{new Closer{pages}};
};

static void serve(int last)
{
    auto job = std::make_unique<Job>();
    for (int page = job->pages.get(); page != last; page = job->pages.get())
        if (!print(page))
            return;
}

int main()
{
    for (;;)
        serve(accept_job());
}
