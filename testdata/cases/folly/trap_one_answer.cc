// Two resolvers, and room for both answers: who comes second puts his down and goes.
#include <folly/concurrency/DynamicBoundedQueue.h>
#include <memory>
#include <string>
#include <thread>

std::string resolve(const std::string &name, int server);
std::string next_name();
void use(const std::string &address);

static void look_up(const std::string &name)
{
    auto answers = std::make_shared<folly::DMPMCQueue<std::string, true>>(2);
    std::thread([answers, name] { answers->enqueue(resolve(name, 0)); }).detach();
    std::thread([answers, name] { answers->enqueue(resolve(name, 1)); }).detach();
    std::string address;
    answers->dequeue(address);
    use(address);
}

int main()
{
    for (;;)
        look_up(next_name());
}
