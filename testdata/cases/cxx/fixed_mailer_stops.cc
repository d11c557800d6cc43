// The predicate of the mailer's wait asks whether it should stop, too, and the flag is set under its lock.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

void deliver(const std::string &mail);
bool compose(std::string &mail);

class Mailer {
public:
    Mailer() : thread(&Mailer::run, this) {}

    ~Mailer()
    {
        {
            std::lock_guard<std::mutex> guard(mutex);
            stopping = true;
        }
        some.notify_all();
        thread.join();
    }

    void post(std::string mail)
    {
        std::lock_guard<std::mutex> guard(mutex);
        mails.push_back(std::move(mail));
        some.notify_one();
    }

private:
    void run()
    {
        while (!stopping) {
            std::unique_lock<std::mutex> guard(mutex);
            some.wait(guard, [this] { return !mails.empty() || stopping; });
            if (stopping)
                break;
            std::string mail = std::move(mails.front());
            mails.pop_front();
            guard.unlock();
            deliver(mail);
        }
    }

    std::mutex mutex;
    std::condition_variable some;
    std::deque<std::string> mails;
    std::atomic<bool> stopping{false};
    std::thread thread;
};

int main()
{
    Mailer mailer;
    std::string mail;
    while (compose(mail))
        mailer.post(mail);
}
