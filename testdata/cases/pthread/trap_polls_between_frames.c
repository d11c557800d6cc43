/* A game's main loop takes what a loader has ready before each frame, as far as there is any, and comes back for more in
 * the next frame. Nothing but the player ends the loop, and then the process.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

enum { ROOM = 4 };

static struct {
    pthread_mutex_t lock;
    pthread_cond_t room;
    void *tiles[ROOM];
    int n;
} ready = {.lock = PTHREAD_MUTEX_INITIALIZER, .room = PTHREAD_COND_INITIALIZER};

void *tile_load(int tile);
void tile_show(void *tile);
bool frame_draw(void);

static void *load(void *arg)
{
    for (int tile = 0;; tile++) {
        void *loaded = tile_load(tile);
        pthread_mutex_lock(&ready.lock);
        while (ready.n == ROOM)
            pthread_cond_wait(&ready.room, &ready.lock); /* EXPECT note blocking-send: the main loop comes each frame */
        ready.tiles[ready.n++] = loaded;
        pthread_mutex_unlock(&ready.lock);
    }
    return arg;
}

static void *take(void)
{
    void *tile = NULL;
    pthread_mutex_lock(&ready.lock);
    if (ready.n > 0) {
        tile = ready.tiles[--ready.n];
        pthread_cond_signal(&ready.room);
    }
    pthread_mutex_unlock(&ready.lock);
    return tile;
}

static void show_ready(void)
{
    void *tile;
    while ((tile = take()))
        tile_show(tile);
}

int main(void)
{
    pthread_t loader;
    pthread_create(&loader, NULL, load, NULL);
    while (frame_draw())
        show_ready();
    return 0;
}
