#include "extract/pool.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* One process, or none (pid 0), and the request that it is at, if it is busy. */
struct worker {
    pid_t pid;
    int socket;
    bool busy;
    unsigned index; /* of the request */
    gint64 deadline; /* monotonic, microseconds */
    GByteArray *request, *response;
    gsize sent;
};

struct pool {
    const struct pool_options *options;
    const struct wire_request *requests;
    unsigned n_requests, next, n_done;
    struct worker *workers;
    unsigned n_workers;
    pool_done *done;
    void *context;
};

/* ---- processes ---- */

/* The worker's end of `sockets` is its standard input and output; what the parser prints is nobody's
 * business. */
static int spawn(const struct pool_options *options, const int sockets[2], pid_t *pid)
{
    char limit[16], n_files[16], *worker = (char *)options->extract->worker;
    g_snprintf(limit, sizeof limit, "%u", options->extract->memory_megabytes);
    g_snprintf(n_files, sizeof n_files, "%u", options->n_files);
    char *const argv[] = {worker, limit, n_files, (char *)options->folder, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, sockets[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, sockets[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    for (unsigned i = 0; i < options->n_files; i++)
        posix_spawn_file_actions_adddup2(&actions, options->files[i], POOL_FILE + (int)i);
    int status = posix_spawn(pid, worker, &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return status;
}

static bool start(struct worker *worker, const struct pool_options *options, GError **error)
{
    int sockets[2] = {-1, -1};
    int status = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0
                     ? errno
                     : spawn(options, sockets, &worker->pid);
    if (sockets[1] >= 0)
        close(sockets[1]);
    if (status == 0) {
        worker->socket = sockets[0];
        fcntl(worker->socket, F_SETFL, O_NONBLOCK);
        return true;
    }
    if (sockets[0] >= 0)
        close(sockets[0]);
    worker->pid = 0;
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "cannot run the parser %s: %s", options->extract->worker,
        g_strerror(status));
    return false;
}

/* Ends the process; its wait status. One that is dying already keeps the status that it dies with. */
static int stop(struct worker *worker)
{
    int status = 0;
    close(worker->socket);
    kill(worker->pid, SIGKILL);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    worker->pid = 0;
    return status;
}

/* ---- results ---- */

static void finish(struct pool *pool, struct worker *worker, const struct extract_result *result)
{
    worker->busy = false;
    pool->n_done++;
    pool->done(worker->index, result, pool->context);
}

static void fail(struct pool *pool, struct worker *worker, enum extract_status status, const char *reason)
{
    static const char *const none[] = {NULL};
    struct extract_result result = {
        .status = status,
        .reason = reason,
        .first_error = "",
        .ir = "",
        .includes = none,
    };
    finish(pool, worker, &result);
}

static void fail_memory(struct pool *pool, struct worker *worker)
{
    g_autofree char *reason =
        g_strdup_printf("it needed more than %u MB", pool->options->extract->memory_megabytes);
    fail(pool, worker, EXTRACT_MEMORY, reason);
}

/* The process is gone, or is of no more use: `what` it did, or NULL when its status tells. */
static void fail_crashed(struct pool *pool, struct worker *worker, const char *what)
{
    int status = stop(worker);
    g_autofree char *reason = NULL;
    if (what)
        reason = g_strdup(what);
    else if (WIFSIGNALED(status))
        reason = g_strdup_printf("the parser crashed (SIG%s)", sigabbrev_np(WTERMSIG(status)));
    else
        reason = g_strdup_printf("the parser ended without a result (exit status %d)", WEXITSTATUS(status));
    if (!what && WIFEXITED(status) && WEXITSTATUS(status) == WIRE_EXIT_MEMORY)
        fail_memory(pool, worker);
    else
        fail(pool, worker, EXTRACT_CRASHED, reason);
}

static void fail_timeout(struct pool *pool, struct worker *worker)
{
    g_autofree char *reason =
        g_strdup_printf("it took longer than %u s", pool->options->extract->timeout_seconds);
    stop(worker);
    fail(pool, worker, EXTRACT_TIMEOUT, reason);
}

static void complete(struct pool *pool, struct worker *worker)
{
    struct wire_response response;
    if (!wire_read_response(worker->response, &response)) {
        fail_crashed(pool, worker, "the parser answered nonsense");
        return;
    }
    if (response.worn)
        stop(worker);
    struct extract_result result = {
        .status = *response.failure ? EXTRACT_UNREADABLE : EXTRACT_OK,
        .reason = response.failure,
        .n_errors = response.n_errors,
        .first_error = response.first_error,
        .ir = response.ir,
        .ir_length = response.ir_length,
        .includes = response.includes,
    };
    finish(pool, worker, &result);
    g_free((gpointer)response.includes);
}

/* ---- talking ---- */

static void say(struct worker *worker)
{
    while (worker->sent < worker->request->len) {
        ssize_t n = send(worker->socket, worker->request->data + worker->sent,
            worker->request->len - worker->sent, MSG_NOSIGNAL);
        if (n < 0)
            return; /* a full socket, or a dead worker: hear() learns of that */
        worker->sent += (gsize)n;
    }
}

static void hear(struct pool *pool, struct worker *worker)
{
    guint8 bytes[64 * 1024];
    while (worker->busy) {
        ssize_t n = recv(worker->socket, bytes, sizeof bytes, 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n <= 0) {
            fail_crashed(pool, worker, NULL);
            return;
        }
        g_byte_array_append(worker->response, bytes, (guint)n);
        switch (wire_state(worker->response)) {
        case WIRE_PARTIAL:
            break;
        case WIRE_COMPLETE:
            complete(pool, worker);
            break;
        case WIRE_NONSENSE:
            fail_crashed(pool, worker, "the parser answered nonsense");
            break;
        case WIRE_TOO_LONG:
            stop(worker);
            fail(pool, worker, EXTRACT_MEMORY, "its intermediate representation is too large");
            break;
        }
    }
}

/* ---- the pool ---- */

static void give(struct pool *pool, struct worker *worker)
{
    worker->busy = true;
    worker->index = pool->next++;
    worker->deadline =
        g_get_monotonic_time() + (gint64)pool->options->extract->timeout_seconds * G_USEC_PER_SEC;
    worker->sent = 0;
    g_byte_array_set_size(worker->response, 0);
    g_byte_array_set_size(worker->request, 0);
    wire_write_request(worker->request, &pool->requests[worker->index]);
    say(worker);
}

/* Gives every idle worker a request while there are some. False when none is at work and none can be started.
 */
static bool give_all(struct pool *pool, GError **error)
{
    bool busy = false;
    GError *failure = NULL;
    for (unsigned i = 0; i < pool->n_workers; i++) {
        struct worker *worker = &pool->workers[i];
        if (!worker->busy && pool->next < pool->n_requests && !failure &&
            (worker->pid || start(worker, pool->options, &failure)))
            give(pool, worker);
        busy |= worker->busy;
    }
    if (busy)
        g_clear_error(&failure);
    else if (failure)
        g_propagate_error(error, failure);
    return busy;
}

/* Waits until a worker has something to say, can take more of its request, or is late. */
static void attend(struct pool *pool)
{
    g_autofree struct pollfd *polls = g_new0(struct pollfd, pool->n_workers);
    gint64 now = g_get_monotonic_time(), first = G_MAXINT64;
    for (unsigned i = 0; i < pool->n_workers; i++) {
        const struct worker *worker = &pool->workers[i];
        bool unsent = worker->busy && worker->sent < worker->request->len;
        polls[i].fd = worker->busy ? worker->socket : -1;
        polls[i].events = (short)(POLLIN | (unsent ? POLLOUT : 0));
        if (worker->busy)
            first = MIN(first, worker->deadline);
    }
    gint64 milliseconds = CLAMP((first - now) / 1000 + 1, 0, 60 * 1000);
    if (poll(polls, pool->n_workers, (int)milliseconds) < 0)
        return; /* interrupted */
    for (unsigned i = 0; i < pool->n_workers; i++) {
        struct worker *worker = &pool->workers[i];
        if (polls[i].revents & POLLOUT)
            say(worker);
        if (polls[i].revents & ~POLLOUT)
            hear(pool, worker);
        if (worker->busy && g_get_monotonic_time() >= worker->deadline)
            fail_timeout(pool, worker);
    }
}

/* A worker may not have got rid of its answer before it is heard: the time does not count. */
static void do_meanwhile(struct pool *pool)
{
    gint64 start = g_get_monotonic_time();
    pool->options->meanwhile(pool->context);
    gint64 taken = g_get_monotonic_time() - start;
    for (unsigned i = 0; i < pool->n_workers; i++)
        pool->workers[i].deadline += taken;
}

bool pool_run(const struct pool_options *options, const struct wire_request *requests, unsigned n,
    pool_done *done, void *context, GError **error)
{
    struct pool pool = {
        .options = options,
        .requests = requests,
        .n_requests = n,
        .n_workers = CLAMP(options->extract->jobs, 1, MAX(n, 1)),
        .done = done,
        .context = context,
    };
    pool.workers = g_new0(struct worker, pool.n_workers);
    for (unsigned i = 0; i < pool.n_workers; i++) {
        pool.workers[i].request = g_byte_array_new();
        pool.workers[i].response = g_byte_array_new();
    }
    bool busy = give_all(&pool, error);
    if (busy && options->meanwhile)
        do_meanwhile(&pool);
    for (; busy; busy = give_all(&pool, error))
        attend(&pool);
    for (unsigned i = 0; i < pool.n_workers; i++) {
        if (pool.workers[i].pid)
            stop(&pool.workers[i]);
        g_byte_array_unref(pool.workers[i].request);
        g_byte_array_unref(pool.workers[i].response);
    }
    g_free(pool.workers);
    return pool.n_done == n;
}
