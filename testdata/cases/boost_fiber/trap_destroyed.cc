// The channel is a variable: leaving the session destroys it, which closes it. And the last line is tried, not pushed.
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
        if (lines->push(line) != boost::fibers::channel_op_status::success)
            return;
    lines->try_push("quit");
}

static void serve(int session)
{
    Lines lines(16);
    boost::fibers::fiber reader(read_lines, &lines, session);
    std::string line;
    while (lines.pop(line) == boost::fibers::channel_op_status::success)
        if (!execute(session, line))
            break;
    lines.close();
    reader.join();
}

int main()
{
    for (;;)
        serve(accept_session());
}
