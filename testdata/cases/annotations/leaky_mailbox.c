/* The mailbox's source is elsewhere. What its functions do is said where they are declared. A client's thread puts
 * into a mailbox that nobody takes from once the client is gone. */
#include <chanlint.h>
#include <pthread.h>
#include <unistd.h>

struct mailbox;
CHANLINT(create(result, capacity: 1)) struct mailbox *mailbox_new(void);
CHANLINT(send(0, 1)) int mailbox_put(struct mailbox *m, int item);
CHANLINT(receive(0)) int mailbox_take(struct mailbox *m);

static void *watch(void *argument)
{
    struct mailbox *out = argument;
    for (int event = 0; event < 1000; event++)
        mailbox_put(out, event); // EXPECT error blocking-send: the server has left
    return NULL;
}

static void serve(int client)
{
    struct mailbox *out = mailbox_new();
    pthread_t thread;
    pthread_create(&thread, NULL, watch, out); // SEES spawn
    for (;;) {
        int event = mailbox_take(out); // SEES forever receive
        if (write(client, &event, sizeof event) < 0)
            return;
    }
}

int main(void)
{
    for (int client = 3;; client++)
        serve(client);
}
