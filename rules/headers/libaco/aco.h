/* libaco's coroutines. */
#ifndef CHANLINT_ACO_H
#define CHANLINT_ACO_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct aco_s {
    struct aco_s *main_co;
    void *arg;
    char is_end;
} aco_t;
typedef struct aco_share_stack_s aco_share_stack_t;
typedef void (*aco_cofuncp_t)(void);

extern __thread aco_t *aco_gtls_co;
void aco_thread_init(aco_cofuncp_t last_word);
aco_share_stack_t *aco_share_stack_new(size_t size);
void aco_share_stack_destroy(aco_share_stack_t *stack);
aco_t *aco_create(
    aco_t *main_co, aco_share_stack_t *stack, size_t save_stack_size, aco_cofuncp_t body, void *argument);
void aco_resume(aco_t *coroutine);
void aco_destroy(aco_t *coroutine);
void aco_yield_to_main(aco_t *coroutine);
#define aco_get_arg() (aco_gtls_co->arg)
#define aco_get_co() (aco_gtls_co)
#define aco_yield() aco_yield_to_main(aco_gtls_co)
#define aco_exit() aco_yield_to_main(aco_gtls_co)

#ifdef __cplusplus
}
#endif

#endif
