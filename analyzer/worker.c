/* chanlint-worker MEGABYTES FILES FOLDER: parses one unit after the other for the parent on the other end of
 * its standard input, until that is closed. It has FILES descriptors behind the standard ones, and may write
 * in FOLDER, if that is not empty. It is expendable, and gives up all that it does not need before it parses.
 */
#include "extract/sandbox.h"
#include "extract/wire.h"
#include "front/front.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { STACK = 256 * 1024 * 1024 }; /* for code that nests deeper than people write */

static int channel; /* the parent */
static gsize memory; /* the limit, in bytes */

/* ---- the memory limit ---- */

/* libclang aborts, or stumbles over a NULL, when an allocation fails. Arrays grow by doubling, so that fails
 * from half of the limit on. */
static void on_crash(int number)
{
    void *probe =
        mmap(NULL, memory / 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (probe == MAP_FAILED && errno == ENOMEM)
        _exit(WIRE_EXIT_MEMORY);
    raise(number); /* SA_RESETHAND: of this it dies */
}

/* Catches crashes in this thread, whose stack may be what ran out. */
static void catch_crashes(void)
{
    static char stack[64 * 1024];
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGTRAP};
    const stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    const struct sigaction action = {
        .sa_handler = on_crash,
        .sa_flags = (int)(SA_ONSTACK | SA_NODEFER | SA_RESETHAND),
    };
    sigaltstack(&alternative, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(crashes); i++)
        sigaction(crashes[i], &action, NULL);
}

/* Counted as the limit is, proc_pid_statm(5). */
static bool uses_half(void)
{
    g_autofree char *text = NULL;
    unsigned long pages = 0;
    return g_file_get_contents("/proc/self/statm", &text, NULL, NULL) &&
           sscanf(text, "%*u %*u %*u %*u %*u %lu", &pages) == 1 &&
           pages * (gsize)sysconf(_SC_PAGESIZE) > memory / 2 + STACK;
}

/* True when more than half of the limit is in use between two units: by what the parser keeps, or in pieces
 * that cannot be given back. */
static bool is_worn(void)
{
    if (!uses_half())
        return false;
    malloc_trim(0);
    return uses_half();
}

/* ---- what may be read ---- */

static bool is_file(int status, const struct stat *found)
{
    return status == 0 && (S_ISREG(found->st_mode) || S_ISDIR(found->st_mode));
}

/* Stands before the C library's open, for libclang too, which would read a device to its end, and wait for
 * whoever opens the other end of a FIFO. Looks before it opens: opening alone can make a device do things. */
int open(const char *path, int flags, ...)
{
    struct stat found;
    mode_t mode = 0;
    if (stat(path, &found) == 0 && !is_file(0, &found)) {
        errno = EACCES;
        return -1;
    }
    if (flags & O_CREAT) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_NONBLOCK | O_NOCTTY, mode);
    if (file < 0 || is_file(fstat(file, &found), &found))
        return file;
    close(file);
    errno = EACCES;
    return -1;
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));

/* ---- talking ---- */

static bool receive(GByteArray *frame)
{
    guint8 bytes[64 * 1024];
    g_byte_array_set_size(frame, 0);
    for (enum wire_state state = WIRE_PARTIAL; state != WIRE_COMPLETE;) {
        ssize_t n = read(channel, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        g_byte_array_append(frame, bytes, (guint)n);
        state = wire_state(frame);
        if (state != WIRE_PARTIAL && state != WIRE_COMPLETE)
            return false;
    }
    return true;
}

static bool answer(const struct wire_response *response)
{
    g_autoptr(GByteArray) frame = g_byte_array_new();
    wire_write_response(frame, response);
    for (gsize sent = 0; sent < frame->len;) {
        ssize_t n = write(channel, frame->data + sent, frame->len - sent);
        if (n < 0 && errno != EINTR)
            return false;
        sent += n > 0 ? (gsize)n : 0;
    }
    return true;
}

/* ---- one unit ---- */

static bool answer_failure(const char *reason)
{
    static const char *const none[] = {NULL};
    const struct wire_response response = {
        .failure = *reason ? reason : "it cannot be parsed",
        .first_error = "",
        .ir = "",
        .includes = none,
    };
    return answer(&response);
}

static bool extract(const struct wire_request *request)
{
    const struct front_unit unit = {
        .files = request->files,
        .n_files = request->n_files,
        .strict = request->strict,
        .root = request->root,
        .path = request->path,
        .directory = request->directory,
        .flags = request->flags,
        .preamble = {*request->preamble ? request->preamble : NULL, request->preamble_length,
            request->preamble_hash, request->preamble_defines, request->preamble_errors,
            request->preamble_first_error},
    };
    struct front_result result = {0};
    g_autoptr(GError) error = NULL;
    if (!(request->precompile ? front_precompile : front_extract)(&unit, &result, &error))
        return answer_failure(error->message);
    g_ptr_array_add(result.includes, NULL);
    const struct wire_response response = {
        .failure = "",
        .n_errors = result.n_errors,
        .first_error = result.first_error ? result.first_error : "",
        .ir = result.ir->str,
        .ir_length = result.ir->len,
        .includes = (const char *const *)result.includes->pdata,
        .worn = is_worn(),
    };
    bool said = answer(&response);
    front_clear(&result);
    return said;
}

static void *serve(void *nothing)
{
    g_autoptr(GByteArray) frame = g_byte_array_new();
    struct wire_request request;
    bool more = true;
    catch_crashes();
    while (more && receive(frame) && wire_read_request(frame, &request)) {
        more = extract(&request);
        g_free((gpointer)request.flags);
        g_free((gpointer)request.files);
    }
    return nothing;
}

int main(int argc, char **argv)
{
    guint64 megabytes, n_files;
    if (argc != 4 || !g_ascii_string_to_unsigned(argv[1], 10, 1, 1024 * 1024, &megabytes, NULL) ||
        !g_ascii_string_to_unsigned(argv[2], 10, 0, 1024, &n_files, NULL)) {
        fputs("chanlint-worker is run by chanlint\n", stderr);
        return 2;
    }
    memory = (gsize)megabytes * 1024 * 1024;
    /* The next unit needs what this one gave back: asking the kernel anew took a tenth of the time. */
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 64 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 256 * 1024 * 1024);
    mallopt(M_TOP_PAD, 8 * 1024 * 1024);
    /* What the parser prints must not get into the answers. */
    channel = STDERR_FILENO + 1 + (int)n_files;
    dup2(STDIN_FILENO, channel);
    dup2(STDERR_FILENO, STDIN_FILENO);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    /* libclang must crash when it crashes, and use our stack: it would go on in a thread of 8 MB. */
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1);
    setenv("LIBCLANG_NOTHREADS", "1", 1);
    sandbox_enter((unsigned)megabytes, STACK, channel, argv[3]);

    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    if (pthread_create(&thread, &attributes, serve, NULL) != 0)
        return 1;
    pthread_join(thread, NULL);
    return 0;
}
