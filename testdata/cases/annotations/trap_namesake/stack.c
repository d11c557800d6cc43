/* `push` of this file is its own, and blocks nobody; that of the other is annotated. */
#include <pthread.h>

static int items[100];
static int depth;

static void push(int *to, int item)
{
    if (depth < 100)
        to[depth++] = item;
}

static void *fill(void *argument)
{
    (void)argument;
    for (int item = 0; item < 100; item++)
        push(items, item);
    return NULL;
}

void stack_fill(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, fill, NULL); // SEES spawn
}
