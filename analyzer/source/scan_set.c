#include "source/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MOST_SCANNERS = 16,
    FILES_PER_SCANNER = 32, /* below, another thread costs more than it saves */
    FIRST_BUFFER = 1 << 20
};
#define LARGEST_FILE ((off_t)1 << 30)

struct reader {
    struct scanner *scanner;
    char *buffer;
    size_t capacity;
    uint32_t *names; /* this scanner's names -> the first scanner's */
    unsigned n_names;
};

struct scan {
    struct reader readers[MOST_SCANNERS]; /* the first one's names are the scan's */
    unsigned n_readers;
};

struct job {
    const char *const *paths;
    struct scan_file *const *files;
    unsigned *readers; /* who read each file */
    gint n, next;
};

struct worker {
    struct job *job;
    struct reader *reader;
    unsigned index;
};

/* Copied, not mapped: a file that shrinks under a mapping would kill the process. */
static bool read_bytes(struct reader *reader, int descriptor, size_t size, size_t *length)
{
    if (size + 1 > reader->capacity) {
        reader->capacity = MAX(size + 1, (size_t)FIRST_BUFFER);
        g_free(reader->buffer);
        reader->buffer = g_malloc(reader->capacity);
    }
    for (*length = 0; *length < size;) {
        ssize_t n = read(descriptor, reader->buffer + *length, size - *length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            break;
        *length += (size_t)n;
    }
    return true;
}

static void scan_one(struct reader *reader, const char *path, struct scan_file *file)
{
    struct stat status;
    size_t length;
    /* not blocking: it may have become a named pipe */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    *file = (struct scan_file){0};
    if (descriptor < 0)
        return;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= LARGEST_FILE &&
        read_bytes(reader, descriptor, (size_t)status.st_size, &length)) {
        scanner_scan(reader->scanner, reader->buffer, length, file);
        file->read = true;
    }
    close(descriptor);
}

static gpointer work(gpointer data)
{
    struct worker *worker = data;
    struct job *job = worker->job;
    for (gint i; (i = g_atomic_int_add(&job->next, 1)) < job->n;) {
        scan_one(worker->reader, job->paths[i], job->files[i]);
        job->readers[i] = worker->index;
    }
    return NULL;
}

/* leaves: reader->names covers every name of its scanner */
static void map_names(struct scan *scan, struct reader *reader)
{
    unsigned n = scanner_n_names(reader->scanner);
    reader->names = g_renew(uint32_t, reader->names, n);
    for (; reader->n_names < n; reader->n_names++) {
        size_t length;
        const char *text = scanner_name(reader->scanner, reader->n_names, &length);
        reader->names[reader->n_names] = scanner_intern(scan->readers[0].scanner, text, length);
    }
}

static void rename_all(const uint32_t *names, struct scan_file *file)
{
    const uint32_t flags = (1u << SCAN_FLAG_BITS) - 1;
    for (unsigned i = 0; i < file->n_uses; i++)
        file->uses[i] = names[SCAN_USE_NAME(file->uses[i])] << SCAN_FLAG_BITS | (file->uses[i] & flags);
    for (unsigned i = 0; i < file->n_fields; i++)
        file->fields[i] = names[file->fields[i]];
    for (unsigned i = 0; i < file->n_definitions; i++) {
        struct scan_definition *definition = &file->definitions[i];
        if (definition->kind == SCAN_FILE)
            continue;
        definition->name = names[definition->name];
        definition->alias = names[definition->alias];
    }
}

static unsigned use_readers(struct scan *scan, unsigned n)
{
    unsigned wanted = MIN(n / FILES_PER_SCANNER, MIN(g_get_num_processors(), (unsigned)MOST_SCANNERS));
    wanted = MAX(wanted, 1u);
    for (; scan->n_readers < wanted; scan->n_readers++)
        scan->readers[scan->n_readers].scanner = scanner_new();
    return wanted;
}

void scan_add(struct scan *scan, const char *const *paths, struct scan_file *const *files, unsigned n)
{
    g_autofree unsigned *readers = g_new0(unsigned, n + 1);
    struct job job = {paths, files, readers, (gint)n, 0};
    struct worker workers[MOST_SCANNERS];
    GThread *threads[MOST_SCANNERS];
    unsigned n_workers = use_readers(scan, n);
    for (unsigned i = 0; i < n_workers; i++)
        workers[i] = (struct worker){&job, &scan->readers[i], i};
    for (unsigned i = 1; i < n_workers; i++)
        threads[i] = g_thread_try_new("scan", work, &workers[i], NULL);
    work(&workers[0]);
    for (unsigned i = 1; i < n_workers; i++) {
        if (threads[i])
            g_thread_join(threads[i]);
        map_names(scan, &scan->readers[i]);
    }
    for (unsigned i = 0; i < n; i++)
        if (readers[i] > 0)
            rename_all(scan->readers[readers[i]].names, files[i]);
}

struct scan *scan_new(void)
{
    return g_new0(struct scan, 1);
}

void scan_free(struct scan *scan)
{
    if (!scan)
        return;
    for (unsigned i = 0; i < scan->n_readers; i++) {
        scanner_free(scan->readers[i].scanner);
        g_free(scan->readers[i].buffer);
        g_free(scan->readers[i].names);
    }
    g_free(scan);
}

unsigned scan_n_names(const struct scan *scan)
{
    return scan->n_readers ? scanner_n_names(scan->readers[0].scanner) : 0;
}

const char *scan_name(const struct scan *scan, uint32_t name)
{
    return scanner_name(scan->readers[0].scanner, name, NULL);
}

uint32_t scan_find(const struct scan *scan, const char *text)
{
    return scan->n_readers ? scanner_find(scan->readers[0].scanner, text, strlen(text)) : SCAN_NO_NAME;
}
