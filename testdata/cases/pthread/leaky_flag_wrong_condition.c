/* Cancelling a build sets the flag and broadcasts, but the condition variable on which consumers wait. The linter that
 * waits for room sleeps on the other one.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct diagnostics {
    pthread_mutex_t lock;
    pthread_cond_t not_full, not_empty;
    char *messages[16];
    int n;
    bool cancelled;
};

char *lint_next(void);
int terminal_print(char *message);
int build_requested(void);

static int diagnostics_add(struct diagnostics *d, char *message)
{
    pthread_mutex_lock(&d->lock);
    while (d->n == 16 && !d->cancelled)
        pthread_cond_wait(&d->not_full, &d->lock);
    if (d->cancelled) {
        pthread_mutex_unlock(&d->lock);
        return -1;
    }
    d->messages[d->n++] = message;
    pthread_cond_signal(&d->not_empty);
    pthread_mutex_unlock(&d->lock);
    return 0;
}

static char *diagnostics_take(struct diagnostics *d)
{
    pthread_mutex_lock(&d->lock);
    while (d->n == 0)
        pthread_cond_wait(&d->not_empty, &d->lock);
    char *message = d->messages[--d->n];
    pthread_cond_signal(&d->not_full);
    pthread_mutex_unlock(&d->lock);
    return message;
}

static void diagnostics_cancel(struct diagnostics *d)
{
    pthread_mutex_lock(&d->lock);
    d->cancelled = true;
    pthread_cond_broadcast(&d->not_empty);
    pthread_mutex_unlock(&d->lock);
}

static void *lint(void *arg)
{
    struct diagnostics *d = arg;
    char *message;
    while ((message = lint_next())) {
        if (diagnostics_add(d, message) < 0) /* EXPECT error stop-without-wake: not_full is never broadcast */
            return NULL;
    }
    return NULL;
}

static void build(void)
{
    struct diagnostics *d = calloc(1, sizeof *d);
    pthread_t linter;
    pthread_create(&linter, NULL, lint, d);
    pthread_detach(linter);
    while (terminal_print(diagnostics_take(d)) == 0)
        ;
    diagnostics_cancel(d);
}

int main(void)
{
    while (build_requested())
        build();
    return 0;
}
