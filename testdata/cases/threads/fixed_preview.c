/* The preview of leaky_preview, which says when it has seen enough: the wait for room looks at that, and is woken. */
#include <stdlib.h>
#include <threads.h>

enum { ROOM = 8, PREVIEW = 20 };

struct rows {
    mtx_t mutex;
    cnd_t room, row;
    char *rows[ROOM];
    int n, enough;
};

char *table_row(int table);
int table_next(void);
void preview_show(char *row);

static int rows_put(struct rows *r, char *row)
{
    mtx_lock(&r->mutex);
    while (r->n == ROOM && !r->enough)
        cnd_wait(&r->room, &r->mutex);
    if (r->enough) {
        mtx_unlock(&r->mutex);
        return -1;
    }
    r->rows[r->n++] = row;
    cnd_signal(&r->row);
    mtx_unlock(&r->mutex);
    return 0;
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

static void rows_enough(struct rows *r)
{
    mtx_lock(&r->mutex);
    r->enough = 1;
    cnd_broadcast(&r->room);
    mtx_unlock(&r->mutex);
}

static int read_rows(void *arg)
{
    struct rows *rows = arg;
    char *row;
    do
        row = table_row(table_next());
    while (rows_put(rows, row) == 0 && row);
    return 0;
}

static void preview(void)
{
    struct rows *rows = calloc(1, sizeof *rows);
    thrd_t reader;
    thrd_create(&reader, read_rows, rows);
    for (int i = 0; i < PREVIEW; i++) {
        char *row = rows_get(rows);
        if (!row)
            break;
        preview_show(row);
    }
    rows_enough(rows);
    thrd_join(reader, NULL);
    free(rows);
}

int main(void)
{
    while (table_next() >= 0)
        preview();
    return 0;
}
