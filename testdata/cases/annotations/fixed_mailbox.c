/* Who takes from the mailbox closes it when the client is gone; that fails the put, and the thread leaves. */
#include <chanlint.h>
#include <pthread.h>
#include <unistd.h>

struct mailbox;
CHANLINT(create(result, capacity: 1)) struct mailbox *mailbox_new(void);
CHANLINT(send(0, 1, fails: negative)) int mailbox_put(struct mailbox *m, int item);
CHANLINT(receive(0)) int mailbox_take(struct mailbox *m);
CHANLINT(close(0, wakes: [senders, receivers])) void mailbox_close(struct mailbox *m);
CHANLINT(free(0)) void mailbox_free(struct mailbox *m);

static void *watch(void *argument)
{
    struct mailbox *out = argument;
    int event = 0;
    while (mailbox_put(out, event) >= 0) // SEES forever send
        event++;
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
            break;
    }
    mailbox_close(out); // SEES close
    pthread_join(thread, NULL);
    mailbox_free(out);
}

int main(void)
{
    for (int client = 3;; client++)
        serve(client);
}
