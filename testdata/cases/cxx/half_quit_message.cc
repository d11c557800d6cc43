// A logger whose thread takes messages one by one, in a function that says whether to go on: only the message to quit,
// which the logger itself sends, ends it. As long as nobody logs after that, push finds its taker.
#include <condition_variable>
#include <mutex>
#include <queue>
#include <string>
#include <thread>

enum class Kind { log, flush, quit };

struct Message {
    Kind kind;
    std::string text;
};

void write_out(const std::string &text);
void flush_out();
std::string next_event();

class Messages {
public:
    void push(Message &&message)
    {
        std::unique_lock<std::mutex> lock(mutex);
        room.wait(lock, [this] { return messages.size() < 512; });
        messages.push(std::move(message));
        filled.notify_one();
    }

    void pop(Message &message)
    {
        std::unique_lock<std::mutex> lock(mutex);
        filled.wait(lock, [this] { return !messages.empty(); });
        message = std::move(messages.front());
        messages.pop();
        room.notify_one();
    }

private:
    std::mutex mutex;
    std::condition_variable room, filled;
    std::queue<Message> messages;
};

class Logger {
public:
    Logger() : thread([this] { work(); }) {}
    ~Logger()
    {
        messages.push({Kind::quit, ""});
        thread.join();
    }
    void log(const std::string &text) { messages.push({Kind::log, text}); } // EXPECT note blocking-send: work stays

private:
    void work()
    {
        while (step()) {
        }
    }

    bool step()
    {
        Message message;
        messages.pop(message);
        switch (message.kind) {
        case Kind::log:
            write_out(message.text);
            return true;
        case Kind::flush:
            flush_out();
            return true;
        case Kind::quit:
            return false;
        }
        return true;
    }

    Messages messages;
    std::thread thread;
};

static void poll(Logger *logger)
{
    for (std::string event = next_event(); !event.empty(); event = next_event())
        logger->log(event);
}

int main()
{
    Logger logger;
    std::thread poller(poll, &logger);
    poller.join();
}
