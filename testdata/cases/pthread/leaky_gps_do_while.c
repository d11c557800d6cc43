/* A GPS receiver thread a session of the map. The wait stands in a do..while behind an if. The session ends when the
 * user closes the map, and the fixes that still come fill the eight places.
 */
#include <pthread.h>
#include <stdlib.h>

struct fix {
    double latitude, longitude;
};

struct track {
    pthread_mutex_t m;
    pthread_cond_t taken, added;
    struct fix fixes[8];
    unsigned count;
};

int gps_read(struct fix *fix);
int map_draw(const struct fix *fix); /* negative when the window is closed */
int map_wait_open(void);

static void track_append(struct track *t, const struct fix *fix)
{
    pthread_mutex_lock(&t->m);
    if (t->count >= 8) {
        do {
            pthread_cond_wait(&t->taken, &t->m);
        } while (t->count >= 8);
    }
    t->fixes[t->count] = *fix;
    t->count += 1;
    pthread_cond_signal(&t->added);
    pthread_mutex_unlock(&t->m);
}

static void track_next(struct track *t, struct fix *fix)
{
    pthread_mutex_lock(&t->m);
    while (t->count == 0)
        pthread_cond_wait(&t->added, &t->m);
    t->count -= 1;
    *fix = t->fixes[t->count];
    pthread_cond_signal(&t->taken);
    pthread_mutex_unlock(&t->m);
}

static void *receive_fixes(void *arg)
{
    struct track *track = arg;
    struct fix fix;
    while (gps_read(&fix) == 0)
        track_append(track, &fix); /* EXPECT error blocking-send: the map may be closed */
    return NULL;
}

static void map_session(void)
{
    struct track *track = calloc(1, sizeof *track);
    struct fix fix;
    pthread_t receiver;
    pthread_create(&receiver, NULL, receive_fixes, track);
    pthread_detach(receiver);
    do
        track_next(track, &fix);
    while (map_draw(&fix) >= 0);
}

int main(void)
{
    while (map_wait_open())
        map_session();
    return 0;
}
