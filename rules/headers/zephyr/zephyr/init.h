/* Zephyr's start: what SYS_INIT names runs once, before main. */
#ifndef CHANLINT_ZEPHYR_INIT_H
#define CHANLINT_ZEPHYR_INIT_H

#define SYS_INIT(function, level, priority) \
    __attribute__((unused)) static int (*const z_init_##function)(void) = (int (*)(void))function

#endif
