/* An unbuffered channel that nobody closes: the importer stops at the first bad row, the parser stays in its send. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

void *row_parse(void *file);
int row_insert(void *row);
void *file_next(void);

struct import {
    void *file;
    chan_t *rows;
};

static void *parse(void *arg)
{
    struct import *import = arg;
    void *row;
    while ((row = row_parse(import->file)))
        chan_send(import->rows, row); /* EXPECT error blocking-send: the importer may have stopped */
    return NULL;
}

static int import_file(void *file)
{
    struct import *import = malloc(sizeof *import);
    pthread_t parser;
    void *row;
    import->file = file;
    import->rows = chan_init(0);
    pthread_create(&parser, NULL, parse, import);
    pthread_detach(parser);
    while (chan_recv(import->rows, &row) == 0) {
        if (row_insert(row) != 0)
            return -1;
    }
    return 0;
}

int main(void)
{
    void *file;
    while ((file = file_next()))
        import_file(file);
    return 0;
}
