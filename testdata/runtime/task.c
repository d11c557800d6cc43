#include "task.h"
#include "poll.h"
#include "queue.h"
#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>

enum {
    TURNS = 128, /* switches between tasks until the clock and the descriptors are looked at again */
    SPENDS = 256, /* what a task may do without waiting until it is another's turn */
    KEPT_STACKS = 256, /* unused stacks that are kept while nothing is to be done */
    SITES = 256
};

static struct {
    struct switch_point loop; /* tend_run, on the thread's own stack */
    struct task *running, *all;
    struct task *first_ready, *last_ready;
    struct tend_count count;
    struct site *sites[SITES];
    unsigned turns, spent;
    size_t last_id;
} run;

struct task *task_self(void)
{
    return run.running;
}

struct task *task_first(void)
{
    return run.all;
}

/* == Switching */

static void make_ready(struct task *task)
{
    task->next_ready = NULL;
    *(run.first_ready ? &run.last_ready->next_ready : &run.first_ready) = task;
    run.last_ready = task;
}

static struct task *take_ready(void)
{
    struct task *first = run.first_ready;
    if (first)
        run.first_ready = first->next_ready;
    return first;
}

/* Who goes on: the next that can run, or from time to time, and when nobody can, the loop. */
static struct switch_point *take_turn(void)
{
    run.running = ++run.turns % TURNS ? take_ready() : NULL;
    return run.running ? &run.running->point : &run.loop;
}

static void give_way(struct task *self)
{
    self->frame = __builtin_frame_address(0);
    struct switch_point *next = take_turn();
    if (next != &self->point)
        switch_to(&self->point, next);
}

static void say(struct task *task, const char *reason)
{
    task->reason = reason;
    task->since = clock_seen();
}

void tend_yield(void)
{
    struct task *self = run.running;
    say(self, "runnable");
    make_ready(self);
    give_way(self);
}

void task_spend(void)
{
    if (++run.spent % SPENDS == 0)
        tend_yield();
}

/* == Waiting */

void task_hook(struct tend_queue *queue, struct tend_hook *hook)
{
    struct task *self = run.running;
    hook->task = self;
    hook->sibling = self->hooks;
    self->hooks = hook;
    queue_push(queue, hook);
}

static void resume(struct task *task, struct tend_hook *woken_by, int status)
{
    for (struct tend_hook *hook = task->hooks; hook; hook = hook->sibling)
        queue_remove(hook);
    task->hooks = NULL;
    alarm_clear(&task->deadline);
    task->woken_by = woken_by;
    task->status = status;
    say(task, "runnable");
    make_ready(task);
}

static void time_is_up(struct alarm *deadline)
{
    resume((struct task *)(void *)((char *)deadline - offsetof(struct task, deadline)), NULL, -ETIMEDOUT);
}

struct tend_hook *task_wait(const char *reason, int64_t timeout)
{
    struct task *self = run.running;
    say(self, reason);
    if (timeout >= 0) {
        self->deadline.ring = time_is_up;
        alarm_set(&self->deadline, clock_in(timeout));
    }
    give_way(self);
    return self->woken_by;
}

void task_wake(struct tend_hook *hook, int status)
{
    resume(hook->task, hook, status);
}

void task_wake_all(struct tend_queue *queue, int status)
{
    while (queue->first)
        task_wake(queue->first, status);
}

/* == Beginning and end */

static struct site *site_at(const void *address)
{
    struct site **bucket = &run.sites[(uintptr_t)address / 4 % SITES];
    for (struct site *site = *bucket; site; site = site->next)
        if (site->count.site == address)
            return site;
    struct site *site = calloc(1, sizeof *site);
    if (site) {
        site->count.site = address;
        site->next = *bucket;
        *bucket = site;
    }
    return site;
}

static void count_up(struct tend_count *count)
{
    count->total++;
    if (++count->live > count->peak)
        count->peak = count->live;
}

/* Puts the task among all, and counts it. */
static void enrol(struct task *task)
{
    task->id = ++run.last_id;
    task->next = run.all;
    if (run.all)
        run.all->previous = task;
    run.all = task;
    count_up(&run.count);
    count_up(&task->site->count);
}

static void strike_off(struct task *task)
{
    *(task->previous ? &task->previous->next : &run.all) = task->next;
    if (task->next)
        task->next->previous = task->previous;
    run.count.live--;
    task->site->count.live--;
}

static void leave_group(struct tend_group *group)
{
    if (group && --group->live == 0)
        task_wake_all(&group->waiting, 0);
}

static void task_body(void)
{
    struct task *self = run.running;
    self->base = __builtin_frame_address(0);
    self->body(self->argument);
    leave_group(self->group);
    strike_off(self);
    stack_give(self->point.stack);
    switch_leave(take_turn());
}

int task_start(
    void (*body)(void *), void *argument, size_t stack_size, struct tend_group *group, const void *site)
{
    struct stack stack;
    struct site *counted = site_at(site);
    if (!counted || !stack_take(&stack, stack_size))
        return -ENOMEM;
    size_t below = (stack.size - sizeof(struct task)) & ~(alignof(max_align_t) - 1);
    struct task *task = (struct task *)(void *)(stack.bottom + below);
    *task = (struct task){.body = body, .argument = argument, .site = counted, .group = group};
    say(task, "runnable");
    switch_prepare(&task->point, stack, below, task_body);
    enrol(task);
    if (group)
        group->live++;
    make_ready(task);
    return 0;
}

int tend_go_sized(void (*body)(void *), void *argument, size_t stack_size)
{
    return task_start(body, argument, stack_size, NULL, __builtin_return_address(0));
}

int tend_go(void (*body)(void *), void *argument)
{
    return task_start(body, argument, STACK_SIZE, NULL, __builtin_return_address(0));
}

/* Lets all run that can, until nothing is left that could wake anybody. */
static void loop(void)
{
    for (;;) {
        if (run.first_ready) {
            poll_wait(0);
        } else {
            stack_trim(KEPT_STACKS);
            int64_t next = alarms_next();
            if (next < 0 && !poll_any())
                return;
            poll_wait(next);
        }
        alarms_ring();
        if ((run.running = take_ready()))
            switch_to(&run.loop, &run.running->point);
    }
}

static void start_afresh(void)
{
    for (size_t i = 0; i < SITES; i++)
        for (struct site *site; (site = run.sites[i]); free(site))
            run.sites[i] = site->next;
    run.count = (struct tend_count){0};
}

/* The stacks of those whom nothing can wake. */
static void bury(void)
{
    for (struct task *next; run.all; run.all = next) {
        next = run.all->next;
        stack_give(run.all->point.stack);
    }
}

size_t tend_run(void (*body)(void *), void *argument)
{
    start_afresh();
    clock_look();
    if (task_start(body, argument, STACK_SIZE, NULL, __builtin_return_address(0)))
        return 1;
    loop();
    bury();
    stack_trim(0);
    poll_end();
    return run.count.live;
}

/* == Counts */

size_t tend_task_count(void)
{
    return run.count.live;
}

struct tend_count tend_count_all(void)
{
    return run.count;
}

size_t tend_count_sites(struct tend_count *counts, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < SITES; i++)
        for (struct site *site = run.sites[i]; site; site = site->next, n++)
            if (n < size)
                counts[n] = site->count;
    return n;
}
