// Each request asks every mirror and takes the first answer. The channel has room for fewer than the others; nobody
// closes it, and the slowest fibers stay in their push.
#include <boost/fiber/all.hpp>
#include <functional>
#include <memory>
#include <string>

std::string ask(int mirror);
int accept_request();
void reply(int request, const std::string &answer);

typedef boost::fibers::buffered_channel<std::string> Answers;

template <typename Channel> static void start(Channel answers, int mirror)
{
    boost::fibers::fiber(
        std::bind(
            [](Channel &answers, int mirror) {
                answers->push(ask(mirror)); // EXPECT error blocking-send: one answer of five is taken
            },
            answers, mirror))
        .detach();
}

static void serve(int request)
{
    auto answers = std::make_shared<Answers>(2);
    for (int mirror = 0; mirror < 5; mirror++)
        start(answers, mirror);
    reply(request, answers->value_pop());
}

int main()
{
    for (;;)
        serve(accept_request());
}
