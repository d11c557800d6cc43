#include "profile/profile.h"
#include "suite.h"

static struct profile *profile;

static void parse(const char *text)
{
    g_autoptr(GError) error = NULL;
    profile_free(profile);
    profile = profile_parse(text, &error);
    ck_assert_msg(profile != NULL, "%s", error ? error->message : "");
}

static void drop(void)
{
    profile_free(profile);
    profile = NULL;
}

static const struct profile_stack *stack_at(guint i)
{
    ck_assert_uint_lt(i, profile->stacks->len);
    return g_ptr_array_index(profile->stacks, i);
}

/* The stack as `function file:line, ...`, innermost first. */
static const char *frames_of(guint i)
{
    static GString *text;
    if (!text)
        text = g_string_new(NULL);
    g_string_truncate(text, 0);
    const GArray *frames = stack_at(i)->frames;
    for (guint n = 0; n < frames->len; n++) {
        const struct profile_frame *frame = &g_array_index(frames, struct profile_frame, n);
        g_string_append_printf(text, "%s%s", n ? ", " : "", frame->function);
        if (*frame->file)
            g_string_append_printf(text, " %s:%u", frame->file, frame->line);
    }
    return text->str;
}

/* As runtime/pprof writes it. */
START_TEST(groups_of_goroutines)
{
    parse("goroutine profile: total 48213\n"
          "41097 @ 0x43e1c5 0x40b2d2 0x6f1e45 0x46c7a1\n"
          "#\t0x6f1e44\tmain.(*poller).watch+0x84\t/src/feed/poller.go:31\n"
          "\n"
          "7116 @ 0x43e1c5 0x46c7a1\n"
          "#\t0x43e1c4\tinternal/poll.runtime_pollWait+0x84\t/go/src/runtime/netpoll.go:343\n"
          "#\t0x46c7a0\tmain.main.func1+0x20\t/src/feed/main.go:9\n"
          "\n");
    ck_assert_uint_eq(profile->tasks, 48213);
    ck_assert_uint_eq(profile->stacks->len, 2);
    ck_assert_uint_eq(stack_at(0)->tasks, 41097);
    ck_assert_str_eq(frames_of(0), "main.(*poller).watch /src/feed/poller.go:31");
    ck_assert_str_eq(frames_of(1),
        "internal/poll.runtime_pollWait /go/src/runtime/netpoll.go:343, main.main.func1 "
        "/src/feed/main.go:9");
    drop();
}
END_TEST

/* As runtime/traceback.go writes it; the two are equal but for their arguments. */
START_TEST(goroutines_one_by_one)
{
    parse("goroutine 18 [chan send, 12 minutes]:\n"
          "main.(*poller).watch(0xc000012345)\n"
          "\t/src/feed/poller.go:31 +0x84\n"
          "created by main.serve in goroutine 1\n"
          "\t/src/feed/main.go:20 +0x9f\n"
          "\n"
          "goroutine 19 [chan send]:\n"
          "main.(*poller).watch(0xc000067890)\n"
          "\t/src/feed/poller.go:31 +0x84\n"
          "created by main.serve in goroutine 1\n"
          "\t/src/feed/main.go:20 +0x9f\n"
          "\n"
          "goroutine 1 gp=0xc0000061c0 m=nil [IO wait]:\n"
          "main.main()\n"
          "\t/src/feed/main.go:17 +0x25\n");
    ck_assert_uint_eq(profile->tasks, 3);
    ck_assert_uint_eq(profile->stacks->len, 2);
    ck_assert_uint_eq(stack_at(0)->tasks, 2);
    ck_assert_str_eq(frames_of(0), "main.(*poller).watch /src/feed/poller.go:31");
    ck_assert_str_eq(frames_of(1), "main.main /src/feed/main.go:17");
    drop();
}
END_TEST

START_TEST(threads_of_gdb)
{
    parse("[New LWP 1760]\n"
          "Using host libthread_db library (\"/lib/libthread_db.so.1\").\n"
          "\n"
          "Thread 2 (Thread 0x7fd71b9a66c0 (LWP 1760) \"feed\"):\n"
          "#0  __futex_wait (private=0, word=0x55cc <q+80>) at ./nptl/futex-internal.c:57\n"
          "#1  0x000055cc1a9791dc in queue_push (v=4, q=0x55cc <q>) at ../src/queue.c:8\n"
          "#2  watch (x=<optimized out>) at src/poller.c:17\n"
          "#3  0x00007fd71ba331f5 in start_thread () from /lib/libc.so.6\n"
          "\n"
          "Thread 1 (Thread 0x7fd71b9a7740 (LWP 1759) \"feed\"):\n"
          "#0  0x00007fd71ba7ddf2 in pause () from /lib/libc.so.6\n"
          "#1  0x000055cc1a979219 in app::serve(int, char const*) (n=1, s=0x0) at main.cc:24\n"
          "[Inferior 1 (process 1759) detached]\n");
    ck_assert_uint_eq(profile->tasks, 2);
    ck_assert_str_eq(frames_of(0), "__futex_wait nptl/futex-internal.c:57, queue_push src/queue.c:8, watch "
                                   "src/poller.c:17, start_thread");
    ck_assert_str_eq(frames_of(1), "pause, app::serve main.cc:24");
    drop();
}
END_TEST

START_TEST(threads_of_eu_stack)
{
    parse("PID 1759 - process\n"
          "TID 1760:\n"
          "#0  0x00007faa42955f16 __futex_abstimed_wait_common\n"
          "#1  0x00007faa429585d8 pthread_cond_wait@@GLIBC_2.3.2\n"
          "#2  0x0000557d960551dc watch\n"
          "TID 1761:\n"
          "#0  0x00007faa42955f16 __futex_abstimed_wait_common - /lib/libc.so.6\n"
          "    ./nptl/futex-internal.c:57:12\n"
          "#1  0x0000557d960551dc watch - /tmp/feed\n"
          "    /tmp/src/poller.c:17:9\n");
    ck_assert_uint_eq(profile->tasks, 2);
    ck_assert_str_eq(frames_of(0), "__futex_abstimed_wait_common, pthread_cond_wait, watch");
    ck_assert_str_eq(frames_of(1), "__futex_abstimed_wait_common nptl/futex-internal.c:57, watch "
                                   "/tmp/src/poller.c:17");
    drop();
}
END_TEST

START_TEST(what_holds_no_stacks_is_refused)
{
    static const char *const texts[] = {"", "goroutine profile: total 0\n", "main(argc)\n\ta.c:3\n",
        "#include <x>\n", "7 @ 0x1\n\n", "\xff\xfe(\x80)\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        ck_assert_ptr_null(profile_parse(texts[i], &error));
        ck_assert(g_error_matches(error, CHANLINT_ERROR, ERROR_INPUT));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("profile");
    TCase *forms = tcase_create("forms");
    tcase_add_test(forms, groups_of_goroutines);
    tcase_add_test(forms, goroutines_one_by_one);
    tcase_add_test(forms, threads_of_gdb);
    tcase_add_test(forms, threads_of_eu_stack);
    tcase_add_test(forms, what_holds_no_stacks_is_refused);
    suite_add_tcase(suite, forms);
    return suite_run(suite);
}
