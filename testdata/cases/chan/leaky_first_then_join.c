/* main takes the first fix of the GPS and then joins the thread, in good order. The thread has a second fix by then,
 * and nobody to give it to: the program does not end.
 */
#include <chan.h>
#include <pthread.h>
#include <stdio.h>

void *gps_next_fix(void);
void fix_print(void *fix);

static void *gps(void *arg)
{
    chan_t *fixes = arg;
    void *fix;
    while ((fix = gps_next_fix()))
        chan_send(fixes, fix); /* EXPECT error join-deadlock: main takes one, and waits for this thread */
    return NULL;
}

int main(void)
{
    chan_t *fixes = chan_init(0);
    pthread_t thread;
    void *fix = NULL;
    pthread_create(&thread, NULL, gps, fixes);
    if (chan_recv(fixes, &fix) == 0)
        fix_print(fix);
    pthread_join(thread, NULL);
    chan_dispose(fixes);
    return 0;
}
