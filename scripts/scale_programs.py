"""Writes C programs of any size for scripts/bench --scale. Each shape is a function that returns {file: text}.

A program of size n is one program: n services, or a chain of n calls, around the same library of queues. What all
parts share, and what grows with n, is what a link that is not near-linear stumbles over.
"""
import re

QUEUE_H = """\
#pragma once
#include <pthread.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    void *items[16];
    int len, closed;
};

struct queue *queue_new(void);
int queue_push(struct queue *q, void *item);
void *queue_pop(struct queue *q);
void queue_close(struct queue *q);
void start(void *(*body)(void *), void *arg);
void each(void **items, int n, void (*visit)(void *item, void *with), void *with);

struct mailbox {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    void *mail;
};

void mailbox_put(struct mailbox *m, void *mail);
void *mailbox_get(struct mailbox *m);

extern struct queue *log_queue;
void log_line(void *line);
"""

QUEUE_C = """\
#include "queue.h"
#include <stdlib.h>

struct queue *log_queue;

struct queue *queue_new(void)
{
    struct queue *q = calloc(1, sizeof *q);
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->room, NULL);
    pthread_cond_init(&q->item, NULL);
    return q;
}

static int queue_is_full(const struct queue *q)
{
    return q->len == 16;
}

int queue_push(struct queue *q, void *item)
{
    pthread_mutex_lock(&q->lock);
    while (queue_is_full(q) && !q->closed)
        pthread_cond_wait(&q->room, &q->lock);
    if (q->closed) {
        pthread_mutex_unlock(&q->lock);
        return -1;
    }
    q->items[q->len++] = item;
    pthread_cond_signal(&q->item);
    pthread_mutex_unlock(&q->lock);
    return 0;
}

void *queue_pop(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 0 && !q->closed)
        pthread_cond_wait(&q->item, &q->lock);
    void *item = q->len > 0 ? q->items[--q->len] : NULL;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

void queue_close(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->closed = 1;
    pthread_cond_broadcast(&q->room);
    pthread_cond_broadcast(&q->item);
    pthread_mutex_unlock(&q->lock);
}

void start(void *(*body)(void *), void *arg)
{
    pthread_t thread;
    pthread_create(&thread, NULL, body, arg);
    pthread_detach(thread);
}

void each(void **items, int n, void (*visit)(void *item, void *with), void *with)
{
    for (int i = 0; i < n; i++)
        visit(items[i], with);
}

void mailbox_put(struct mailbox *m, void *mail)
{
    pthread_mutex_lock(&m->lock);
    while (m->mail)
        pthread_cond_wait(&m->changed, &m->lock);
    m->mail = mail;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
}

void *mailbox_get(struct mailbox *m)
{
    pthread_mutex_lock(&m->lock);
    while (!m->mail)
        pthread_cond_wait(&m->changed, &m->lock);
    void *mail = m->mail;
    m->mail = NULL;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
    return mail;
}

void log_line(void *line)
{
    queue_push(log_queue, line);
}
"""

MAIN_C = """\
#include "queue.h"
#include <stdio.h>

static void *log_writer(void *arg)
{
    void *line;
    while ((line = queue_pop(arg)))
        puts(line);
    return NULL;
}

DECLARATIONS
int main(void)
{
    log_queue = queue_new();
    start(log_writer, log_queue);
CALLS    for (;;)
        getchar();
}
"""

# A service has workers behind a queue, a server whose clients can leave, requests that carry their answer's queue, a
# table of functions, and a call chain that goes on in the service BELOW.
SERVICE_C = """\
#include "queue.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct NAME {
    struct queue *jobs, *results;
    const struct NAME_stages *stages;
    volatile int stop;
    int depth, errors;
};

struct NAME_request {
    struct queue *answer;
    char text[64];
    int step;
};

struct NAME_stages {
    int (*check)(const struct NAME_request *r);
    int (*handle)(struct NAME_request *r);
    void (*done)(struct NAME_request *r);
};

static struct NAME NAME;

int BELOW_submit(void *request);
int BELOW_forward(void *request, int hops);

static int NAME_check(const struct NAME_request *r)
{
    return r->text[0] != 0 && r->step < 9;
}

static void NAME_trace(struct NAME_request *r, const char *what)
{
    snprintf(r->text, sizeof r->text, "%s %d", what, r->step);
    log_line(r->text);
}

static int NAME_parse(struct NAME_request *r)
{
    if (!NAME.stages->check(r)) {
        NAME_trace(r, "bad");
        return -1;
    }
    r->step++;
    return 0;
}

static int NAME_finish(struct NAME_request *r, int status)
{
    if (status < 0)
        NAME.errors++;
    return r->answer ? queue_push(r->answer, r) : status;
}

static int NAME_route(struct NAME_request *r)
{
    if (r->step > 3 && NAME.stages->handle(r) == 0) {
        NAME.stages->done(r);
        return 0;
    }
    return r->step > 5 ? BELOW_submit(r) : BELOW_forward(r, r->step);
}

static int NAME_serve(struct NAME_request *r)
{
    int status = NAME_parse(r);
    if (status == 0)
        status = NAME_route(r);
    return NAME_finish(r, status);
}

static void *NAME_worker(void *arg)
{
    struct NAME *s = arg;
    struct NAME_request *r;
    while (!s->stop && (r = queue_pop(s->jobs)))
        if (NAME_serve(r) < 0)
            break;
    return NULL;
}

static void *NAME_source(void *arg)
{
    struct NAME *s = arg;
    for (int i = 0; !s->stop; i++) {
        struct NAME_request *r = calloc(1, sizeof *r);
        r->step = i % 7;
        if (queue_push(s->jobs, r) < 0)
            break;
    }
    return NULL;
}

static void *NAME_listen(void *arg)
{
    struct mailbox *out = arg;
    char *line;
    while ((line = malloc(64)) && read(0, line, 64) > 0)
        mailbox_put(out, line);
    return NULL;
}

static int NAME_ask(int client)
{
    struct mailbox *lines = calloc(1, sizeof *lines);
    start(NAME_listen, lines);
    for (;;) {
        char *line = mailbox_get(lines);
        if (write(client, line, 64) < 0)
            return -1;
        free(line);
    }
}

static void *NAME_server(void *arg)
{
    for (int client = 3; arg; client++)
        NAME_ask(client);
    return NULL;
}

static int NAME_handle(struct NAME_request *r)
{
    NAME_trace(r, "handle");
    return r->step % 2;
}

static void NAME_done(struct NAME_request *r)
{
    if (r->answer)
        queue_push(r->answer, r);
}

static const struct NAME_stages NAME_usual = {NAME_check, NAME_handle, NAME_done};

int NAME_forward(void *request, int hops)
{
    struct queue *q = hops % 2 ? NAME.jobs : NAME.results;
    return hops > 0 ? BELOW_forward(request, hops - 1) : queue_push(q, request);
}

int NAME_submit(void *request)
{
    if (NAME.depth > 100)
        return -1;
    NAME.depth++;
    return queue_push(NAME.jobs, request);
}

static void NAME_close_one(void *item, void *with)
{
    struct NAME *s = with;
    s->errors = 0;
    queue_close(item);
}

void NAME_stop(void)
{
    void *queues[] = {NAME.jobs, NAME.results};
    NAME.stop = 1;
    each(queues, 2, NAME_close_one, &NAME);
}

void NAME_start(void)
{
    NAME.jobs = queue_new();
    NAME.results = queue_new();
    NAME.stages = &NAME_usual;
    for (int i = 0; i < 4; i++)
        start(NAME_worker, &NAME);
    start(NAME_source, &NAME);
    start(NAME_server, &NAME);
}
"""


def named(text, name, below):
    return text.replace("BELOW", below).replace("NAME", name)


def main_that_calls(functions):
    declarations = "".join(f"void {function}(void);\n" for function in functions)
    calls = "".join(f"    {function}();\n" for function in functions)
    return MAIN_C.replace("DECLARATIONS\n", declarations).replace("CALLS", calls)


def around_queues(files, starts):
    return {"queue.h": QUEUE_H, "queue.c": QUEUE_C, "main.c": main_that_calls(starts), **files}


def services(n):
    """n services, each in a file of its own, over queues and wrappers that all share. Eight of them are a stack."""
    name = lambda i: f"service_{i}"
    below = lambda i: i - 1 if i % 8 else i
    files = {f"{name(i)}.c": named(SERVICE_C, name(i), name(below(i))) for i in range(n)}
    return around_queues(files, [f"{name(i)}_start" for i in range(n)])


def deep_chain(n):
    """A task whose send lies 32 n calls down, over files of 32 calls."""
    link = ("int step_{next}(struct queue *q, int left);\n\nint step_{i}(struct queue *q, int left)\n{{\n"
            "    if (left == {i})\n        return -1;\n    return step_{next}(q, left - 1) < 0 ? left : 0;\n}}\n\n")
    files = {}
    for i in range(n):
        steps = "".join(link.format(i=k, next=k + 1) for k in range(32 * i, 32 * i + 32))
        files[f"chain_{i}.c"] = f'#include "queue.h"\n\n{steps}'
    files["ends.c"] = (
        f'#include "queue.h"\n\nint step_0(struct queue *q, int left);\n\nint step_{32 * n}(struct queue *q, int left)\n'
        "{\n    (void)left;\n    return queue_push(q, q);\n}\n\n"
        "static void *walk(void *arg)\n{\n    for (int i = 0; step_0(arg, i) == 0; i++)\n        ;\n    return NULL;\n}\n\n"
        "void walk_start(void)\n{\n    struct queue *q = queue_new();\n    start(walk, q);\n    queue_pop(q);\n}\n")
    return around_queues(files, ["walk_start"])


def one_queue(n):
    """8 n tasks that all send on one queue, which one task empties."""
    files = {}
    for i in range(n):
        bodies = "".join(
            f"static void *talk_{k}(void *arg)\n{{\n    for (int i = 0; i < {k}; i++)\n        log_line(arg);\n"
            "    return NULL;\n}\n\n" for k in range(8 * i, 8 * i + 8))
        starts = "".join(f'    start(talk_{k}, "{k}");\n' for k in range(8 * i, 8 * i + 8))
        files[f"talk_{i}.c"] = f'#include "queue.h"\n\n{bodies}void talk_{i}_start(void)\n{{\n{starts}}}\n'
    return around_queues(files, [f"talk_{i}_start" for i in range(n)])


SHAPES = {"services": services, "deep chain": deep_chain, "one queue": one_queue}


def count_functions(files):
    return sum(len(re.findall(r"^\w[^;{}=#]*\)\n\{", text, re.M)) for text in files.values())
