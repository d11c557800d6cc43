// The session holds the promise of its feed, and drops it on its way out: the feed is cancelled where it waits.
#include <boost/cobalt.hpp>

namespace cobalt = boost::cobalt;

int next_quote(); // negative once the market has closed
bool send_to(int session, int quote);
int accept_session();

static cobalt::promise<void> feed(cobalt::channel<int> &quotes)
{
    for (int quote = next_quote(); quote >= 0; quote = next_quote())
        co_await quotes.write(quote);
}

static cobalt::detached serve(int session)
{
    cobalt::channel<int> quotes(8);
    cobalt::promise<void> feeding = feed(quotes);
    while (send_to(session, co_await quotes.read())) {
    }
}

cobalt::main co_main(int, char **)
{
    for (;;)
        serve(accept_session());
    co_return 0;
}
