// When printing fails, serve leaves, and its job ends: the thread's destructor joins it, but the pages cannot be closed, and the
// renderer waits for room that nobody makes.
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
    void put(int page)
    {
        std::unique_lock<std::mutex> lock(mutex);
        changed.wait(lock, [this] { return pages.size() < 4; });
        pages.push_back(page);
        changed.notify_all();
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

private:
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<int> pages;
};

class Renderer {
public:
    explicit Renderer(Pages &pages) : pages(pages) {}
    void run()
    {
        for (int page = next_page(); page >= 0; page = next_page())
            pages.put(page); // EXPECT error join-deadlock: serve joins it on its way out
    }

private:
    Pages &pages;
};

// A job owns the thread that renders for it.
class Job {
public:
    Job() : renderer(std::make_unique<Renderer>(pages)), thread(&Renderer::run, renderer.get()) {}
    Pages pages;

private:
    std::unique_ptr<Renderer> renderer;
    std::jthread thread;
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
