/* Sessions queue their trace for one uploader that runs as long as the process. They do watch `shutdown`, but not
 * inside of the send; with an uploader that never ends that is worth a note.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static struct {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int spans[200], n;
} traces = {.lock = PTHREAD_MUTEX_INITIALIZER};
static atomic_int shutting_down;

int session_accept(void);
int session_step(int session);
void upload(int span);

static void trace(int span)
{
    pthread_mutex_lock(&traces.lock);
    while (traces.n == 200)
        pthread_cond_wait(&traces.room, &traces.lock);
    traces.spans[traces.n++] = span;
    pthread_cond_signal(&traces.some);
    pthread_mutex_unlock(&traces.lock);
}

static void *upload_traces(void *arg)
{
    (void)arg;
    for (;;) {
        pthread_mutex_lock(&traces.lock);
        while (traces.n == 0)
            pthread_cond_wait(&traces.some, &traces.lock);
        int span = traces.spans[--traces.n];
        pthread_cond_signal(&traces.room);
        pthread_mutex_unlock(&traces.lock);
        upload(span);
    }
}

static void *session(void *arg)
{
    int *id = arg;
    while (!shutting_down) {
        int span = session_step(*id);
        if (span < 0)
            break;
        trace(span); /* EXPECT note uncovered-send: the uploader loops for good */
    }
    free(id);
    return NULL;
}

void server_shutdown(void)
{
    shutting_down = 1;
}

int main(void)
{
    pthread_t uploader, thread;
    pthread_create(&uploader, NULL, upload_traces, NULL);
    for (;;) {
        int *id = malloc(sizeof *id);
        *id = session_accept();
        pthread_create(&thread, NULL, session, id);
        pthread_detach(thread);
    }
}
