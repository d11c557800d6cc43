/* Thumbnails for one page of a gallery. The renderer sends each finished image through a queue of four; the wait for
 * room is written as an endless loop with a break. The page gives up at the first image that cannot be written to
 * the browser, with most of the album still to come.
 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct image {
    int width, height;
    unsigned char *pixels;
};

struct album {
    char **paths;
    int n_paths;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct image done[4];
    int n_done;
};

struct album *album_of_next_page(int *browser);
struct image image_scale(const char *path, int width);

static void album_add(struct album *album, struct image image)
{
    pthread_mutex_lock(&album->lock);
    for (;;) {
        if (album->n_done < 4)
            break;
        pthread_cond_wait(&album->changed, &album->lock);
    }
    album->done[album->n_done++] = image;
    pthread_cond_broadcast(&album->changed);
    pthread_mutex_unlock(&album->lock);
}

static struct image album_take(struct album *album)
{
    struct image image;
    pthread_mutex_lock(&album->lock);
    for (;;) {
        if (album->n_done > 0)
            break;
        pthread_cond_wait(&album->changed, &album->lock);
    }
    image = album->done[--album->n_done];
    pthread_cond_broadcast(&album->changed);
    pthread_mutex_unlock(&album->lock);
    return image;
}

static void *render(void *arg)
{
    struct album *album = arg;
    for (int i = 0; i < album->n_paths; i++) {
        struct image image = image_scale(album->paths[i], 160);
        album_add(album, image); /* EXPECT error blocking-send: the page is gone after a failed write */
    }
    return NULL;
}

static int send_page(struct album *album, int browser)
{
    pthread_t renderer;
    if (pthread_create(&renderer, NULL, render, album) != 0)
        return -1;
    pthread_detach(renderer);
    for (int i = 0; i < album->n_paths; i++) {
        struct image image = album_take(album);
        size_t size = (size_t)image.width * (size_t)image.height;
        if (write(browser, image.pixels, size) != (ssize_t)size)
            return -1;
        free(image.pixels);
    }
    return 0;
}

int main(void)
{
    int browser;
    struct album *album;
    while ((album = album_of_next_page(&browser)))
        send_page(album, browser);
    return 0;
}
