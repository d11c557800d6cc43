/* A compressor thread answers each request on the request's channel. When there is no memory for the result, its
 * caller returns without having taken it; the compressor waits with the result, and everybody else for the compressor.
 */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct request {
    const void *bytes;
    size_t size;
    chan_t *packed;
};

struct block {
    size_t size;
    unsigned char bytes[];
};

struct block *deflate_block(const void *bytes, size_t size);
const void *block_next(size_t *size);
void block_write(const void *bytes, size_t size);

static void *compressor(void *arg)
{
    chan_t *requests = arg;
    void *message;
    while (chan_recv(requests, &message) == 0) {
        struct request *request = message;
        struct block *block = deflate_block(request->bytes, request->size);
        chan_send(request->packed, block); /* EXPECT error blocking-send: there may have been no memory */
    }
    return NULL;
}

static int archive(chan_t *requests, const void *bytes, size_t size)
{
    struct request *request = malloc(sizeof *request);
    void *packed;
    *request = (struct request){bytes, size, chan_init(0)};
    chan_send(requests, request);
    unsigned char *copy = malloc(size);
    if (!copy)
        return -1;
    chan_recv(request->packed, &packed);
    memcpy(copy, ((struct block *)packed)->bytes, ((struct block *)packed)->size);
    block_write(copy, ((struct block *)packed)->size);
    free(copy);
    return 0;
}

int main(void)
{
    chan_t *requests = chan_init(0);
    pthread_t thread;
    const void *bytes;
    size_t size;
    pthread_create(&thread, NULL, compressor, requests);
    while ((bytes = block_next(&size)))
        archive(requests, bytes, size);
    return 0;
}
