// Each request asks every mirror and takes the first answer. std::bind keeps a copy of what it is given and hands that to
// the fiber by reference: still the same channel, and closing it lets the slower fibers go.
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
        std::bind([](Channel &answers, int mirror) { answers->push(ask(mirror)); }, answers, mirror))
        .detach();
}

static void serve(int request)
{
    auto answers = std::make_shared<Answers>(2);
    for (int mirror = 0; mirror < 5; mirror++)
        start(answers, mirror);
    reply(request, answers->value_pop());
    answers->close();
}

int main()
{
    for (;;)
        serve(accept_request());
}
