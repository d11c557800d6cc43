/* The printer looks for a job in the test of an `if`, unlinks it in the `else`, and works on it once it has let go of
 * the lock. It is told to leave while the spooler still queues jobs, and looks at nothing else then.
 */
#include <pthread.h>
#include <stdlib.h>

enum { ROOM = 64 };

struct job {
	struct job *next;
	int page;
};

struct queue {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct job *head, *tail;
	int n;
	int leave;
	pthread_t printer, spooler;
};

int next_page(void);
void print(struct job *job);
void wait_for_key(void);

static void *printer(void *arg)
{
	struct queue *queue = arg;

	pthread_mutex_lock(&queue->lock);
	while (!queue->leave) {
		struct job *job;
		if ((job = queue->head) == NULL) {
			pthread_cond_wait(&queue->changed, &queue->lock); /* SEES receive */
		} else {
			queue->head = job->next;
			if (--queue->n == 0)
				pthread_cond_broadcast(&queue->changed);
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
		pthread_cond_wait(&queue->changed, &queue->lock);
	if (queue->head)
		queue->tail->next = job;
	else
		queue->head = job;
	queue->tail = job;
	queue->n++;
	pthread_cond_broadcast(&queue->changed);
	pthread_mutex_unlock(&queue->lock);
}

static void *spooler(void *arg)
{
	int page;

	while ((page = next_page()) >= 0)
		submit(arg, page); /* EXPECT error blocking-send: the printer has been told to leave */
	return NULL;
}

void spool(void)
{
	struct queue *queue = calloc(1, sizeof *queue);

	pthread_create(&queue->printer, NULL, printer, queue);
	pthread_create(&queue->spooler, NULL, spooler, queue);
	wait_for_key();
	pthread_mutex_lock(&queue->lock);
	queue->leave = 1;
	pthread_cond_broadcast(&queue->changed);
	pthread_mutex_unlock(&queue->lock);
	pthread_join(queue->printer, NULL);
	pthread_join(queue->spooler, NULL);
}
