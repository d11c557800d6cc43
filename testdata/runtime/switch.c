#include "switch.h"
#include "sanitizers.h"
#include <stdlib.h>

/* The switch that is under way, for the side where it arrives. */
static struct switch_point *departed, *arriving;

/* Where the state goes of stacks that are left for good. */
static struct switch_point nowhere;

static void depart(struct switch_point *from, struct switch_point *to)
{
    departed = from;
    arriving = to;
    __sanitizer_start_switch_fiber(
        from == &nowhere ? NULL : &from->fake_stack, to->stack.bottom, to->stack.size);
}

static void arrive(void)
{
#ifdef __SANITIZE_ADDRESS__
    const void *bottom;
    size_t size;
    __sanitizer_finish_switch_fiber(arriving->fake_stack, &bottom, &size);
    if (departed->stack.size == 0) /* the thread's own stack, which nobody else knows */
        departed->stack = (struct stack){.bottom = (char *)bottom, .size = size};
#endif
}

#ifdef TEND_FCONTEXT

/* The C interface of Boost.Context, which boost/context/detail/fcontext.hpp (1.74) declares for C++. */
struct transfer {
    void *context; /* of who has jumped here */
    void *data;
};
struct transfer jump_fcontext(void *to, void *data);
void *make_fcontext(void *top, size_t size, void (*entry)(struct transfer));

static void land(struct transfer transfer)
{
    departed->context = transfer.context;
    arrive();
}

static void start(struct transfer transfer)
{
    land(transfer);
    arriving->entry();
}

static void make_point(struct switch_point *point, size_t size)
{
    point->context = make_fcontext(point->stack.bottom + size, size, start);
}

static void jump(struct switch_point *from, struct switch_point *to)
{
    depart(from, to);
    land(jump_fcontext(to->context, NULL));
}

#else

static void start(void)
{
    arrive();
    arriving->entry();
}

static void make_point(struct switch_point *point, size_t size)
{
    getcontext(&point->context);
    point->context.uc_stack.ss_sp = point->stack.bottom;
    point->context.uc_stack.ss_size = size;
    point->context.uc_link = NULL;
    makecontext(&point->context, start, 0);
}

static void jump(struct switch_point *from, struct switch_point *to)
{
    depart(from, to);
    swapcontext(&from->context, &to->context);
    arrive();
}

#endif

void switch_prepare(struct switch_point *point, struct stack stack, size_t size, void (*entry)(void))
{
    *point = (struct switch_point){.entry = entry, .stack = stack};
    make_point(point, size);
}

void switch_to(struct switch_point *from, struct switch_point *to)
{
    jump(from, to);
}

void switch_leave(struct switch_point *to)
{
    nowhere.stack.size = 1; /* is known, and nobody asks */
    jump(&nowhere, to);
    abort();
}
