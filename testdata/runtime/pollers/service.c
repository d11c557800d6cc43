#include "service.h"
#include "tend_gauges.h"
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { REQUEST_SIZE = 2048, DEFAULT_EVERY = 1000, CANARY_PERIOD = 1000 };

static struct {
    uint16_t port, gauges_port;
    void (*serve)(void *client);
    struct tend_context *context;
    int signals;
} service;

struct tend_context *service_context(void)
{
    return service.context;
}

int upstream_poll(struct tend_context *context, int64_t every, struct event *event)
{
    int error = tend_sleep(context, every);
    if (!error)
        event->number++;
    return error;
}

int client_tell(struct tend_context *context, const struct client *client, const struct event *event)
{
    char line[64];
    int length = snprintf(line, sizeof line, "data: %" PRId64 "\n\n", event->number);
    return tend_write(context, client->fd, line, (size_t)length);
}

void client_free(struct client *client)
{
    close(client->fd);
    free(client);
}

/* Reads the head of a request. 0, or why there is none. */
static int read_request(int fd, char *request)
{
    size_t size = 0;
    while (size < REQUEST_SIZE - 1) {
        ssize_t count = tend_read(service.context, fd, request + size, REQUEST_SIZE - 1 - size);
        if (count <= 0)
            return count < 0 ? (int)count : -ECONNRESET;
        size += (size_t)count;
        request[size] = '\0';
        if (strstr(request, "\r\n\r\n"))
            return 0;
    }
    return -EMSGSIZE;
}

/* GET /events, or GET /events?every=MILLISECONDS */
static bool wants_events(const char *request, int64_t *every)
{
    static const char path[] = "GET /events", query[] = "?every=";
    if (strncmp(request, path, strlen(path)) != 0)
        return false;
    request += strlen(path);
    *every = strncmp(request, query, strlen(query)) == 0 ? strtoll(request + strlen(query), NULL, 10)
                                                         : DEFAULT_EVERY;
    return true;
}

/* Answers all that can be answered without the poller; the client is left to `serve`, when it wants events.
 */
static void greet(void *accepted)
{
    static const char events[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    static const char nothing[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    struct client *client = accepted;
    char request[REQUEST_SIZE];
    bool wanted = !read_request(client->fd, request) && wants_events(request, &client->every);
    const char *answer = wanted ? events : nothing;
    if (tend_write(service.context, client->fd, answer, strlen(answer)) || !wanted)
        client_free(client);
    else
        service.serve(client);
}

static void accept_clients(int listener)
{
    int fd;
    while ((fd = tend_accept(service.context, listener)) != -ECANCELED) {
        struct client *client = fd >= 0 ? malloc(sizeof *client) : NULL;
        if (!client) { /* too many descriptors, perhaps: until some are closed */
            tend_sleep(service.context, 10);
            continue;
        }
        client->fd = fd;
        if (tend_go(greet, client))
            client_free(client);
    }
}

static void wait_for_signal(void *unused)
{
    (void)unused;
    tend_wait_fd(service.context, service.signals, TEND_READABLE);
    tend_context_cancel(service.context, -ECANCELED);
}

static int listen_on_loopback(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(service.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = tend_listen((struct sockaddr *)&address, length);
    if (listener >= 0 && getsockname(listener, (struct sockaddr *)&address, &length) == 0)
        service.port = ntohs(address.sin_port);
    return listener;
}

static void run_service(void *failed)
{
    service.context = tend_context_make(TEND_BACKGROUND);
    int listener = listen_on_loopback();
    struct tend_gauges *gauges = tend_gauges_serve(service.gauges_port);
    struct tend_canary *canary =
        tend_canary_start(&(struct tend_canary_options){.period = CANARY_PERIOD, .log = stderr});
    if (service.context && listener >= 0 && gauges && canary && !tend_go(wait_for_signal, NULL)) {
        printf("service http://127.0.0.1:%u/events gauges http://127.0.0.1:%u\n", service.port,
            tend_gauges_port(gauges));
        fflush(stdout);
        accept_clients(listener);
        *(bool *)failed = false;
    }
    tend_canary_stop(canary);
    tend_gauges_stop(gauges);
    if (listener >= 0)
        close(listener);
}

int service_main(int argc, char **argv, void (*serve)(void *client))
{
    bool failed = true;
    sigset_t stop;
    service.port = argc > 1 ? (uint16_t)atoi(argv[1]) : 0;
    service.gauges_port = argc > 2 ? (uint16_t)atoi(argv[2]) : 0;
    service.serve = serve;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    service.signals = signalfd(-1, &stop, SFD_NONBLOCK | SFD_CLOEXEC);
    size_t left = tend_run(run_service, &failed);
    tend_context_free(service.context);
    close(service.signals);
    printf("left behind: %zu\n", left);
    return failed;
}
