// What overrides a method is a handler of nothing: nobody calls this one, so it starts one thread at most.
#include <thread>

void flush();

struct Logger {
    virtual void init() {}
    virtual ~Logger() = default;
};

static void write_all()
{
    for (;;)
        flush();
}

struct FileLogger : Logger {
    std::thread writer;

    void init() override { writer = std::thread(write_all); }
};

int main()
{
    FileLogger logger;
    flush();
    return 0;
}
