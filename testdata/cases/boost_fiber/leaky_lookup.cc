// Each request asks two mirrors and takes the first answer. The other fiber pushes into a channel that nobody pops from any
// more, and stays suspended for good.
#include <boost/fiber/all.hpp>
#include <string>

std::string ask(int mirror);
int accept_request();
void reply(int request, const std::string &answer);

typedef boost::fibers::unbuffered_channel<std::string> Answers;

static void serve(int request)
{
    Answers *answers = new Answers;
    for (int mirror = 0; mirror < 2; mirror++) {
        boost::fibers::fiber asking([answers, mirror] {
            answers->push(ask(mirror)); // EXPECT error blocking-send: one answer of two is taken
        });
        asking.detach();
    }
    reply(request, answers->value_pop());
}

int main()
{
    for (;;)
        serve(accept_request());
}
