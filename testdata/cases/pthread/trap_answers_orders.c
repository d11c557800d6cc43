/* A prefetcher reads ahead, and at the end of the file sleeps until it is ordered to go elsewhere, or to leave. It
 * says DONE where the order stood. That is no send into something full: DONE keeps nobody waiting, and LEAVE wakes
 * the sleeper and ends its loop.
 */
#include <pthread.h>

enum order { NONE, SEEK, DONE, LEAVE };

struct reader {
	pthread_mutex_t lock;
	pthread_cond_t ordered;
	enum order order;
	long position;
	int error;
	pthread_t thread;
};

int read_ahead(long position);
int seek_to(long position);

static void seek(struct reader *reader)
{
	reader->error = seek_to(reader->position);
	reader->order = DONE;
	pthread_cond_broadcast(&reader->ordered);
}

static void *prefetch(void *arg)
{
	struct reader *reader = arg;

restart:
	while (read_ahead(reader->position)) {
		pthread_mutex_lock(&reader->lock);
		if (reader->order == LEAVE) {
			pthread_mutex_unlock(&reader->lock);
			return NULL;
		}
		pthread_mutex_unlock(&reader->lock);
	}
	for (;;) {
		pthread_mutex_lock(&reader->lock);
		if (reader->order == NONE)
			pthread_cond_wait(&reader->ordered, &reader->lock);
		switch (reader->order) {
		case SEEK:
			seek(reader);
			pthread_mutex_unlock(&reader->lock);
			goto restart;
		case LEAVE:
			pthread_mutex_unlock(&reader->lock);
			return NULL;
		default:
			pthread_mutex_unlock(&reader->lock);
		}
	}
}

int reader_seek(struct reader *reader, long position)
{
	int error;

	pthread_mutex_lock(&reader->lock);
	reader->position = position;
	reader->order = SEEK;
	pthread_cond_broadcast(&reader->ordered);
	do
		pthread_cond_wait(&reader->ordered, &reader->lock);
	while (reader->order != DONE);
	reader->order = NONE;
	error = reader->error;
	pthread_mutex_unlock(&reader->lock);
	return error;
}

int index_file(struct reader *reader, const long *places, int n)
{
	pthread_create(&reader->thread, NULL, prefetch, reader);
	for (int i = 0; i < n; i++)
		if (reader_seek(reader, places[i]))
			break;
	pthread_mutex_lock(&reader->lock);
	reader->order = LEAVE;
	pthread_cond_broadcast(&reader->ordered);
	pthread_mutex_unlock(&reader->lock);
	return pthread_join(reader->thread, NULL);
}
