/* A scanner queues pages for the workers of a pool. Who closes it tells the workers to leave, and then waits for its thread:
 * that may find the queue full, and nobody there.
 */
#include <pthread.h>
#include <stdlib.h>

enum { ROOM = 16, WORKERS = 2 };

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t filled, emptied;
	int pages[ROOM];
	int n;
	int leave;
	pthread_t workers[WORKERS];
};

struct scanner {
	pthread_t thread;
	struct pool *pages;
};

int scan(void);
void process(int page);

static void push(struct pool *pool, int page)
{
	pthread_mutex_lock(&pool->lock);
	while (pool->n == ROOM)
		pthread_cond_wait(&pool->emptied, &pool->lock);
	pool->pages[pool->n++] = page;
	pthread_cond_signal(&pool->filled);
	pthread_mutex_unlock(&pool->lock);
}

static void *work(void *arg)
{
	struct pool *pool = arg;
	int page;

	for (;;) {
		pthread_mutex_lock(&pool->lock);
		while (pool->n == 0 && !pool->leave)
			pthread_cond_wait(&pool->filled, &pool->lock);
		if (pool->leave) {
			pthread_mutex_unlock(&pool->lock);
			return NULL;
		}
		page = pool->pages[--pool->n];
		pthread_cond_signal(&pool->emptied);
		pthread_mutex_unlock(&pool->lock);
		process(page);
	}
}

static void pool_open(struct pool *pool)
{
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->filled, NULL);
	pthread_cond_init(&pool->emptied, NULL);
	for (int i = 0; i < WORKERS; i++)
		pthread_create(&pool->workers[i], NULL, work, pool);
}

static void *scan_all(void *arg)
{
	struct scanner *scanner = arg;
	int page;

	while ((page = scan()) >= 0)
		push(scanner->pages, page); /* EXPECT error blocking-send: the workers may have left */
	return NULL;
}

void scanner_open(struct scanner *scanner)
{
	scanner->pages = calloc(1, sizeof *scanner->pages);
	pool_open(scanner->pages);
	pthread_create(&scanner->thread, NULL, scan_all, scanner);
}

void scanner_close(struct scanner *scanner)
{
	struct pool *pool = scanner->pages;

	pthread_mutex_lock(&pool->lock);
	pool->leave = 1;
	pthread_cond_broadcast(&pool->filled);
	pthread_mutex_unlock(&pool->lock);
	pthread_join(scanner->thread, NULL);
	for (int i = 0; i < WORKERS; i++)
		pthread_join(pool->workers[i], NULL);
	free(pool);
}
