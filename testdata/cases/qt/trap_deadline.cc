// The thread waits for room for half a second, and gives up when there is none.
#include <QMutex>
#include <QThread>
#include <QWaitCondition>

int measure(); // negative when the sensor is off
bool plot(int value);
int open_plot();

class Values {
public:
    bool put(int value)
    {
        QMutexLocker locker(&mutex);
        while (count == 8)
            if (!changed.wait(&mutex, 500ul))
                return false;
        values[count++] = value;
        changed.wakeAll();
        return true;
    }

    int take()
    {
        QMutexLocker locker(&mutex);
        while (count == 0)
            changed.wait(&mutex);
        int value = values[--count];
        changed.wakeAll();
        return value;
    }

private:
    QMutex mutex;
    QWaitCondition changed;
    int values[8];
    int count = 0;
};

class Sensor : public QThread {
public:
    explicit Sensor(Values &values) : values(values) {}
    void run() override
    {
        for (int value = measure(); value >= 0; value = measure())
            if (!values.put(value))
                return;
    }

private:
    Values &values;
};

static void show()
{
    Values *values = new Values;
    Sensor *sensor = new Sensor(*values);
    sensor->start();
    while (plot(values->take())) {
    }
}

int main()
{
    while (open_plot() >= 0)
        show();
}
