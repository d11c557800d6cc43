/* Lazy initialisation: the first thread that needs the dictionary loads it, others wait until it is there. It is a wait
 * for a state that never goes away again, not a send.
 */
#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t loaded = PTHREAD_COND_INITIALIZER;
static bool loading, ready;
static void *dictionary;

void *dictionary_load(void);
int text_check(void *dictionary);
int text_arrived(void);

static void *dictionary_get(void)
{
    pthread_mutex_lock(&lock);
    if (!loading) {
        loading = true;
        pthread_mutex_unlock(&lock);
        void *words = dictionary_load();
        pthread_mutex_lock(&lock);
        dictionary = words;
        ready = true;
        pthread_cond_broadcast(&loaded);
    }
    while (!ready)
        pthread_cond_wait(&loaded, &lock);
    pthread_mutex_unlock(&lock);
    return dictionary;
}

static void *check_text(void *arg)
{
    (void)arg;
    text_check(dictionary_get());
    return NULL;
}

int main(void)
{
    while (text_arrived()) {
        pthread_t checker;
        if (pthread_create(&checker, NULL, check_text, NULL) == 0)
            pthread_detach(checker);
    }
    return 0;
}
