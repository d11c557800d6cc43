/* The lookup thread tests whether it should quit before it waits, under the lock that quit is set under.
 */
#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t some = PTHREAD_COND_INITIALIZER;
static int names[64];
static unsigned n_names;
static bool quit;

void look_up(int name);
int next_name(void);

static void *work(void *arg)
{
    pthread_mutex_lock(&lock);
    for (;;) {
        while (n_names > 0) {
            int name = names[--n_names];
            pthread_mutex_unlock(&lock);
            look_up(name);
            pthread_mutex_lock(&lock);
        }
        if (quit) {
            pthread_mutex_unlock(&lock);
            return arg;
        }
        pthread_cond_wait(&some, &lock);
    }
}

static void request(int name)
{
    pthread_mutex_lock(&lock);
    if (n_names < 64)
        names[n_names++] = name;
    pthread_cond_signal(&some);
    pthread_mutex_unlock(&lock);
}

static void stop(pthread_t thread)
{
    pthread_mutex_lock(&lock);
    quit = true;
    pthread_cond_signal(&some);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
}

int main(void)
{
    pthread_t thread;
    int name;
    pthread_create(&thread, NULL, work, NULL);
    while ((name = next_name()) >= 0)
        request(name);
    stop(thread);
    return 0;
}
