// A thread renders tiles and waits for room with a condition. The map is closed, and nobody wakes the thread that waits.
#include <QMutex>
#include <QThread>
#include <QWaitCondition>

int render(int map); // negative behind the last one
bool paint(int tile);
int open_map();

class Tiles {
public:
    void put(int tile)
    {
        QMutexLocker locker(&mutex);
        while (count == 16)
            changed.wait(&mutex);
        tiles[count++] = tile;
        changed.wakeAll();
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

private:
    QMutex mutex;
    QWaitCondition changed;
    int tiles[16];
    int count = 0;
};

class Renderer : public QThread {
public:
    Renderer(Tiles &tiles, int map) : tiles(tiles), map(map) {}
    void run() override
    {
        for (int tile = render(map); tile >= 0; tile = render(map))
            tiles.put(tile); // EXPECT error blocking-send: the map may be closed
    }

private:
    Tiles &tiles;
    int map;
};

static void show(int map)
{
    Tiles *tiles = new Tiles;
    Renderer *renderer = new Renderer(*tiles, map);
    renderer->start();
    for (int tile = tiles->take(); paint(tile); tile = tiles->take()) {
    }
}

int main()
{
    for (;;)
        show(open_map());
}
