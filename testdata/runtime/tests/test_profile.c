#include "profile.h"
#include "symbols.h"
#include "task_test.h"
#include "tend_gauges.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

enum { WAITERS = 5 };

static struct tend_channel *channel;
static struct tend_context *context;

static __attribute__((noinline)) void wait_to_send(void)
{
    tend_send(context, channel, &(int){1});
    tend_yield(); /* so that the call above is not the last, and returns here */
}

static void sender(void *unused __attribute__((unused)))
{
    wait_to_send();
    tend_yield();
}

static void sleeper(void *unused __attribute__((unused)))
{
    tend_sleep(context, 60000);
    tend_yield();
}

static struct tend_group waiters;

static void start_waiters(void)
{
    channel = tend_channel_make(sizeof(int), 0);
    context = tend_context_make(TEND_BACKGROUND);
    for (int i = 0; i < WAITERS; i++)
        tend_group_go(&waiters, sender, NULL);
    tend_group_go(&waiters, sleeper, NULL);
    tend_yield();
}

static void end_waiters(void)
{
    tend_context_cancel(context, -ECANCELED);
    tend_group_wait(TEND_BACKGROUND, &waiters);
    tend_context_free(context);
    tend_channel_free(channel);
}

static char *profile(int debug)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert_int_eq(tend_profile(out, debug), 0);
    fclose(out);
    return text;
}

static const char *after(const char *text, const char *what)
{
    const char *found = strstr(text, what);
    ck_assert_msg(found != NULL, "no %s in:\n%s", what, text);
    return found + strlen(what);
}

/* The block of equal stacks comes first, and its frames lead from the library to the body. */
TASK_TEST(tasks_are_grouped_by_stack)
{
    start_waiters();
    char *text = profile(1);
    const char *block = after(text, "goroutine profile: total 7\n"); /* the six, and this one */
    ck_assert_int_eq(strncmp(block, "5 @ 0x", 6), 0);
    const char *frame = after(after(block, "\n#\t0x"), "\twait_to_send+0x");
    frame = after(after(frame, "tests/test_profile.c:"), "\tsender+0x");
    ck_assert_ptr_nonnull(strstr(frame, "\n\n1 @ 0x"));
    ck_assert_ptr_nonnull(strstr(frame, "\tsleeper+0x"));
    free(text);
    end_waiters();
    symbols_forget();
}

TASK_TEST(tasks_are_told_one_by_one)
{
    start_waiters();
    char *text = profile(2);
    int senders = 0;
    for (const char *at = text; (at = strstr(at, " [chan send")); at++)
        senders++;
    ck_assert_int_eq(senders, WAITERS);
    const char *one = after(text, " [sleep");
    one = after(after(one, "\nsleeper(...)\n\t"), "test_profile.c:");
    after(after(one, "\ncreated by start_waiters\n\t"), "test_profile.c:");
    after(text, " [group wait");
    free(text);
    end_waiters();
    symbols_forget();
}

TASK_TEST(a_profile_says_how_long_a_task_has_waited)
{
    start_waiters();
    tend_sleep(TEND_BACKGROUND, 1200);
    char *text = profile(2);
    ck_assert_int_ge(strtol(after(text, " [chan send, "), NULL, 10), 1); /* more when the machine is busy */
    free(text);
    end_waiters();
    symbols_forget();
}

static void never_ran(void *unused __attribute__((unused)))
{
}

/* On a stack of its own that suffices: tend_profile would start a task, before whom never_ran would run. */
static void profile_before_it_runs(void *text)
{
    size_t size;
    FILE *out = open_memstream(text, &size);
    tend_go(never_ran, NULL);
    ck_assert_int_eq(profile_write(out, 1), 0);
    fclose(out);
}

TASK_TEST(a_task_that_has_not_run_is_at_its_body)
{
    char *text = NULL;
    tend_go_sized(profile_before_it_runs, &text, GAUGE_STACK);
    tend_yield();
    after(text, "\tnever_ran+0x0\t");
    free(text);
    symbols_forget();
}

static char *get(uint16_t port, const char *request)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char *text = calloc(1, 1 << 16);
    size_t size = 0;
    int fd = tend_connect(TEND_BACKGROUND, (struct sockaddr *)&address, sizeof address);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(tend_write(TEND_BACKGROUND, fd, request, strlen(request)), 0);
    for (ssize_t n; (n = tend_read(TEND_BACKGROUND, fd, text + size, (1 << 16) - 1 - size)) > 0;)
        size += (size_t)n;
    close(fd);
    return text;
}

#define HEADERS " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

TASK_TEST(the_gauges_are_served)
{
    start_waiters();
    struct tend_gauges *gauges = tend_gauges_serve(0);
    ck_assert_ptr_nonnull(gauges);
    uint16_t port = tend_gauges_port(gauges);

    char *text = get(port, "GET /debug/pprof/goroutine?debug=1" HEADERS);
    after(after(text, "HTTP/1.1 200 OK"), "\ngoroutine profile: total 7\n5 @ ");
    free(text);
    text = get(port, "GET /debug/pprof/goroutine?debug=2" HEADERS);
    after(text, " [IO wait");
    free(text);
    text = get(port, "GET /metrics" HEADERS);
    after(text, "\ntend_tasks 8\n"); /* the six, this one, and the server's */
    after(text, "\ntend_tasks_started_total 8\n");
    after(text, "\ntend_waiting_tasks{reason=\"chan send\"} 5\n");
    after(text, "\ntend_site_tasks{function=\"start_waiters\",site=\"test_profile.c:");
    free(text);
    text = get(port, "GET /nowhere" HEADERS);
    after(text, "HTTP/1.1 404 Not Found");
    free(text);
    text = get(port, "POST /metrics" HEADERS);
    after(text, "HTTP/1.1 404 Not Found");
    free(text);

    ck_assert_ptr_null(tend_gauges_serve(port)); /* which is taken */
    tend_gauges_stop(gauges);
    ck_assert_uint_eq(tend_task_count(), 7);
    end_waiters();
}

int main(void)
{
    const TTest *tests[] = {tasks_are_grouped_by_stack, tasks_are_told_one_by_one,
        a_profile_says_how_long_a_task_has_waited, a_task_that_has_not_run_is_at_its_body,
        the_gauges_are_served, NULL};
    return tests_run("profile", tests);
}
