// Each viewer of a log gets a thread that reads it. It waits for room for a second, and then looks whether the viewer is
// still there.
#include <atomic>
#include <chrono>
#include <folly/MPMCQueue.h>
#include <memory>
#include <string>
#include <thread>

std::string read_log(int log);
bool write_to(int viewer, const std::string &line);
int accept_viewer();

struct View {
    folly::MPMCQueue<std::string> lines{64};
    std::atomic<bool> gone{false};
};

static void view(int viewer)
{
    auto view = std::make_shared<View>();
    std::thread([view, viewer] {
        while (!view->gone)
            view->lines.tryWriteUntil(
                std::chrono::steady_clock::now() + std::chrono::seconds(1), read_log(viewer));
    }).detach();
    std::string line;
    do
        view->lines.blockingRead(line);
    while (write_to(viewer, line));
    view->gone = true;
}

int main()
{
    for (;;)
        view(accept_viewer());
}
