// The station, mended: when the download is over, it says so and frees a slot, and the sampler looks at that behind its
// wait.
#include <atomic>
#include <mutex>
#include <semaphore>
#include <thread>
#include <unistd.h>

int sensor_sample();
int download_accept();

class Station {
public:
    bool put(int reading)
    {
        slots.acquire();
        if (over)
            return false;
        lock.lock();
        ring[head] = reading;
        head = (head + 1) % 8;
        lock.unlock();
        readings.release();
        return true;
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

    void end()
    {
        over = true;
        slots.release();
    }

private:
    std::mutex lock;
    std::counting_semaphore<8> slots{8}, readings{0};
    std::atomic<bool> over{false};
    int ring[8] = {}, head = 0, tail = 0;
};

static void sample(Station *station)
{
    for (;;) {
        int reading = sensor_sample();
        if (reading < 0 || !station->put(reading))
            return;
    }
}

static void download(int fd)
{
    Station station;
    std::thread sampler(sample, &station);
    for (int i = 0; i < 1440; i++) {
        int reading = station.get();
        if (write(fd, &reading, sizeof reading) < 0)
            break;
    }
    station.end();
    sampler.join();
    close(fd);
}

int main()
{
    int fd;
    while ((fd = download_accept()) >= 0)
        download(fd);
}
