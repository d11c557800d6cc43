/* GLib's threads and asynchronous queues, and the words that programs around them use. */
#ifndef CHANLINT_GLIB_H
#define CHANLINT_GLIB_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef char gchar;
typedef int gint;
typedef unsigned int guint;
typedef long glong;
typedef unsigned long gulong;
typedef int gboolean;
typedef double gdouble;
typedef size_t gsize;
typedef ptrdiff_t gssize;
typedef int32_t gint32;
typedef uint32_t guint32;
typedef int64_t gint64;
typedef uint64_t guint64;
typedef void *gpointer;
typedef const void *gconstpointer;
typedef uint32_t GQuark;

#ifndef FALSE
#define FALSE 0
#endif
#ifndef TRUE
#define TRUE 1
#endif
#define GINT_TO_POINTER(i) ((gpointer)(glong)(i))
#define GPOINTER_TO_INT(p) ((gint)(glong)(p))
#define GUINT_TO_POINTER(u) ((gpointer)(gulong)(u))
#define GPOINTER_TO_UINT(p) ((guint)(gulong)(p))
#define G_USEC_PER_SEC 1000000
#define G_TIME_SPAN_SECOND ((gint64)1000000)
#define G_TIME_SPAN_MILLISECOND ((gint64)1000)

typedef struct _GError {
    GQuark domain;
    gint code;
    gchar *message;
} GError;

typedef void (*GDestroyNotify)(gpointer data);
typedef void (*GFunc)(gpointer data, gpointer user_data);

/* memory */
gpointer g_malloc(gsize size);
gpointer g_malloc0(gsize size);
gpointer g_malloc_n(gsize n, gsize size);
gpointer g_malloc0_n(gsize n, gsize size);
gpointer g_realloc(gpointer memory, gsize size);
void g_free(gpointer memory);
gchar *g_strdup(const gchar *text);
#define g_new(type, n) ((type *)g_malloc_n((gsize)(n), sizeof(type)))
#define g_new0(type, n) ((type *)g_malloc0_n((gsize)(n), sizeof(type)))

/* threads */
typedef struct _GThread GThread;
typedef gpointer (*GThreadFunc)(gpointer data);
GThread *g_thread_new(const gchar *name, GThreadFunc func, gpointer data);
GThread *g_thread_try_new(const gchar *name, GThreadFunc func, gpointer data, GError **error);
GThread *g_thread_create(GThreadFunc func, gpointer data, gboolean joinable, GError **error);
GThread *g_thread_self(void);
void g_thread_exit(gpointer result);
gpointer g_thread_join(GThread *thread);
void g_thread_unref(GThread *thread);
void g_thread_yield(void);
void g_usleep(gulong microseconds);
gint64 g_get_monotonic_time(void);

typedef struct _GThreadPool {
    GFunc func;
    gpointer user_data;
    gboolean exclusive;
} GThreadPool;
GThreadPool *g_thread_pool_new(
    GFunc func, gpointer user_data, gint max_threads, gboolean exclusive, GError **error);
gboolean g_thread_pool_push(GThreadPool *pool, gpointer data, GError **error);
void g_thread_pool_free(GThreadPool *pool, gboolean immediate, gboolean wait);

/* locks and conditions */
typedef union _GMutex {
    gpointer p;
    guint i[2];
} GMutex;
typedef struct _GRecMutex {
    gpointer p;
    guint i[2];
} GRecMutex;
typedef struct _GRWLock {
    gpointer p;
    guint i[2];
} GRWLock;
typedef struct _GCond {
    gpointer p;
    guint i[2];
} GCond;
void g_mutex_init(GMutex *mutex);
void g_mutex_clear(GMutex *mutex);
void g_mutex_lock(GMutex *mutex);
gboolean g_mutex_trylock(GMutex *mutex);
void g_mutex_unlock(GMutex *mutex);
void g_rec_mutex_lock(GRecMutex *mutex);
gboolean g_rec_mutex_trylock(GRecMutex *mutex);
void g_rec_mutex_unlock(GRecMutex *mutex);
void g_rw_lock_reader_lock(GRWLock *lock);
gboolean g_rw_lock_reader_trylock(GRWLock *lock);
void g_rw_lock_reader_unlock(GRWLock *lock);
void g_rw_lock_writer_lock(GRWLock *lock);
gboolean g_rw_lock_writer_trylock(GRWLock *lock);
void g_rw_lock_writer_unlock(GRWLock *lock);
void g_cond_init(GCond *cond);
void g_cond_clear(GCond *cond);
void g_cond_wait(GCond *cond, GMutex *mutex);
gboolean g_cond_wait_until(GCond *cond, GMutex *mutex, gint64 end_time);
void g_cond_signal(GCond *cond);
void g_cond_broadcast(GCond *cond);

/* asynchronous queues */
typedef struct _GAsyncQueue GAsyncQueue;
GAsyncQueue *g_async_queue_new(void);
GAsyncQueue *g_async_queue_new_full(GDestroyNotify free_func);
GAsyncQueue *g_async_queue_ref(GAsyncQueue *queue);
void g_async_queue_unref(GAsyncQueue *queue);
void g_async_queue_lock(GAsyncQueue *queue);
void g_async_queue_unlock(GAsyncQueue *queue);
void g_async_queue_push(GAsyncQueue *queue, gpointer data);
void g_async_queue_push_unlocked(GAsyncQueue *queue, gpointer data);
void g_async_queue_push_front(GAsyncQueue *queue, gpointer data);
gpointer g_async_queue_pop(GAsyncQueue *queue);
gpointer g_async_queue_pop_unlocked(GAsyncQueue *queue);
gpointer g_async_queue_try_pop(GAsyncQueue *queue);
gpointer g_async_queue_timeout_pop(GAsyncQueue *queue, guint64 microseconds);
gint g_async_queue_length(GAsyncQueue *queue);

#ifdef __cplusplus
}
#endif

#endif
