/* A thread plays tournaments for good; main looks at the first twenty results and returns, and the process is over. */
#include <pthread.h>
#include <stdio.h>

struct results {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int scores[8];
    unsigned first, count;
};

int tournament_play(void);

static void results_push(struct results *r, int score)
{
    pthread_mutex_lock(&r->lock);
    while (r->count == 8)
        pthread_cond_wait(&r->room, &r->lock);
    r->scores[(r->first + r->count++) % 8] = score;
    pthread_cond_signal(&r->some);
    pthread_mutex_unlock(&r->lock);
}

static int results_pop(struct results *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->count == 0)
        pthread_cond_wait(&r->some, &r->lock);
    int score = r->scores[r->first];
    r->first = (r->first + 1) % 8;
    r->count--;
    pthread_cond_signal(&r->room);
    pthread_mutex_unlock(&r->lock);
    return score;
}

static void *play(void *arg)
{
    struct results *r = arg;
    while (1)
        results_push(r, tournament_play()); /* EXPECT note blocking-send: main leaves with the process only */
    return NULL;
}

int main(void)
{
    static struct results results = {
        .lock = PTHREAD_MUTEX_INITIALIZER, .room = PTHREAD_COND_INITIALIZER, .some = PTHREAD_COND_INITIALIZER};
    pthread_t player;
    int best = 0;
    if (pthread_create(&player, NULL, play, &results) != 0)
        return 1;
    for (int i = 0; i < 20; i++) {
        int score = results_pop(&results);
        if (score > best)
            best = score;
    }
    printf("%d\n", best);
    return 0;
}
