/* A prefetcher puts what it has read into the one slot, and says FULL where EMPTY stood. Who reads it stops at the
 * first error, and tells the prefetcher by a word that it looks at only between two blocks.
 */
#include <pthread.h>

enum state { EMPTY, FULL };

struct reader {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	enum state state;
	int block;
	int leave;
	pthread_t thread;
};

int read_ahead(void);
int show(int block);

static void *prefetch(void *arg)
{
	struct reader *reader = arg;

	for (;;) {
		int block = read_ahead();
		pthread_mutex_lock(&reader->lock);
		if (reader->leave) {
			pthread_mutex_unlock(&reader->lock);
			return NULL;
		}
		while (reader->state == FULL)
			pthread_cond_wait(&reader->changed, &reader->lock); /* EXPECT error uncovered-send: `leave` is not looked at here */
		reader->block = block;
		reader->state = FULL;
		pthread_cond_broadcast(&reader->changed);
		pthread_mutex_unlock(&reader->lock);
	}
}

static int next_block(struct reader *reader)
{
	int block;

	pthread_mutex_lock(&reader->lock);
	while (reader->state == EMPTY)
		pthread_cond_wait(&reader->changed, &reader->lock);
	block = reader->block;
	reader->state = EMPTY;
	pthread_cond_broadcast(&reader->changed);
	pthread_mutex_unlock(&reader->lock);
	return block;
}

void show_all(struct reader *reader)
{
	pthread_create(&reader->thread, NULL, prefetch, reader);
	while (show(next_block(reader)))
		;
	pthread_mutex_lock(&reader->lock);
	reader->leave = 1;
	pthread_cond_broadcast(&reader->changed);
	pthread_mutex_unlock(&reader->lock);
}
