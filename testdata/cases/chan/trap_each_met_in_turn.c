/* A thread for each image from the scanner, so that the motor is never waited for; each is taken before the next. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

static chan_t *images;

void *scanner_image(void);
void printer_wait(void);
void printer_print(void *image);

static void *scan(void *arg)
{
    (void)arg;
    chan_send(images, scanner_image());
    return NULL;
}

int main(void)
{
    images = chan_init(0);
    for (;;) {
        pthread_t thread;
        void *image;
        pthread_create(&thread, NULL, scan, NULL);
        pthread_detach(thread);
        printer_wait();
        chan_recv(images, &image);
        printer_print(image);
    }
}
