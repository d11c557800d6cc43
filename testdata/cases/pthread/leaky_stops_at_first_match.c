/* Passwords are tried in eight threads; the first match ends the loop that takes their results. They share one
 * slot: of the seven that may be left, one finds it empty, and six stay in their put.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#define THREADS 8

struct slot {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool full;
    const char *match;
};

struct range {
    const char *hash;
    int part;
    struct slot *slot;
};

const char *try_range(const char *hash, int part);
const char *hash_next(void);
void print_match(const char *hash, const char *match);

static void slot_put(struct slot *s, const char *match)
{
    pthread_mutex_lock(&s->lock);
    while (s->full)
        pthread_cond_wait(&s->changed, &s->lock);
    s->match = match;
    s->full = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

static const char *slot_get(struct slot *s)
{
    pthread_mutex_lock(&s->lock);
    while (!s->full)
        pthread_cond_wait(&s->changed, &s->lock);
    const char *match = s->match;
    s->full = false;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    return match;
}

static void *try_passwords(void *arg)
{
    struct range *range = arg;
    const char *match = try_range(range->hash, range->part);
    slot_put(range->slot, match); /* EXPECT error blocking-send: another part may have had the match */
    free(range);
    return NULL;
}

static const char *crack(const char *hash)
{
    struct slot *slot = calloc(1, sizeof *slot);
    const char *match = NULL;
    pthread_mutex_init(&slot->lock, NULL);
    pthread_cond_init(&slot->changed, NULL);
    for (int part = 0; part < THREADS; part++) {
        struct range *range = malloc(sizeof *range);
        pthread_t thread;
        range->hash = hash;
        range->part = part;
        range->slot = slot;
        pthread_create(&thread, NULL, try_passwords, range);
        pthread_detach(thread);
    }
    for (int part = 0; part < THREADS; part++) {
        match = slot_get(slot);
        if (match)
            break;
    }
    return match;
}

int main(void)
{
    const char *hash;
    while ((hash = hash_next()))
        print_match(hash, crack(hash));
    return 0;
}
