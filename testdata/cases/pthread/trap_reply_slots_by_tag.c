/* A connection's reader puts each answer into the slot of its tag. A tag is taken before its command is written, and
 * given back once the answer was taken out.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

enum { TAGS = 8 };

struct slot {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool full;
    void *answer;
};

static struct slot slots[TAGS];

void *wire_read(unsigned *tag);
void wire_write(unsigned tag, const char *command);
unsigned tag_take(void);
void tag_give_back(unsigned tag);
int session_accept(void);
const char *session_command(int session);
void session_answer(int session, void *answer);

static void slot_put(struct slot *s, void *answer)
{
    pthread_mutex_lock(&s->lock);
    while (s->full)
        pthread_cond_wait(&s->changed, &s->lock);
    s->answer = answer;
    s->full = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

static void *slot_take(struct slot *s)
{
    pthread_mutex_lock(&s->lock);
    while (!s->full)
        pthread_cond_wait(&s->changed, &s->lock);
    void *answer = s->answer;
    s->full = false;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    return answer;
}

static void *read_answers(void *arg)
{
    unsigned tag;
    void *answer;
    (void)arg;
    while ((answer = wire_read(&tag)))
        slot_put(&slots[tag % TAGS], answer); /* EXPECT note blocking-send: who has the tag takes its answer out */
    abort();
}

static void *call(const char *command)
{
    unsigned tag = tag_take() % TAGS;
    wire_write(tag, command);
    void *answer = slot_take(&slots[tag]);
    tag_give_back(tag);
    return answer;
}

static void *session(void *arg)
{
    int *id = arg;
    const char *command;
    while ((command = session_command(*id)))
        session_answer(*id, call(command));
    free(id);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    for (int i = 0; i < TAGS; i++) {
        pthread_mutex_init(&slots[i].lock, NULL);
        pthread_cond_init(&slots[i].changed, NULL);
    }
    pthread_create(&thread, NULL, read_answers, NULL);
    for (;;) {
        int *id = malloc(sizeof *id);
        *id = session_accept();
        pthread_create(&thread, NULL, session, id);
        pthread_detach(thread);
    }
}
