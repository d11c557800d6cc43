/* Audit records go to a writer that runs as long as the process; the admin console can also take some, and stops.
 * With the writer there it works: nothing but the writer guarantees it, and each login adds a sender.
 */
#include <pthread.h>
#include <stdlib.h>

struct records {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int kinds[64], n;
};

static struct records audit = {.lock = PTHREAD_MUTEX_INITIALIZER};

int user_action(int user);
int login_wait(void);
void disk_append(int kind);
int console_print(int kind);
int console_opened(void);

static void records_add(struct records *r, int kind)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 64)
        pthread_cond_wait(&r->room, &r->lock);
    r->kinds[r->n++] = kind;
    pthread_cond_signal(&r->some);
    pthread_mutex_unlock(&r->lock);
}

static int records_take(struct records *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 0)
        pthread_cond_wait(&r->some, &r->lock);
    int kind = r->kinds[--r->n];
    pthread_cond_signal(&r->room);
    pthread_mutex_unlock(&r->lock);
    return kind;
}

static void *write_audit(void *arg)
{
    (void)arg;
    for (;;)
        disk_append(records_take(&audit));
    return NULL;
}

static void *console(void *arg)
{
    (void)arg;
    while (console_print(records_take(&audit)) == 0)
        ;
    return NULL;
}

static void *user_session(void *arg)
{
    int *user = arg;
    int kind;
    while ((kind = user_action(*user)) != 0)
        records_add(&audit, kind); /* EXPECT warning blocking-send: the console leaves, the writer stays */
    free(user);
    return NULL;
}

int main(void)
{
    pthread_t writer, viewer, session;
    pthread_create(&writer, NULL, write_audit, NULL);
    if (console_opened())
        pthread_create(&viewer, NULL, console, NULL);
    for (;;) {
        int *user = malloc(sizeof *user);
        *user = login_wait();
        pthread_create(&session, NULL, user_session, user);
        pthread_detach(session);
    }
}
