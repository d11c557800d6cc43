/* GCatch: a send in a loop, and a receiver with a bound. The reader sends each row of a table, as many as there are;
 * the preview takes the first twenty.
 */
#include <stdlib.h>
#include <threads.h>

enum { ROOM = 8, PREVIEW = 20 };

struct rows {
    mtx_t mutex;
    cnd_t room, row;
    char *rows[ROOM];
    int n;
};

char *table_row(int table);
int table_next(void);
void preview_show(char *row);

static void rows_put(struct rows *r, char *row)
{
    mtx_lock(&r->mutex);
    while (r->n == ROOM)
        cnd_wait(&r->room, &r->mutex);
    r->rows[r->n++] = row;
    cnd_signal(&r->row);
    mtx_unlock(&r->mutex);
}

static char *rows_get(struct rows *r)
{
    mtx_lock(&r->mutex);
    while (r->n == 0)
        cnd_wait(&r->row, &r->mutex);
    char *row = r->rows[--r->n];
    cnd_signal(&r->room);
    mtx_unlock(&r->mutex);
    return row;
}

static int read_rows(void *arg)
{
    struct rows *rows = arg;
    char *row;
    do {
        row = table_row(table_next());
        rows_put(rows, row); /* EXPECT error blocking-send: the preview takes twenty rows */
    } while (row);
    return 0;
}

static void preview(void)
{
    struct rows *rows = calloc(1, sizeof *rows);
    thrd_t reader;
    thrd_create(&reader, read_rows, rows);
    thrd_detach(reader);
    for (int i = 0; i < PREVIEW; i++) {
        char *row = rows_get(rows);
        if (!row)
            return;
        preview_show(row);
    }
}

int main(void)
{
    while (table_next() >= 0)
        preview();
    return 0;
}
