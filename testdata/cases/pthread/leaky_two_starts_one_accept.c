/* A letter is translated into two languages at once. The one that is first is accepted; the other thread waits in its
 * hand-over, which goes on only when it was accepted.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct desk {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool occupied;
    char *text;
};

struct letter {
    const char *text;
    struct desk *desk;
};

char *to_french(const char *text);
char *to_german(const char *text);
const char *letter_next(void);
void letter_post(char *text);

static void desk_lay(struct desk *d, char *text)
{
    pthread_mutex_lock(&d->lock);
    while (d->occupied)
        pthread_cond_wait(&d->changed, &d->lock);
    d->text = text;
    d->occupied = true;
    pthread_cond_broadcast(&d->changed);
    while (d->occupied && d->text == text)
        pthread_cond_wait(&d->changed, &d->lock);
    pthread_mutex_unlock(&d->lock);
}

static char *desk_take(struct desk *d)
{
    pthread_mutex_lock(&d->lock);
    while (!d->occupied)
        pthread_cond_wait(&d->changed, &d->lock);
    char *text = d->text;
    d->occupied = false;
    pthread_cond_broadcast(&d->changed);
    pthread_mutex_unlock(&d->lock);
    return text;
}

static void *french(void *arg)
{
    struct letter *letter = arg;
    char *text = to_french(letter->text);
    desk_lay(letter->desk, text); /* EXPECT error blocking-send: the German one may be first */
    return NULL;
}

static void *german(void *arg)
{
    struct letter *letter = arg;
    char *text = to_german(letter->text);
    desk_lay(letter->desk, text); /* EXPECT error blocking-send: the French one may be first */
    return NULL;
}

static void translate(const char *text)
{
    struct desk *desk = calloc(1, sizeof *desk);
    struct letter *letter = malloc(sizeof *letter);
    pthread_t first, second;
    *letter = (struct letter){text, desk};
    pthread_create(&first, NULL, french, letter);
    pthread_create(&second, NULL, german, letter);
    pthread_detach(first);
    pthread_detach(second);
    letter_post(desk_take(desk));
}

int main(void)
{
    const char *text;
    while ((text = letter_next()))
        translate(text);
    return 0;
}
