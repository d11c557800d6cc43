/* minicoro's coroutines. */
#ifndef CHANLINT_MINICORO_H
#define CHANLINT_MINICORO_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mco_state { MCO_DEAD = 0, MCO_NORMAL, MCO_RUNNING, MCO_SUSPENDED } mco_state;
typedef enum mco_result { MCO_SUCCESS = 0, MCO_GENERIC_ERROR, MCO_NOT_ENOUGH_SPACE = 7 } mco_result;
typedef struct mco_coro mco_coro;
typedef struct mco_desc {
    void (*func)(mco_coro *co);
    void *user_data;
    size_t storage_size, coro_size, stack_size;
} mco_desc;

mco_desc mco_desc_init(void (*body)(mco_coro *co), size_t stack_size);
mco_result mco_create(mco_coro **co, mco_desc *description);
mco_result mco_destroy(mco_coro *co);
mco_result mco_resume(mco_coro *co);
mco_result mco_yield(mco_coro *co);
mco_state mco_status(mco_coro *co);
void *mco_get_user_data(mco_coro *co);
mco_result mco_push(mco_coro *co, const void *data, size_t size);
mco_result mco_pop(mco_coro *co, void *data, size_t size);
mco_coro *mco_running(void);

#ifdef __cplusplus
}
#endif

#endif
