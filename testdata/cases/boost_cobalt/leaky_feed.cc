// A feed runs on its own for each session. The session ends when its peer hangs up, and the feed waits in write.
#include <boost/cobalt.hpp>

namespace cobalt = boost::cobalt;

int next_quote(); // negative once the market has closed
bool send_to(int session, int quote);
int accept_session();

static cobalt::detached feed(cobalt::channel<int> &quotes)
{
    for (int quote = next_quote(); quote >= 0; quote = next_quote())
        co_await quotes.write(quote); // EXPECT error blocking-send: the session may be over
}

static cobalt::detached serve(int session)
{
    auto *quotes = new cobalt::channel<int>(8);
    feed(*quotes);
    while (send_to(session, co_await quotes->read())) {
    }
}

cobalt::main co_main(int, char **)
{
    for (;;)
        serve(accept_session());
    co_return 0;
}
