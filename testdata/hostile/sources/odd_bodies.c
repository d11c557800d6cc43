#include <pthread.h>
#include <semaphore.h>
/* Legal to the parser, nonsense to the reader: too few arguments, bodies that are no functions, recursion. */
static void *self(void *arg);
static void *(*table[3])(void *) = {self, 0, (void *(*)(void *))8};
static void *self(void *arg)
{
    pthread_t t;
    pthread_create(&t, 0, self, arg);
    pthread_create(&t, 0, table[(long)arg], &table);
    pthread_create(&t, 0, (void *(*)(void *))arg, self);
    pthread_create(&t);
    sem_wait((sem_t *)0);
    pthread_cond_wait(0, 0);
again:
    pthread_cond_wait((pthread_cond_t *)arg, (pthread_mutex_t *)arg);
    goto again;
}
int main(int argc, char **argv)
{
    pthread_create((pthread_t *)argv, 0, argc ? self : 0, main);
    return main(argc, argv);
}
