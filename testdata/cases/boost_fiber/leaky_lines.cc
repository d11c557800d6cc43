// A fiber reads lines for each session. The session leaves when the user quits, and the reader's push waits for room.
#include <boost/fiber/all.hpp>
#include <string>

bool read_line(int session, std::string &line);
bool execute(int session, const std::string &line);
int accept_session();

typedef boost::fibers::buffered_channel<std::string> Lines;

static void read_lines(Lines *lines, int session)
{
    std::string line;
    while (read_line(session, line))
        lines->push(line); // EXPECT error blocking-send: the session may have been left
    lines->close();
}

static void serve(int session)
{
    Lines *lines = new Lines(16);
    boost::fibers::fiber(boost::fibers::launch::dispatch, read_lines, lines, session).detach();
    for (const std::string &line : *lines)
        if (!execute(session, line))
            return;
}

int main()
{
    for (;;)
        serve(accept_session());
}
