/* A tile renderer whose wait is an endless loop with two ways out: room, and the end of the map view, which skips the
 * store.
 */
#include <pthread.h>
#include <stdlib.h>

struct view {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int tiles[12], n_tiles;
    int closing;
};

int render_next_tile(void);
int screen_blit(int tile);
int view_opened(void);

static int view_add(struct view *v, int tile)
{
    int status = 0;
    pthread_mutex_lock(&v->lock);
    for (;;) {
        if (v->closing) {
            status = -1;
            goto out;
        }
        if (v->n_tiles < 12)
            break;
        pthread_cond_wait(&v->changed, &v->lock);
    }
    v->tiles[v->n_tiles++] = tile;
    pthread_cond_broadcast(&v->changed);
out:
    pthread_mutex_unlock(&v->lock);
    return status;
}

static int view_take(struct view *v)
{
    pthread_mutex_lock(&v->lock);
    while (v->n_tiles == 0)
        pthread_cond_wait(&v->changed, &v->lock);
    int tile = v->tiles[--v->n_tiles];
    pthread_cond_broadcast(&v->changed);
    pthread_mutex_unlock(&v->lock);
    return tile;
}

static void *render(void *arg)
{
    struct view *v = arg;
    int tile;
    while ((tile = render_next_tile()) >= 0) {
        if (view_add(v, tile) != 0)
            return NULL;
    }
    return NULL;
}

static void run_view(void)
{
    struct view *v = calloc(1, sizeof *v);
    pthread_t renderer;
    pthread_create(&renderer, NULL, render, v);
    while (screen_blit(view_take(v)) == 0)
        ;
    pthread_mutex_lock(&v->lock);
    v->closing = 1;
    pthread_cond_broadcast(&v->changed);
    pthread_mutex_unlock(&v->lock);
    pthread_join(renderer, NULL);
    free(v);
}

int main(void)
{
    while (view_opened())
        run_view();
    return 0;
}
