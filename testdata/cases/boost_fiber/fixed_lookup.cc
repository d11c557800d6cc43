// Each request asks two mirrors and takes the first answer. Closing the channel lets the other fiber go: its push says
// closed, and the fiber ends.
#include <boost/fiber/all.hpp>
#include <memory>
#include <string>

std::string ask(int mirror);
int accept_request();
void reply(int request, const std::string &answer);

typedef boost::fibers::unbuffered_channel<std::string> Answers;

static void serve(int request)
{
    auto answers = std::make_shared<Answers>();
    for (int mirror = 0; mirror < 2; mirror++) {
        boost::fibers::fiber asking([answers, mirror] { answers->push(ask(mirror)); });
        asking.detach();
    }
    reply(request, answers->value_pop());
    answers->close();
}

int main()
{
    for (;;)
        serve(accept_request());
}
