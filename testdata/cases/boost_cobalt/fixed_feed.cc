// A feed runs on its own for each session. The session closes the channel on its way out, which ends the feed's write.
#include <boost/cobalt.hpp>
#include <memory>

namespace cobalt = boost::cobalt;

int next_quote(); // negative once the market has closed
bool send_to(int session, int quote);
int accept_session();

static cobalt::detached feed(std::shared_ptr<cobalt::channel<int>> quotes)
{
    for (int quote = next_quote(); quote >= 0; quote = next_quote())
        co_await quotes->write(quote);
}

static cobalt::detached serve(int session)
{
    auto quotes = std::make_shared<cobalt::channel<int>>(8);
    feed(quotes);
    while (send_to(session, co_await quotes->read())) {
    }
    quotes->close();
}

cobalt::main co_main(int, char **)
{
    for (;;)
        serve(accept_session());
    co_return 0;
}
