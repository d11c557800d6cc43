/* The printer looks for a job in the test of an `if`, and unlinks it in the `else`. All wait and wake by a bell, a
 * condition in a struct of its own.
 */
#include <pthread.h>
#include <stdlib.h>

enum { ROOM = 64 };

struct bell {
	pthread_cond_t cond;
};

struct job {
	struct job *next;
	int page;
};

struct queue {
	pthread_mutex_t lock;
	struct bell changed;
	struct job *head, *tail;
	int n;
	int leave;
	pthread_t printer, spooler;
};

int next_page(void);
void print(struct job *job);

static void bell_wait(struct bell *bell, pthread_mutex_t *lock)
{
	pthread_cond_wait(&bell->cond, lock);
}

static void bell_ring(struct bell *bell)
{
	pthread_cond_broadcast(&bell->cond);
}

static void *printer(void *arg)
{
	struct queue *queue = arg;

	pthread_mutex_lock(&queue->lock);
	while (!(queue->leave && queue->head == NULL)) {
		struct job *job;
		if ((job = queue->head) == NULL) {
			bell_wait(&queue->changed, &queue->lock);
		} else {
			queue->head = job->next;
			if (--queue->n == 0)
				bell_ring(&queue->changed);
			pthread_mutex_unlock(&queue->lock);
			print(job);
			free(job);
			pthread_mutex_lock(&queue->lock);
		}
	}
	pthread_mutex_unlock(&queue->lock);
	return NULL;
}

static void submit(struct queue *queue, int page)
{
	struct job *job = calloc(1, sizeof *job);

	job->page = page;
	pthread_mutex_lock(&queue->lock);
	while (queue->n >= ROOM)
		bell_wait(&queue->changed, &queue->lock);
	if (queue->head)
		queue->tail->next = job;
	else
		queue->head = job;
	queue->tail = job;
	queue->n++;
	bell_ring(&queue->changed);
	pthread_mutex_unlock(&queue->lock);
}

static void *spooler(void *arg)
{
	int page;

	while ((page = next_page()) >= 0)
		submit(arg, page); /* EXPECT note blocking-send: the printer leaves once this thread has been joined */
	return NULL;
}

void spool(void)
{
	struct queue *queue = calloc(1, sizeof *queue);

	pthread_create(&queue->printer, NULL, printer, queue);
	pthread_create(&queue->spooler, NULL, spooler, queue);
	pthread_join(queue->spooler, NULL);
	pthread_mutex_lock(&queue->lock);
	queue->leave = 1;
	bell_ring(&queue->changed);
	pthread_mutex_unlock(&queue->lock);
	pthread_join(queue->printer, NULL);
}
