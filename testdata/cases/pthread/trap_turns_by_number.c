/* Blocks are compressed by a pool and appended in order: each worker waits for its turn, leaves its checksum in the
 * file's state, and lets the next one on. What it leaves there is for nobody to take. */
#include <pthread.h>
#include <stdlib.h>

struct file {
    pthread_mutex_t lock;
    pthread_cond_t next_turn;
    unsigned turn;
    unsigned long checksum;
    const void *last_window;
};

struct block {
    struct file *file;
    unsigned number;
    const unsigned char *bytes;
    size_t size;
};

static void append_in_turn(struct file *file, const unsigned char *bytes, size_t size, unsigned number)
{
    pthread_mutex_lock(&file->lock);
    while (file->turn < number)
        pthread_cond_wait(&file->next_turn, &file->lock);
    for (size_t i = 0; i < size; i++)
        file->checksum = file->checksum * 31 + bytes[i];
    file->last_window = bytes;
    file->turn++;
    pthread_cond_broadcast(&file->next_turn);
    pthread_mutex_unlock(&file->lock);
}

static void *compress(void *arg)
{
    struct block *block = arg;
    append_in_turn(block->file, block->bytes, block->size, block->number);
    free(block);
    return NULL;
}

void write_blocks(struct file *file, const unsigned char *bytes, size_t size)
{
    for (unsigned number = 0; size > 0; number++) {
        struct block *block = malloc(sizeof *block);
        pthread_t thread;
        *block = (struct block){file, number, bytes, size < 4096 ? size : 4096};
        bytes += block->size;
        size -= block->size;
        pthread_create(&thread, NULL, compress, block);
        pthread_detach(thread);
    }
}

int main(void)
{
    static unsigned char bytes[1 << 20];
    struct file *file = calloc(1, sizeof *file);
    for (;;)
        write_blocks(file, bytes, sizeof bytes);
}
