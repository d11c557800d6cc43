/* The flag is set when all is done, to make the threads' loops end that may still go on; each page that they wait for is
 * printed by another thread, which ends with the last page.
 */
#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t printed = PTHREAD_COND_INITIALIZER;
static unsigned done;
static bool stop;

bool print_page(unsigned number);
void bind_page(unsigned number);

static void *print_all(void *arg)
{
    for (unsigned i = 0; i < 100; i++) {
        print_page(i);
        pthread_mutex_lock(&lock);
        done++;
        pthread_cond_signal(&printed);
        pthread_mutex_unlock(&lock);
    }
    return arg;
}

static void *bind_all(void *arg)
{
    for (unsigned i = 0; i < 100 && !stop; i++) {
        pthread_mutex_lock(&lock);
        while (done <= i)
            pthread_cond_wait(&printed, &lock);
        pthread_mutex_unlock(&lock);
        bind_page(i);
    }
    return arg;
}

int main(void)
{
    pthread_t printer, binder;
    pthread_create(&printer, NULL, print_all, NULL);
    pthread_create(&binder, NULL, bind_all, NULL);
    pthread_join(printer, NULL);
    stop = true;
    pthread_join(binder, NULL);
    return 0;
}
