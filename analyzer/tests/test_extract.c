#include "base/error.h"
#include "extract/extract.h"
#include "extract/sandbox.h"
#include "extract/wire.h"
#include "folder.h"
#include "suite.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/landlock.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A worker for the tests: a shell script, since any program may stand at the other end. */
static char *folder, *worker;

static void set_up(void)
{
    folder = folder_make();
    worker = g_build_filename(folder, "worker", NULL);
}

static void tear_down(void)
{
    folder_remove(folder);
    g_free(worker);
}

static void write_worker(const char *script)
{
    g_autofree char *text = g_strdup_printf("#!/bin/sh\ncd '%s'\n%s\n", folder, script);
    ck_assert(g_file_set_contents_full(worker, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}

/* The frame of a response, as a file that the scripts can `cat`. */
static void write_response(const char *name, const struct wire_response *response)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GByteArray) frame = g_byte_array_new();
    wire_write_response(frame, response);
    ck_assert(g_file_set_contents(path, (const char *)frame->data, (gssize)frame->len, NULL));
}

static const char *const none[] = {NULL};
static const char *const two_headers[] = {"/usr/include/a.h", "/usr/include/b.h", NULL};
static const struct wire_response good = {
    .failure = "",
    .n_errors = 2,
    .first_error = "a.c:1:1: no",
    .ir = "unit \"a.c\"\n\0more",
    .ir_length = 16,
    .includes = two_headers,
};

/* ---- running ---- */

enum { MANY = 12 };

struct outcome {
    const struct source_unit *units[MANY];
    enum extract_status status[MANY];
    char reason[MANY][128];
    unsigned n, n_good;
};

static void record(const struct extract_result *result, void *context)
{
    struct outcome *outcome = context;
    ck_assert_uint_lt(outcome->n, MANY);
    outcome->units[outcome->n] = result->unit;
    outcome->status[outcome->n] = result->status;
    g_strlcpy(outcome->reason[outcome->n], result->reason, sizeof *outcome->reason);
    if (result->status == EXTRACT_OK) {
        ck_assert_uint_eq(result->n_errors, 2);
        ck_assert_str_eq(result->first_error, "a.c:1:1: no");
        ck_assert_uint_eq(result->ir_length, 16);
        ck_assert_mem_eq(result->ir, good.ir, 16);
        ck_assert_str_eq(result->includes[1], "/usr/include/b.h");
        ck_assert_ptr_null(result->includes[2]);
        outcome->n_good++;
    }
    outcome->n++;
}

static bool run_units(unsigned n, unsigned jobs, struct outcome *outcome, GError **error)
{
    struct source_unit units[MANY] = {0};
    const struct source_unit *pointers[MANY];
    for (unsigned i = 0; i < n; i++) {
        units[i] = (struct source_unit){.root = "/tmp", .path = "a.c", .directory = "/tmp", .flags = none};
        pointers[i] = &units[i];
    }
    const struct extract_options options = {
        .worker = worker,
        .jobs = jobs,
        .timeout_seconds = 1,
        .memory_megabytes = 64,
    };
    memset(outcome, 0, sizeof *outcome);
    return extract_run(&options, pointers, n, record, outcome, error);
}

/* Every unit came out once. */
static struct outcome run(unsigned n, unsigned jobs)
{
    struct outcome outcome;
    g_autoptr(GError) error = NULL;
    bool done = run_units(n, jobs, &outcome, &error);
    ck_assert_msg(done, "%s", error ? error->message : "");
    ck_assert_uint_eq(outcome.n, n);
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < i; j++)
            ck_assert_ptr_ne(outcome.units[i], outcome.units[j]);
    return outcome;
}

/* ---- workers that do as they should ---- */

/* The scripts count on it: header, root, path, directory, number of flags, preamble. */
START_TEST(request_size)
{
    g_autoptr(GByteArray) frame = g_byte_array_new();
    wire_write_request(frame, &(struct wire_request){.root = "/tmp",
                                  .path = "a.c",
                                  .directory = "/tmp",
                                  .flags = none,
                                  .preamble = "",
                                  .preamble_first_error = ""});
    ck_assert_uint_eq(frame->len, 76);
    ck_assert_uint_eq(
        frame->len, 8 + (4 + 5) + (4 + 4) + (4 + 5) + 4 + 4 + (4 + 1) + 4 + 4 + 4 + 4 + (4 + 1) + 4 + 4);
}
END_TEST

START_TEST(one_worker_takes_all_units)
{
    write_response("good", &good);
    write_worker("echo x >>starts; while [ $(head -c 76 | wc -c) = 76 ]; do cat good; done");
    struct outcome outcome = run(MANY, 1);
    ck_assert_uint_eq(outcome.n_good, MANY);
    g_autofree char *path = g_build_filename(folder, "starts", NULL);
    g_autofree char *starts = NULL;
    ck_assert(g_file_get_contents(path, &starts, NULL, NULL));
    ck_assert_str_eq(starts, "x\n");
}
END_TEST

START_TEST(workers_share_the_units)
{
    write_response("good", &good);
    write_worker("while [ $(head -c 76 | wc -c) = 76 ]; do cat good; done");
    ck_assert_uint_eq(run(MANY, 3).n_good, MANY);
    ck_assert_uint_eq(run(2, 8).n_good, 2);
    ck_assert_uint_eq(run(0, 8).n, 0);
}
END_TEST

START_TEST(a_worn_worker_is_replaced)
{
    struct wire_response worn = good;
    worn.worn = true;
    write_response("worn", &worn);
    write_worker("echo x >>starts; while [ $(head -c 76 | wc -c) = 76 ]; do cat worn; done");
    ck_assert_uint_eq(run(3, 1).n_good, 3);
    g_autofree char *path = g_build_filename(folder, "starts", NULL);
    g_autofree char *starts = NULL;
    ck_assert(g_file_get_contents(path, &starts, NULL, NULL));
    ck_assert_str_eq(starts, "x\nx\nx\n");
}
END_TEST

START_TEST(an_unreadable_file)
{
    struct wire_response bad = good;
    bad.failure = "a.c: no such file";
    write_response("bad", &bad);
    write_worker("while [ $(head -c 76 | wc -c) = 76 ]; do cat bad; done");
    struct outcome outcome = run(2, 1);
    ck_assert_int_eq(outcome.status[1], EXTRACT_UNREADABLE);
    ck_assert_str_eq(outcome.reason[1], "a.c: no such file");
}
END_TEST

struct busy {
    unsigned n_before, n_done; /* units that were done when the caller's own work was, and in the end */
    enum extract_status status;
    gsize ir_length;
};

static void work_long(void *context)
{
    struct busy *busy = context;
    ck_assert_uint_eq(busy->n_done, 0);
    busy->n_before++;
    g_usleep(1300 * 1000);
}

static void note_done(const struct extract_result *result, void *context)
{
    struct busy *busy = context;
    busy->n_done++;
    busy->status = result->status;
    busy->ir_length = result->ir_length;
}

/* The answer is larger than a socket holds, and waits for longer than a unit may take. */
START_TEST(the_caller_works_meanwhile)
{
    const gsize length = 1024 * 1024;
    g_autofree char *ir = g_strnfill(length, 'x');
    struct wire_response large = good;
    large.ir = ir;
    large.ir_length = length;
    write_response("large", &large);
    write_worker("while [ $(head -c 76 | wc -c) = 76 ]; do cat large; done");
    const struct source_unit unit = {.root = "/tmp", .path = "a.c", .directory = "/tmp", .flags = none};
    const struct source_unit *units[] = {&unit, &unit};
    struct busy busy = {0};
    const struct extract_options options = {
        .worker = worker, .jobs = 1, .timeout_seconds = 1, .memory_megabytes = 64, .meanwhile = work_long};
    ck_assert(extract_run(&options, units, 2, note_done, &busy, NULL));
    ck_assert_uint_eq(busy.n_before, 1);
    ck_assert_uint_eq(busy.n_done, 2);
    ck_assert_int_eq(busy.status, EXTRACT_OK);
    ck_assert_uint_eq(busy.ir_length, length);
}
END_TEST

/* ---- workers that do not ---- */

static const struct {
    const char *script;
    enum extract_status status;
    const char *reason;
} failing[] = {
    {"kill -SEGV $$", EXTRACT_CRASHED, "the parser crashed (SIGSEGV)"},
    {"kill -ABRT $$", EXTRACT_CRASHED, "the parser crashed (SIGABRT)"},
    {"exit 0", EXTRACT_CRASHED, "the parser ended without a result (exit status 0)"},
    {"exit 127", EXTRACT_CRASHED, "the parser ended without a result (exit status 127)"},
    {"head -c 76 >/dev/null; exit 3", EXTRACT_CRASHED, "the parser ended without a result (exit status 3)"},
    {"exit 86", EXTRACT_MEMORY, "it needed more than 64 MB"},
    {"echo nonsense; exec sleep 60", EXTRACT_CRASHED, "the parser answered nonsense"},
    {"cat good good >$$; cat $$; exec sleep 60", EXTRACT_CRASHED, "the parser answered nonsense"},
    {"printf 'cl1w\\377\\377\\377\\377'; exec sleep 60", EXTRACT_MEMORY,
        "its intermediate representation is too large"},
    {"printf 'cl1w\\4\\0\\0\\0abcd'; exec sleep 60", EXTRACT_CRASHED, "the parser answered nonsense"},
    {"head -c 30 good; kill -SEGV $$", EXTRACT_CRASHED, "the parser crashed (SIGSEGV)"},
    {"head -c 30 good; exec sleep 60", EXTRACT_TIMEOUT, "it took longer than 1 s"},
    {"exec sleep 60", EXTRACT_TIMEOUT, "it took longer than 1 s"},
};

START_TEST(each_failure_costs_its_unit)
{
    write_response("good", &good);
    write_worker(failing[_i].script);
    struct outcome outcome = run(3, 2);
    for (unsigned i = 0; i < 3; i++) {
        ck_assert_str_eq(outcome.reason[i], failing[_i].reason);
        ck_assert_int_eq(outcome.status[i], failing[_i].status);
    }
}
END_TEST

START_TEST(the_others_go_on)
{
    write_response("good", &good);
    write_worker("n=0; while [ $(head -c 76 | wc -c) = 76 ]; do\n"
                 "  n=$((n + 1)); [ $n = 3 ] && kill -SEGV $$; cat good\n"
                 "done");
    struct outcome outcome = run(9, 1);
    ck_assert_uint_eq(outcome.n_good, 6);
    ck_assert_int_eq(outcome.status[2], EXTRACT_CRASHED);
    ck_assert_int_eq(outcome.status[3], EXTRACT_OK);
}
END_TEST

START_TEST(no_worker_can_be_started)
{
    struct outcome outcome;
    g_autoptr(GError) error = NULL;
    ck_assert(!run_units(2, 2, &outcome, &error));
    ck_assert_uint_eq(outcome.n, 0);
    ck_assert(g_error_matches(error, CHANLINT_ERROR, ERROR_INPUT));
    ck_assert_ptr_nonnull(strstr(error->message, worker));
}
END_TEST

/* A request that no socket holds, to a worker that reads none of it. */
START_TEST(a_request_that_is_not_read)
{
    g_autofree char *flag = g_strnfill(8 * 1024 * 1024, 'x');
    const char *const flags[] = {flag, NULL};
    const struct source_unit unit = {.root = "/tmp", .path = "a.c", .directory = "/tmp", .flags = flags};
    const struct source_unit *units[] = {&unit};
    struct outcome outcome = {0};
    write_worker("exit 5");
    const struct extract_options options = {
        .worker = worker, .jobs = 1, .timeout_seconds = 1, .memory_megabytes = 64};
    ck_assert(extract_run(&options, units, 1, record, &outcome, NULL));
    ck_assert_int_eq(outcome.status[0], EXTRACT_CRASHED);
}
END_TEST

/* ---- preambles ---- */

/* What the worker of a preamble is asked, and then leaves in its folder. */
#define COMPILE                                                                                              \
    "if [ -n \"$3\" ]; then\n"                                                                               \
    "  head -c $((76 + ${#3} + 2)) >asked; echo \"$3\" >place; echo text >\"$3/0.part\"\n"                   \
    "  "

static void note_includes(const struct extract_result *result, void *context)
{
    ck_assert_int_eq(result->status, EXTRACT_OK);
    g_autofree char *list = g_strjoinv(" ", (char **)result->includes);
    g_string_append_printf(context, "%s: %s\n", result->unit->path, list);
}

/* The includes of a unit with a preamble and of one without. */
static char *run_preamble(void)
{
    struct source_unit units[] = {
        {.root = "/tmp",
            .path = "a.c",
            .directory = "/tmp",
            .flags = none,
            .preamble_length = 7,
            .preamble_hash = 9},
        {.root = "/tmp", .path = "b.c", .directory = "/tmp", .flags = none},
    };
    const struct source_preamble preamble = {&units[0]};
    units[0].preamble = &preamble;
    const struct source_unit *pointers[] = {&units[0], &units[1]};
    const struct extract_options options = {
        .worker = worker,
        .preambles = &preamble,
        .n_preambles = 1,
        .jobs = 1,
        .timeout_seconds = 1,
        .memory_megabytes = 64,
    };
    g_autoptr(GString) includes = g_string_new(NULL);
    ck_assert(extract_run(&options, pointers, 2, note_includes, includes, NULL));
    return g_string_free(g_steal_pointer(&includes), FALSE);
}

static char *read_file(const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;
    ck_assert_msg(g_file_get_contents(path, &text, NULL, NULL), "%s", path);
    return g_strchomp(text);
}

/* The request that the worker kept under this name. */
static void check_request(
    const char *name, bool precompile, const char *preamble, bool defines, unsigned n_errors)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize length;
    struct wire_request request;
    ck_assert(g_file_get_contents(path, &bytes, &length, NULL));
    g_autoptr(GByteArray) frame = g_byte_array_new();
    g_byte_array_append(frame, (const guint8 *)bytes, (guint)length);
    ck_assert(wire_read_request(frame, &request));
    ck_assert_str_eq(request.path, "a.c");
    ck_assert(request.precompile == precompile);
    ck_assert_str_eq(request.preamble, preamble);
    ck_assert_uint_eq(request.preamble_length, 7);
    ck_assert_uint_eq(request.preamble_hash, 9);
    ck_assert(request.preamble_defines == defines);
    ck_assert_uint_eq(request.preamble_errors, n_errors);
    ck_assert_str_eq(request.preamble_first_error, n_errors ? "b.h:1:1: no" : "");
    g_free((gpointer)request.flags);
    g_free((gpointer)request.files);
}

static void check_folder_is_gone(void)
{
    g_autofree char *place = read_file("place");
    ck_assert(g_path_is_absolute(place));
    ck_assert(!g_file_test(place, G_FILE_TEST_EXISTS));
}

START_TEST(a_preamble_comes_first)
{
    static const char *const headers[] = {"/usr/include/p.h", "/usr/include/b.h", NULL};
    struct wire_response compiled = good;
    compiled.includes = headers;
    compiled.first_error = "b.h:1:1: no";
    write_response("good", &good);
    write_response("compiled", &compiled);
    write_worker(
        COMPILE "echo text >\"$3/0\"; cat compiled; exec sleep 60\n"
                "fi\n"
                "cat <&3 >seen; head -c 102 >first; cat good; head -c 76 >second; cat good; exec sleep 60");
    g_autofree char *includes = run_preamble();
    ck_assert_str_eq(includes, "a.c: /usr/include/p.h /usr/include/b.h /usr/include/a.h\n"
                               "b.c: /usr/include/a.h /usr/include/b.h\n");
    g_autofree char *place = read_file("place");
    g_autofree char *file = g_strdup_printf("%s/0", place);
    check_request("asked", true, file, false, 0);
    check_request("first", false, "/proc/self/fd/3", true, 2);
    g_autofree char *seen = read_file("seen");
    ck_assert_str_eq(seen, "text");
    check_folder_is_gone();
}
END_TEST

static const char *const without[] = {"kill -SEGV $$; fi\n", "cat bad; exec sleep 60; fi\n",
    "exec sleep 60; fi\n", "cat good; exec sleep 60; fi\n"};

START_TEST(without_its_preamble_a_unit_is_parsed_as_a_whole)
{
    struct wire_response bad = good;
    bad.failure = "there are errors";
    write_response("good", &good);
    write_response("bad", &bad);
    g_autofree char *script = g_strconcat(COMPILE, without[_i],
        "head -c 76 >first; cat good; head -c 76 >second; cat good; exec sleep 60", NULL);
    write_worker(script);
    g_autofree char *includes = run_preamble();
    ck_assert_str_eq(includes, "a.c: /usr/include/a.h /usr/include/b.h\n"
                               "b.c: /usr/include/a.h /usr/include/b.h\n");
    check_request("first", false, "", false, 0);
    check_folder_is_gone();
}
END_TEST

/* ---- the wire ---- */

START_TEST(frames_come_back)
{
    static const char *const flags[] = {"-I", "", "-DX=\"\xff\"", NULL};
    static const struct overlay files[] = {{"/root/a.c", "int\0x;", 6}, {"/root/b.h", "", 0}};
    const struct wire_request sent = {
        .root = "/root",
        .path = "a.c",
        .directory = "/root/dir",
        .flags = flags,
        .precompile = true,
        .preamble = "/proc/self/fd/3",
        .preamble_length = 70000,
        .preamble_hash = 0xfedcba98,
        .preamble_defines = true,
        .preamble_errors = 3,
        .preamble_first_error = "b.h:1:1: no",
        .files = files,
        .n_files = 2,
        .strict = true,
    };
    struct wire_request got;
    g_autoptr(GByteArray) frame = g_byte_array_new();
    wire_write_request(frame, &sent);
    ck_assert_int_eq(wire_state(frame), WIRE_COMPLETE);
    ck_assert(wire_read_request(frame, &got));
    ck_assert_str_eq(got.root, "/root");
    ck_assert_str_eq(got.path, "a.c");
    ck_assert_str_eq(got.directory, "/root/dir");
    for (unsigned i = 0; i < 3; i++)
        ck_assert_str_eq(got.flags[i], flags[i]);
    ck_assert_ptr_null(got.flags[3]);
    ck_assert(got.precompile);
    ck_assert_str_eq(got.preamble, "/proc/self/fd/3");
    ck_assert_uint_eq(got.preamble_length, 70000);
    ck_assert_uint_eq(got.preamble_hash, 0xfedcba98);
    ck_assert(got.preamble_defines);
    ck_assert_uint_eq(got.preamble_errors, 3);
    ck_assert_str_eq(got.preamble_first_error, "b.h:1:1: no");
    ck_assert_uint_eq(got.n_files, 2);
    ck_assert_str_eq(got.files[0].path, "/root/a.c");
    ck_assert_mem_eq(got.files[0].text, "int\0x;", 6);
    ck_assert_uint_eq(got.files[0].length, 6);
    ck_assert_str_eq(got.files[1].path, "/root/b.h");
    ck_assert_uint_eq(got.files[1].length, 0);
    ck_assert(got.strict);
    g_free((gpointer)got.flags);
    g_free((gpointer)got.files);
}
END_TEST

/* Cut anywhere it is partial; with any byte of its payload changed it is read or refused, never out of
 * bounds. */
START_TEST(broken_frames)
{
    g_autoptr(GByteArray) frame = g_byte_array_new();
    wire_write_response(frame, &good);
    const guint whole = frame->len;
    for (guint length = 0; length < whole; length++) {
        g_autoptr(GByteArray) part = g_byte_array_new();
        g_byte_array_append(part, frame->data, length);
        ck_assert_int_eq(wire_state(part), WIRE_PARTIAL);
    }
    for (guint i = 8; i < whole; i++) {
        static const guint8 bytes[] = {0, 1, 0x7f, 0xff};
        const guint8 before = frame->data[i];
        for (unsigned b = 0; b < sizeof bytes; b++) {
            struct wire_response response;
            frame->data[i] = bytes[b];
            if (wire_read_response(frame, &response))
                g_free((gpointer)response.includes);
        }
        frame->data[i] = before;
    }
}
END_TEST

/* ---- the sandbox ---- */

static bool forbidden(int result, int reason)
{
    return result < 0 && errno == reason;
}

static bool can_create(const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    int file = open(path, O_CREAT | O_WRONLY, 0600);
    bool written = file >= 0 && write(file, "x", 1) == 1;
    if (file >= 0)
        close(file);
    return written;
}

/* In a process of its own: the bits of its exit status say what it could still do. */
static int try_everything(int last, const char *writable)
{
    char byte;
    sandbox_enter(512, 0, last, writable);
    bool closed = forbidden(fcntl(last + 1, F_GETFD), EBADF);
    bool landlock = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
    struct rlimit core;
    getrlimit(RLIMIT_CORE, &core);
    int file = open(SOURCE_DIR "/LICENSE", O_RDONLY);
    bool can_read = file >= 0 && read(file, &byte, 1) == 1;
    const bool broken[] = {
        !can_read,
        !forbidden(socket(AF_INET, SOCK_STREAM, 0), EACCES),
        landlock && can_create("written"),
        *writable && !can_create("writable/written"),
        !forbidden(execl("/bin/true", "true", NULL), EACCES),
        core.rlim_cur != 0,
        !closed,
        fcntl(last, F_GETFD) < 0,
    };
    int status = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(broken); i++)
        status |= broken[i] << i;
    return status;
}

START_TEST(the_sandbox_leaves_reading)
{
    g_autofree char *writable = g_build_filename(folder, "writable", NULL);
    int last = dup(STDERR_FILENO), other = dup(STDERR_FILENO), status;
    ck_assert_int_eq(other, last + 1);
    ck_assert_int_eq(g_mkdir(writable, 0700), 0);
    pid_t child = fork();
    if (child == 0)
        _exit(try_everything(last, _i ? writable : ""));
    waitpid(child, &status, 0);
    close(last);
    close(other);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("extract");
    TCase *tests = tcase_create("extract");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, request_size);
    tcase_add_test(tests, one_worker_takes_all_units);
    tcase_add_test(tests, workers_share_the_units);
    tcase_add_test(tests, a_worn_worker_is_replaced);
    tcase_add_test(tests, an_unreadable_file);
    tcase_add_test(tests, the_caller_works_meanwhile);
    tcase_add_loop_test(tests, each_failure_costs_its_unit, 0, (int)G_N_ELEMENTS(failing));
    tcase_add_test(tests, the_others_go_on);
    tcase_add_test(tests, no_worker_can_be_started);
    tcase_add_test(tests, a_request_that_is_not_read);
    tcase_add_test(tests, a_preamble_comes_first);
    tcase_add_loop_test(
        tests, without_its_preamble_a_unit_is_parsed_as_a_whole, 0, (int)G_N_ELEMENTS(without));
    tcase_add_test(tests, frames_come_back);
    tcase_add_test(tests, broken_frames);
    tcase_add_loop_test(tests, the_sandbox_leaves_reading, 0, 2);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
