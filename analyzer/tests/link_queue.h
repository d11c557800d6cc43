/* A queue by hand, in the short form of link_case.h: a lock, two condition variables and a count. */
#ifndef CHANLINT_LINK_QUEUE_H
#define CHANLINT_LINK_QUEUE_H

#define LOCK "call %1 fn:pthread_mutex_lock (&param0->queue.lock); "
#define WAIT(ON) "call %2 fn:pthread_cond_wait (&param0->queue." ON " &param0->queue.lock)"
#define WAKE(ON) "call %3 fn:pthread_cond_signal (&param0->queue." ON "); "
#define UNLOCK "call %4 fn:pthread_mutex_unlock (&param0->queue.lock); "

#define PUSHES "function push @10; param q \"struct queue *\"; param x \"int\"; b0: " LOCK
#define POPS "function pop @20 \"int\"; param q \"struct queue *\"; b0: " LOCK

/* `while (FULL) wait; PUT`, whose wait is on line 13; and `while (EMPTY) wait; TAKE`, on line 23. */
#define PUSH(FULL, PUT)                                                                                      \
    PUSHES "jump b1\nb1: branch " FULL " b2 b3\nb2: " WAIT("room") " @13; jump b1\n"                         \
                                                                   "b3: " PUT "; " WAKE("item") UNLOCK       \
        "return @16\n"
#define POP(EMPTY, TAKE)                                                                                     \
    POPS "jump b1\nb1: branch " EMPTY " b2 b3\nb2: " WAIT("item") " @23; jump b1\n"                          \
                                                                  "b3: " TAKE "; " WAKE("room") UNLOCK       \
        "return local:x @26\n"

#define FULL "(eq param0->queue.len 8)"
#define PUT "set (param0->queue.items)[?] param1; set param0->queue.len (add param0->queue.len 1)"
#define TAKE "set local:x (param0->queue.items)[?] @24; set param0->queue.len (sub param0->queue.len 1)"
#define COUNTED_POP POP("(eq param0->queue.len 0)", TAKE)

#define MAIN                                                                                                 \
    "function main @40 \"int\"; b0: call %1 fn:malloc (8); set local:q %1; call %2 fn:push (local:q 1) "     \
    "@41\n"                                                                                                  \
    "call %3 fn:pop (local:q) @42; return 0\n"

#endif
