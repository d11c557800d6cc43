#include "profile.h"
#include "symbols.h"
#include "task.h"
#include "tend_gauges.h"
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

struct tend_gauges {
    struct MHD_Daemon *daemon;
    struct tend_context *context;
    struct tend_group group; /* of its one task */
};

static int write_profile(FILE *out, struct MHD_Connection *connection)
{
    const char *debug = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "debug");
    return profile_write(out, debug ? atoi(debug) : 1);
}

static int write_metrics(FILE *out, struct MHD_Connection *connection)
{
    (void)connection;
    return metrics_write(out);
}

static const struct page {
    const char *path, *type;
    int (*write)(FILE *out, struct MHD_Connection *connection);
} pages[] = {
    {"/debug/pprof/goroutine", "text/plain; charset=utf-8", write_profile},
    {"/metrics", "text/plain; version=0.0.4; charset=utf-8", write_metrics},
};

static enum MHD_Result respond(
    struct MHD_Connection *connection, unsigned status, const char *type, char *body, size_t size)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(size, body, MHD_RESPMEM_MUST_FREE);
    if (!response) {
        free(body);
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result respond_page(struct MHD_Connection *connection, const struct page *page)
{
    char *body = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&body, &size);
    if (!out)
        return MHD_NO;
    int error = page->write(out, connection);
    if (fclose(out) || error) {
        free(body);
        return MHD_NO; /* which closes the connection */
    }
    return respond(connection, MHD_HTTP_OK, page->type, body, size);
}

/* The first call of each request has nothing in *state: its headers are there, its body is not. */
static enum MHD_Result handle(void *gauges, struct MHD_Connection *connection, const char *path,
    const char *method, const char *version, const char *upload, size_t *upload_size, void **state)
{
    (void)version, (void)upload;
    if (!*state) {
        *state = gauges;
        return MHD_YES;
    }
    if (*upload_size) {
        *upload_size = 0;
        return MHD_YES;
    }
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strcmp(path, pages[i].path) == 0 && strcmp(method, MHD_HTTP_METHOD_GET) == 0)
            return respond_page(connection, &pages[i]);
    char *paths = strdup("/debug/pprof/goroutine?debug=1\n/debug/pprof/goroutine?debug=2\n/metrics\n");
    return respond(connection, MHD_HTTP_NOT_FOUND, "text/plain", paths, strlen(paths));
}

static int epoll_of(struct MHD_Daemon *daemon)
{
    return MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

/* Runs the server whenever one of its connections is ready, or it says that it has something left to do. */
static void run_server(void *argument)
{
    struct tend_gauges *gauges = argument;
    int error = 0;
    while (!error) {
        MHD_UNSIGNED_LONG_LONG left;
        MHD_run(gauges->daemon);
        if (MHD_get_timeout(gauges->daemon, &left) == MHD_YES && left == 0)
            error = tend_sleep(gauges->context, 0);
        else
            error = tend_wait_fd(gauges->context, epoll_of(gauges->daemon), TEND_READABLE);
    }
}

struct tend_gauges *tend_gauges_serve(uint16_t port)
{
    struct tend_gauges *gauges = calloc(1, sizeof *gauges);
    if (!gauges)
        return NULL;
    struct sockaddr_in loopback = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    errno = 0;
    gauges->context = tend_context_make(TEND_BACKGROUND);
    gauges->daemon = MHD_start_daemon(
        MHD_USE_EPOLL, port, NULL, NULL, handle, gauges, MHD_OPTION_SOCK_ADDR, &loopback, MHD_OPTION_END);
    if (!gauges->daemon || !gauges->context ||
        task_start(run_server, gauges, GAUGE_STACK, &gauges->group, __builtin_return_address(0))) {
        tend_gauges_stop(gauges);
        return NULL;
    }
    return gauges;
}

uint16_t tend_gauges_port(const struct tend_gauges *gauges)
{
    return MHD_get_daemon_info(gauges->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void tend_gauges_stop(struct tend_gauges *gauges)
{
    if (!gauges)
        return;
    int error = errno;
    if (gauges->context)
        tend_context_cancel(gauges->context, -ECANCELED);
    tend_group_wait(TEND_BACKGROUND, &gauges->group);
    if (gauges->daemon)
        MHD_stop_daemon(gauges->daemon);
    tend_context_free(gauges->context);
    free(gauges);
    symbols_forget();
    errno = error;
}
