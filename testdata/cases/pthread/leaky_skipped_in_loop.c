/* A thread looks each plate up while the camera checks the picture; a blurred picture is skipped. All look-ups share
 * one queue with room for one: the answer of a skipped one stays there, and one after it blocks.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct answers {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    bool full;
    int owner;
};

struct lookup {
    int plate;
    struct answers *answers;
};

int registry_owner(int plate);
int camera_plate(void);
bool camera_blurred(int plate);
void gate_open(int owner);

static void answers_push(struct answers *a, int owner)
{
    pthread_mutex_lock(&a->lock);
    while (a->full)
        pthread_cond_wait(&a->room, &a->lock);
    a->owner = owner;
    a->full = true;
    pthread_cond_signal(&a->some);
    pthread_mutex_unlock(&a->lock);
}

static int answers_pop(struct answers *a)
{
    pthread_mutex_lock(&a->lock);
    while (!a->full)
        pthread_cond_wait(&a->some, &a->lock);
    int owner = a->owner;
    a->full = false;
    pthread_cond_signal(&a->room);
    pthread_mutex_unlock(&a->lock);
    return owner;
}

static void *look_up(void *arg)
{
    struct lookup *lookup = arg;
    int owner = registry_owner(lookup->plate);
    answers_push(lookup->answers, owner); /* EXPECT error blocking-send: blurred pictures are skipped */
    free(lookup);
    return NULL;
}

static void watch_gate(void)
{
    struct answers *answers = calloc(1, sizeof *answers);
    int plate;
    while ((plate = camera_plate()) != 0) {
        struct lookup *lookup = malloc(sizeof *lookup);
        pthread_t thread;
        lookup->plate = plate;
        lookup->answers = answers;
        pthread_create(&thread, NULL, look_up, lookup);
        pthread_detach(thread);
        if (camera_blurred(plate))
            continue;
        gate_open(answers_pop(answers));
    }
}

int main(void)
{
    watch_gate();
    return 0;
}
