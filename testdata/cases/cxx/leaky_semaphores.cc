// Slots are counted by one semaphore, readings by another. A download that breaks off leaves the sampler waiting for a
// slot that nobody frees.
#include <mutex>
#include <semaphore>
#include <thread>
#include <unistd.h>

int sensor_sample();
int download_accept();

class Station {
public:
    void put(int reading)
    {
        slots.acquire();
        lock.lock();
        ring[head] = reading;
        head = (head + 1) % 8;
        lock.unlock();
        readings.release();
    }

    int get()
    {
        readings.acquire();
        lock.lock();
        int reading = ring[tail];
        tail = (tail + 1) % 8;
        lock.unlock();
        slots.release();
        return reading;
    }

private:
    std::mutex lock;
    std::counting_semaphore<8> slots{8}, readings{0};
    int ring[8] = {}, head = 0, tail = 0;
};

static void sample(Station *station)
{
    for (;;) {
        int reading = sensor_sample();
        if (reading < 0)
            return;
        station->put(reading); // EXPECT error blocking-send: the download may be over
    }
}

static void download(int fd)
{
    auto *station = new Station;
    std::thread(sample, station).detach();
    for (int i = 0; i < 1440; i++) {
        int reading = station->get();
        if (write(fd, &reading, sizeof reading) < 0)
            break;
    }
    close(fd);
}

int main()
{
    int fd;
    while ((fd = download_accept()) >= 0)
        download(fd);
}
