/* NNG's threads. */
#ifndef CHANLINT_NNG_PLATFORM_H
#define CHANLINT_NNG_PLATFORM_H

#include "../../nng.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t nng_time;
typedef struct nng_thread nng_thread;
typedef struct nng_mtx nng_mtx;
typedef struct nng_cv nng_cv;

nng_time nng_clock(void);
void nng_msleep(nng_duration time);
int nng_thread_create(nng_thread **thread, void (*body)(void *), void *argument);
void nng_thread_destroy(nng_thread *thread);
int nng_mtx_alloc(nng_mtx **mutex);
void nng_mtx_free(nng_mtx *mutex);
void nng_mtx_lock(nng_mtx *mutex);
void nng_mtx_unlock(nng_mtx *mutex);
int nng_cv_alloc(nng_cv **cv, nng_mtx *mutex);
void nng_cv_free(nng_cv *cv);
void nng_cv_wait(nng_cv *cv);
int nng_cv_until(nng_cv *cv, nng_time time);
void nng_cv_wake(nng_cv *cv);
void nng_cv_wake1(nng_cv *cv);

#ifdef __cplusplus
}
#endif

#endif
