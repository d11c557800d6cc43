/* The last argument is a deadline, and -1 none: nothing hangs where there is one. */
#include <chanlint.h>
#include <pthread.h>
#include <unistd.h>

struct mailbox;
CHANLINT(create(result, capacity: 1)) struct mailbox *mailbox_new(void);
CHANLINT(send(0, 1, timeout: {argument: 2, forever: [-1], nonblocking: [0]}))
int mailbox_put(struct mailbox *m, int item, int milliseconds);
CHANLINT(receive(0)) int mailbox_take(struct mailbox *m);

static void *watch(void *argument)
{
    struct mailbox *out = argument;
    for (int event = 0; event < 100; event++) {
        mailbox_put(out, event, 500); // SEES timeout send
        mailbox_put(out, event, 0); // SEES nonblocking send
    }
    return NULL;
}

static void *insist(void *argument)
{
    struct mailbox *out = argument;
    for (int event = 0; event < 100; event++)
        mailbox_put(out, event, -1); // EXPECT error blocking-send: no deadline, and the server has left
    return NULL;
}

static void serve(int client, void *(*body)(void *))
{
    struct mailbox *out = mailbox_new();
    pthread_t thread;
    pthread_create(&thread, NULL, body, out);
    for (;;) {
        int event = mailbox_take(out); // SEES forever receive
        if (write(client, &event, sizeof event) < 0)
            return;
    }
}

int main(void)
{
    for (int client = 3;; client++)
        serve(client, client % 2 ? watch : insist);
}
