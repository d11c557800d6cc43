/* A spelling check for each paragraph as it is typed. The loop that takes the results runs as often as there were
 * results in the last round, which is another number.
 */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct paragraph {
    const char *text;
    chan_t *mistakes;
};

int spell(const char *text);
const char *paragraph_typed(void);
int round_begin(void);
void underline(int32_t mistakes);

static void *check(void *arg)
{
    struct paragraph *paragraph = arg;
    chan_send_int32(paragraph->mistakes, spell(paragraph->text)); /* EXPECT error blocking-send: fewer may be taken */
    free(paragraph);
    return NULL;
}

static int check_all(int results)
{
    chan_t *mistakes = chan_init(0);
    const char *text;
    int started = 0;
    while ((text = paragraph_typed())) {
        struct paragraph *paragraph = malloc(sizeof *paragraph);
        pthread_t thread;
        *paragraph = (struct paragraph){text, mistakes};
        pthread_create(&thread, NULL, check, paragraph);
        pthread_detach(thread);
        started++;
    }
    for (int i = 0; i < results; i++) {
        int32_t n;
        chan_recv_int32(mistakes, &n);
        underline(n);
    }
    return started;
}

int main(void)
{
    int results = 0;
    while (round_begin())
        results = check_all(results);
    return 0;
}
