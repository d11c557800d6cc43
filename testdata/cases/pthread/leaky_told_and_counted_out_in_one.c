/* Detached crawlers queue pages for the writer, and count themselves out at their end. Who closes the site tells the
 * writer to leave, and then waits until no crawler is left: one that finds the queue full is left for good.
 */
#include <pthread.h>
#include <stdlib.h>

enum { ROOM = 16, CRAWLERS = 3 };

struct index {
	pthread_mutex_t lock;
	pthread_cond_t filled, emptied, quiet;
	int pages[ROOM];
	int n;
	int leave;
	int crawling;
	pthread_t writer;
};

struct site {
	struct index *index;
};

int crawl(void);
void store(int page);

static void push(struct index *index, int page)
{
	pthread_mutex_lock(&index->lock);
	while (index->n == ROOM)
		pthread_cond_wait(&index->emptied, &index->lock);
	index->pages[index->n++] = page;
	pthread_cond_signal(&index->filled);
	pthread_mutex_unlock(&index->lock);
}

static void *writer(void *arg)
{
	struct index *index = arg;
	int page;

	for (;;) {
		pthread_mutex_lock(&index->lock);
		while (index->n == 0 && !index->leave)
			pthread_cond_wait(&index->filled, &index->lock);
		if (index->leave) {
			pthread_mutex_unlock(&index->lock);
			return NULL;
		}
		page = index->pages[--index->n];
		pthread_cond_signal(&index->emptied);
		pthread_mutex_unlock(&index->lock);
		store(page);
	}
}

static void *crawler(void *arg)
{
	struct index *index = arg;
	int page;

	while ((page = crawl()) >= 0)
		push(index, page); /* EXPECT error blocking-send: the writer has left */
	pthread_mutex_lock(&index->lock);
	index->crawling--;
	pthread_cond_signal(&index->quiet);
	pthread_mutex_unlock(&index->lock);
	return NULL;
}

void site_open(struct site *site)
{
	struct index *index = calloc(1, sizeof *index);
	pthread_t thread;

	site->index = index;
	index->crawling = CRAWLERS;
	pthread_create(&index->writer, NULL, writer, index);
	for (int i = 0; i < CRAWLERS; i++) {
		pthread_create(&thread, NULL, crawler, index);
		pthread_detach(thread);
	}
}

void site_close(struct site *site)
{
	struct index *index = site->index;

	pthread_mutex_lock(&index->lock);
	index->leave = 1;
	pthread_cond_broadcast(&index->filled);
	while (index->crawling > 0)
		pthread_cond_wait(&index->quiet, &index->lock);
	pthread_mutex_unlock(&index->lock);
	pthread_join(index->writer, NULL);
}
