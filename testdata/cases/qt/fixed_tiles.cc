// A thread renders tiles and waits for room with a condition. Closing the map sets a flag that the wait looks at, wakes it,
// and waits for the thread.
#include <QMutex>
#include <QThread>
#include <QWaitCondition>

int render(int map); // negative behind the last one
bool paint(int tile);
int open_map();

class Tiles {
public:
    bool put(int tile)
    {
        QMutexLocker locker(&mutex);
        while (count == 16 && !closed)
            changed.wait(&mutex);
        if (closed)
            return false;
        tiles[count++] = tile;
        changed.wakeAll();
        return true;
    }

    int take()
    {
        QMutexLocker locker(&mutex);
        while (count == 0)
            changed.wait(&mutex);
        int tile = tiles[--count];
        changed.wakeAll();
        return tile;
    }

    void close()
    {
        QMutexLocker locker(&mutex);
        closed = true;
        changed.wakeAll();
    }

private:
    QMutex mutex;
    QWaitCondition changed;
    int tiles[16];
    int count = 0;
    bool closed = false;
};

class Renderer : public QThread {
public:
    Renderer(Tiles &tiles, int map) : tiles(tiles), map(map) {}
    void run() override
    {
        for (int tile = render(map); tile >= 0; tile = render(map))
            if (!tiles.put(tile))
                break;
    }

private:
    Tiles &tiles;
    int map;
};

static void show(int map)
{
    Tiles tiles;
    Renderer renderer(tiles, map);
    renderer.start();
    for (int tile = tiles.take(); paint(tile); tile = tiles.take()) {
    }
    tiles.close();
    renderer.wait();
}

int main()
{
    for (;;)
        show(open_map());
}
