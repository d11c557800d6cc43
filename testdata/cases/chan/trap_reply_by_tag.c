/* A modem answers commands in any order. Its thread finds the channel of an answer by its tag; whoever sent the command
 * waits on that channel, come what may.
 */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

enum { TAGS = 16 };

struct command {
    unsigned tag;
    const char *text;
};

static chan_t *commands, *answers[TAGS];

void *modem_execute(const char *text);
unsigned tag_get(void);
void tag_put(unsigned tag);
const char *call_next(void);
void call_show(void *answer);

static void *modem(void *arg)
{
    void *message;
    (void)arg;
    for (;;) {
        if (chan_recv(commands, &message) != 0)
            continue;
        struct command *command = message;
        void *answer = modem_execute(command->text);
        chan_send(answers[command->tag % TAGS], answer); /* EXPECT note blocking-send: who has the tag is waiting */
    }
}

static void *execute(const char *text)
{
    struct command command = {tag_get(), text};
    void *answer = NULL;
    chan_send(commands, &command);
    chan_recv(answers[command.tag % TAGS], &answer);
    tag_put(command.tag);
    return answer;
}

int main(void)
{
    pthread_t thread;
    const char *text;
    commands = chan_init(0);
    for (int i = 0; i < TAGS; i++)
        answers[i] = chan_init(0);
    pthread_create(&thread, NULL, modem, NULL);
    while ((text = call_next()))
        call_show(execute(text));
    return 0;
}
