// A scanner thread hands over directories through slots that it waits for. When the window closes, scan leaves without
// giving the slots back, and waits for the thread, which waits for a slot.
#include <QMutex>
#include <QSemaphore>
#include <QThread>

int next_directory(int root); // negative behind the last one
bool show(int directory);
int accept_root();

class Scanner : public QThread {
public:
    explicit Scanner(int root) : root(root) {}
    int take()
    {
        used.acquire();
        mutex.lock();
        int directory = slots_[--count];
        mutex.unlock();
        free.release();
        return directory;
    }

protected:
    void run() override
    {
        for (int directory = next_directory(root); directory >= 0; directory = next_directory(root))
            put(directory); // EXPECT error blocking-send: scan may have left
    }

private:
    void put(int directory)
    {
        free.acquire();
        mutex.lock();
        slots_[count++] = directory;
        mutex.unlock();
        used.release();
    }

    int root;
    int slots_[4];
    int count = 0;
    QMutex mutex;
    QSemaphore free{4}, used{0};
};

static void scan(int root)
{
    Scanner *scanner = new Scanner(root);
    scanner->start();
    while (show(scanner->take())) {
    }
}

int main()
{
    for (;;)
        scan(accept_root());
}
