/* Who quits resumes the player's thread, before it waits for it.
 */
#include <pthread.h>
#include <stdbool.h>

struct player {
    pthread_mutex_t lock;
    pthread_cond_t resumed;
    bool paused, quit;
    pthread_t thread;
};

void play_frame(void);
int key_pressed(void);

static void *play(void *arg)
{
    struct player *p = arg;
    while (!p->quit) {
        pthread_mutex_lock(&p->lock);
        while (p->paused)
            pthread_cond_wait(&p->resumed, &p->lock);
        pthread_mutex_unlock(&p->lock);
        play_frame();
    }
    return NULL;
}

static void pause_player(struct player *p, bool paused)
{
    pthread_mutex_lock(&p->lock);
    p->paused = paused;
    pthread_cond_signal(&p->resumed);
    pthread_mutex_unlock(&p->lock);
}

static void quit_player(struct player *p)
{
    p->quit = true;
    pause_player(p, false);
    pthread_join(p->thread, NULL);
}

int main(void)
{
    static struct player p = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false, 0};
    int key;
    pthread_create(&p.thread, NULL, play, &p);
    while ((key = key_pressed()) != 'q')
        pause_player(&p, key == ' ');
    quit_player(&p);
    return 0;
}
