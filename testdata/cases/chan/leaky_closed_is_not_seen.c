/* Each import has a writer that takes rows until the channel is closed, and does not see when it is: it writes the last
 * row again and again.
 */
#include <chan/chan.h>
#include <pthread.h>

int import_next(void);
void *import_row(int import);
void table_write(void *row);

static void *write_rows(void *arg)
{
    chan_t *rows = arg;
    void *row = NULL;
    for (;;) {
        chan_recv(rows, &row); /* EXPECT error ignored-cancel: it fails once the channel is closed */
        table_write(row);
    }
    return NULL;
}

static void import(int number)
{
    chan_t *rows = chan_init(16);
    pthread_t writer;
    void *row;
    pthread_create(&writer, NULL, write_rows, rows);
    while ((row = import_row(number)) != NULL)
        chan_send(rows, row);
    chan_close(rows);
    pthread_join(writer, NULL);
    chan_dispose(rows);
}

int main(void)
{
    for (;;)
        import(import_next());
}
