#include "base/error.h"
#include "folder.h"
#include "model/model.h"
#include "suite.h"

#include <check.h>
#include <string.h>

#define MODELS SOURCE_DIR "/rules/models"

static struct model_set *set;
static char *folder;

static void set_up(void)
{
    folder = folder_make();
    set = NULL;
}

static void tear_down(void)
{
    folder_remove(folder);
    model_free(set);
}

static void write_model(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

static void load(const char *directory, char *const *files)
{
    g_autoptr(GError) error = NULL;
    set = model_load(directory, files, NULL, &error);
    ck_assert_msg(set != NULL, "%s", error ? error->message : "");
}

static const struct model_function *find(const char *name, const char *header)
{
    const struct model_function *function = model_find(set, name, header);
    ck_assert_msg(function != NULL, "%s is not found", name);
    return function;
}

/* ---- the models that are installed ---- */

START_TEST(cxx)
{
    load(MODELS, NULL);
    const struct model_function *spawn = find("std::thread::thread", "/usr/include/c++/12/bits/std_thread.h");
    ck_assert_int_eq(spawn->role, MODEL_SPAWN);
    ck_assert_int_eq(spawn->body, 1);
    ck_assert_int_eq(spawn->argument, 2);
    ck_assert(spawn->spreads);
    ck_assert_int_eq(
        find("std::condition_variable::wait", "/usr/include/c++/12/condition_variable")->role, MODEL_WAIT);
}
END_TEST

START_TEST(pthread)
{
    load(MODELS, NULL);
    const struct model_function *spawn = find("pthread_create", "/usr/include/pthread.h");
    ck_assert_int_eq(spawn->role, MODEL_SPAWN);
    ck_assert_int_eq(spawn->body, 2);
    ck_assert_int_eq(spawn->argument, 3);
    ck_assert(!spawn->spreads);
    ck_assert_int_eq(spawn->handle, 0);
    ck_assert_int_eq(spawn->handle_way, MODEL_POINTEE);
    ck_assert_int_eq(spawn->channel, MODEL_NONE);
    ck_assert_int_eq(spawn->group, MODEL_NONE);
    ck_assert_str_eq(spawn->model->task, "thread");
    ck_assert(spawn->model->terminates);
    const struct model_function *wait = find("pthread_cond_clockwait", NULL);
    ck_assert_int_eq(wait->role, MODEL_WAIT);
    ck_assert_int_eq(wait->condition, 0);
    ck_assert_int_eq(wait->lock, 1);
    ck_assert_int_eq(wait->mode, MODEL_TIMEOUT);
    ck_assert_int_eq(find("sem_wait", "/usr/include/semaphore.h")->role, MODEL_ACQUIRE);
    ck_assert_int_eq(find("exit", "/usr/include/stdlib.h")->role, MODEL_EXIT_PROCESS);
}
END_TEST

START_TEST(plan9)
{
    load(MODELS, NULL);
    const struct model_function *select = find("chanalt", "src/include/thread.h");
    ck_assert_int_eq(select->role, MODEL_SELECT);
    ck_assert_int_eq(select->clauses.array, 0);
    ck_assert_int_eq(select->clauses.count, MODEL_NONE);
    ck_assert_int_eq(select->clauses.receives, MODEL_NONE);
    ck_assert_str_eq(select->clauses.record, "Alt");
    ck_assert_str_eq(select->clauses.channel, "c");
    ck_assert_str_eq(select->clauses.operation, "op");
    ck_assert_str_eq(select->clauses.value, "v");
    ck_assert_int_eq(select->clauses.send, 1);
    ck_assert_int_eq(select->clauses.receive, 2);
    ck_assert_uint_eq(select->clauses.end.n, 1);
    ck_assert_int_eq(select->clauses.end.values[0], 0);
    ck_assert_int_eq(select->clauses.nonblocking.values[0], 4);
    ck_assert_int_eq(select->clauses.ignored.values[0], 3);
    const struct model_function *create = find("chancreate", "thread.h");
    ck_assert_int_eq(create->channel, MODEL_RESULT);
    ck_assert_int_eq(create->capacity_argument, 1);
    ck_assert_int_eq(create->capacity, MODEL_UNKNOWN);
    ck_assert_int_eq(find("chansend", NULL)->value_way, MODEL_POINTEE);
    ck_assert_int_eq(find("chansendp", NULL)->value_way, MODEL_ITSELF);
    ck_assert_int_eq(find("channbsend", NULL)->mode, MODEL_NONBLOCKING);
}
END_TEST

START_TEST(libdill)
{
    load(MODELS, NULL);
    const struct model_function *send = find("dill_chsend", "/usr/include/libdill.h");
    ck_assert_int_eq(send->timeout_argument, 3);
    ck_assert_uint_eq(send->forever.n, 1);
    ck_assert_int_eq(send->forever.values[0], -1);
    ck_assert_int_eq(send->nonblocking.values[0], 0);
    ck_assert_int_eq(send->fails, MODEL_FAILS_NEGATIVE);
    const struct model_function *create = find("dill_chmake", NULL);
    ck_assert_int_eq(create->channel, 0);
    ck_assert_int_eq(create->channel_way, MODEL_ELEMENTS);
    ck_assert_int_eq(create->capacity, 0);
    const struct model_function *spawn = find("dill_prologue", NULL);
    ck_assert_int_eq(spawn->role, MODEL_SPAWN_BEGIN);
    ck_assert_int_eq(spawn->handle, MODEL_RESULT);
    ck_assert_int_eq(spawn->group, 3);
    ck_assert_uint_eq(find("dill_chdone", NULL)->wakes, MODEL_WAKES_RECEIVERS | MODEL_WAKES_OWN_SENDERS);
    ck_assert(!spawn->model->terminates);
    ck_assert_ptr_nonnull(strstr(spawn->model->fixes.send, "hclose"));
    ck_assert_ptr_nonnull(strstr(spawn->model->fixes.receive, "chdone"));
    ck_assert_ptr_null(spawn->model->fixes.wait);
    ck_assert(g_str_has_prefix(send->covered, "{\n    struct chclause either[] = {\n"));
    ck_assert_str_eq(find("dill_choose", NULL)->clauses.value, "val");
}
END_TEST

START_TEST(libmill_and_chan)
{
    load(MODELS, NULL);
    const struct model_function *receive = find("mill_chr_", NULL);
    ck_assert_int_eq(receive->value, MODEL_RESULT);
    ck_assert_int_eq(receive->value_way, MODEL_POINTEE);
    const struct model_function *timeout = find("mill_choose_deadline_", NULL);
    ck_assert_int_eq(timeout->role, MODEL_SELECT_TIMEOUT);
    ck_assert_int_eq(timeout->fires, -1);
    ck_assert_int_eq(timeout->timeout_argument, 0);
    ck_assert_int_eq(find("mill_choose_out_", NULL)->index, 4);
    const struct model_function *select = find("chan_select", NULL);
    ck_assert_int_eq(select->clauses.array, MODEL_NONE);
    ck_assert_int_eq(select->clauses.receives, 0);
    ck_assert_int_eq(select->clauses.sends, 3);
    ck_assert_int_eq(select->mode, MODEL_NONBLOCKING);
    ck_assert_uint_eq(
        find("chan_close", NULL)->wakes, MODEL_WAKES_RECEIVERS | MODEL_WAKES_UNBUFFERED_SENDERS);
}
END_TEST

START_TEST(prefilter_words)
{
    load(MODELS, NULL);
    const char *const *words = model_words(set);
    ck_assert(g_strv_contains(words, "pthread_cond_wait"));
    ck_assert(g_strv_contains(words, "chancreate"));
    ck_assert(g_strv_contains(words, "send"));
    ck_assert(g_strv_contains(words, "go"));
    ck_assert(!g_strv_contains(words, "exit"));
    ck_assert(!g_strv_contains(words, "pthread_exit"));
    ck_assert(model_word_spawns(set, "go"));
    ck_assert(model_word_spawns(set, "thrd_create"));
    ck_assert(!model_word_spawns(set, "send"));
    ck_assert(!model_word_spawns(set, "nonsense"));
    unsigned n;
    const struct model *const *models = model_list(set, &n);
    for (unsigned i = 1; i < n; i++)
        ck_assert_str_lt(models[i - 1]->library, models[i]->library);
}
END_TEST

/* ---- what a call does that is told by an argument ---- */

static enum model_role role_of(const char *name, int64_t argument)
{
    const int64_t arguments[] = {MODEL_UNKNOWN, argument};
    return model_find_call(set, name, NULL, arguments, G_N_ELEMENTS(arguments))->role;
}

START_TEST(an_argument_decides)
{
    load(MODELS, NULL);
    ck_assert_int_eq(role_of("xQueueGenericSend", 0), MODEL_RELEASE);
    ck_assert_int_eq(role_of("xQueueGenericSend", 1), MODEL_SEND);
    ck_assert_int_eq(role_of("xQueueGenericSend", MODEL_UNKNOWN), MODEL_SEND);
    ck_assert_int_eq(model_find_call(set, "xQueueGenericSend", NULL, NULL, 0)->role, MODEL_SEND);
    ck_assert_int_eq(find("xQueueGenericSend", "queue.h")->role, MODEL_SEND);
    ck_assert_ptr_null(model_find_call(set, "xQueueGenericSend", "other.h", (int64_t[]){0, 0}, 2));
}
END_TEST

/* ---- which library a name belongs to ---- */

#define CHANNELS(library, headers)                                                                           \
    "library: " library "\n" headers "functions:\n  - {name: put, does: send, channel: 0}\n"

static const char *library_of(const char *header)
{
    const struct model_function *function = model_find(set, "put", header);
    return function ? function->model->library : NULL;
}

START_TEST(headers_decide)
{
    write_model("a.yaml", CHANNELS("apples", "headers: [queue.h, apples/put.h]\n"));
    write_model("b.yaml", CHANNELS("bananas", "headers: [put.h]\n"));
    load(folder, NULL);
    ck_assert_str_eq(library_of("/usr/include/queue.h"), "apples");
    ck_assert_str_eq(library_of("queue.h"), "apples");
    ck_assert_str_eq(library_of("deps/apples/put.h"), "apples");
    ck_assert_str_eq(library_of("deps/put.h"), "bananas");
    ck_assert_ptr_null(library_of("myqueue.h"));
    ck_assert_ptr_null(library_of("queue.hpp"));
    ck_assert_ptr_null(library_of(""));
    ck_assert_ptr_nonnull(library_of(NULL));
    ck_assert_ptr_null(model_find(set, "take", NULL));
}
END_TEST

START_TEST(a_model_without_headers_comes_last)
{
    write_model("a.yaml", CHANNELS("apples", ""));
    write_model("b.yaml", CHANNELS("bananas", "headers: [put.h]\n"));
    load(folder, NULL);
    ck_assert_str_eq(library_of("put.h"), "bananas");
    ck_assert_str_eq(library_of("other.h"), "apples");
}
END_TEST

START_TEST(a_common_word_needs_its_header)
{
    write_model("a.yaml", CHANNELS("apples", "headers: [put.h]\nmacros: [put]\n"));
    load(folder, NULL);
    ck_assert_str_eq(library_of("put.h"), "apples");
    ck_assert_ptr_null(library_of("other.h"));
    ck_assert_ptr_null(library_of(NULL));
}
END_TEST

START_TEST(files_come_before_the_folder)
{
    write_model("a.yaml", CHANNELS("apples", "headers: [put.h]\n"));
    write_model("mine.yml", CHANNELS("mine", "headers: [put.h]\n"));
    load(folder, NULL);
    ck_assert_str_eq(library_of("put.h"), "apples");
    uint64_t without = model_hash(set);
    model_free(set);
    g_autofree char *mine = g_build_filename(folder, "mine.yml", NULL);
    load(folder, (char *[]){mine, NULL});
    ck_assert_str_eq(library_of("put.h"), "mine");
    ck_assert_uint_ne(model_hash(set), without);
}
END_TEST

START_TEST(equal_files_have_equal_hashes)
{
    write_model("a.yaml", CHANNELS("apples", ""));
    load(folder, NULL);
    uint64_t before = model_hash(set);
    model_free(set);
    load(folder, NULL);
    ck_assert_uint_eq(model_hash(set), before);
}
END_TEST

/* ---- what is refused, and how that is said ---- */

#define START "library: x\nfunctions:\n  - name: put\n"

static const struct {
    const char *text, *line, *message;
} refused[] = {
    {"", "", " is empty"},
    {"library: [", ":1:10", "key 'library' must be a text"},
    {"library: x\n", ":1", "key 'functions' is missing"},
    {"library: x\nfunctions: []\n", ":2:12", "key 'functions'"},
    {"a: {", ":1:1", "there is no key 'a'"},
    {"\xff\xfe\x01", ":1", ""},
    {"library: x\nlibrary: y\n", ":", ""},
    {"library: x\nfunctions: &a\n  - *a\n", ":", ""},
    {START "    does: send\n    chanel: 0\n", ":5:5", "there is no key 'chanel'"},
    {START "    does: sending\n", ":4:11", "key 'does': there is no 'sending': use one of spawn, "},
    {START "    does: send\n    channel: 0\n    mode: soon\n", ":6:11",
        "use one of forever, timeout, nonblocking"},
    {START "    does: close\n    channel: 0\n    wakes: [all]\n", ":6:12",
        "there is no 'all': use one of receivers"},
    {START "    does: \"send\\n\"\n", ":4", "key 'does': there is no 'send"},
    {START "    does: send\n    channel: \"a\\nb\"\n", ":5:5", "'a b' is no argument"},
    {START "    does: send\n    channel: [0]\n", ":5:14", "key 'channel' must be a text"},
    {START "    does: send\n    mode: timeout\n", ":3:11",
        "`put`: key 'channel' is missing: 'send' needs it"},
    {START "    does: send\n    channel: 0\n    body: 1\n", ":6:5", "key 'body' says nothing about 'send'"},
    {START "    does: send\n    channel: first\n", ":5:5", "key 'channel': 'first' is no argument"},
    {START "    does: send\n    channel: -1\n", ":5:5", "'-1' is no argument"},
    {START "    does: spawn\n    body: result\n", ":5:5", "key 'body': 'result' is no argument"},
    {START "    does: create\n    channel: at\n", ":5:5", "'at' is no argument"},
    {START "    when: {argument: 0, is: [0]}\n    does: send\n    channel: 0\n", ":4",
        "say what it does otherwise"},
    {START "    when: {argument: x, is: [0]}\n    does: send\n    channel: 0\n", ":4", "'x' is no argument"},
    {"library: x\nfunctions:\n  - record: put\n    name: take\n    does: exit\n", ":4",
        "write either `name` or"},
    {START "    fields: [a]\n    does: exit\n", ":4", "key 'fields' belongs to a `record`"},
    {START "    when: {argument: 0}\n    does: send\n    channel: 0\n", ":4", "key 'is' is missing"},
    {START "    does: create\n    channel: 0\n    capacity: many\n", ":6:15", "key 'capacity'"},
    {START "    does: create\n    channel: 0\n    capacity: 1\n    capacity_argument: 1\n", ":6:5",
        "contradicts"},
    {START "    does: spawn\n    body: 0\n    argument: 1\n    arguments: 1\n", ":6:5", "contradicts"},
    {START "    does: send\n    channel: 0\n    mode: timeout\n    timeout: {argument: 1}\n", ":6:5",
        "contradicts"},
    {START "    does: lock\n    lock: 0\n    shared: maybe\n", ":6:13",
        "there is no 'maybe': use one of true, false"},
    {"library: x\nterminates: maybe\nfunctions: []\n", ":2:13", "key 'terminates': there is no 'maybe'"},
    {START "    does: signal\n    condition: 0\n    waker: wake\n", ":6:5", "says nothing about 'signal'"},
    {START "    does: receive\n    channel: 0\n    covered: f($0);\n", ":6:5",
        "says nothing about 'receive'"},
    {START "    does: send\n    channel: 0\n    covered: f($0, $stp);\n", ":6:5",
        "key 'covered': a `$` stands there before nothing that is known"},
    {START "    does: send\n    channel: 0\n    covered: costs 5$\n", ":6:5", "before nothing that is known"},
    {START "    does: limit\n    mode: timeout\n", ":3:11", "key 'channel' is missing: 'limit' needs it"},
    {START "    does: spawn\n    body: 0\n    packed: true\n", ":6:5", "key 'packed' needs 'arguments'"},
    {START "    does: spawn\n    body: 0\n    parameter: -1\n", ":6:5", "no number of a parameter"},
    {START "    does: select\n    clauses: {array: 0}\n", ":5:5", "`array` needs"},
    {START "    does: select\n    clauses: {channel: c}\n", ":5:5", "write either `array` or"},
    {START "    does: select\n    clauses: {array: 0, record: R, channel: c, operation: o, send: 1}\n",
        ":5:5", "where the array ends"},
    {START "    does: exit\n  - name: take\n    does: exit\n  - name: put\n    does: exit\n", ":3:5",
        "`put`: key 'name' is there twice"},
    {"library: x\nfixes: {sends: no}\nfunctions:\n  - {name: put, does: exit}\n", ":2:9",
        "there is no key 'sends'"},
    {START "    names: [put]\n    does: exit\n", ":3:5", "write either `name` or `names`"},
    {"library: x\nfunctions:\n  - does: exit\n", ":", "write either `name` or `names`"},
    {"library: x # put\nfunctions:\n# put\n  - {name: puts, does: exit}\n  - {name: put, does: send}\n",
        ":5:12", "`put`"},
};

START_TEST(malformed)
{
    g_autoptr(GError) error = NULL;
    write_model("bad.yaml", refused[_i].text);
    set = model_load(folder, NULL, NULL, &error);
    ck_assert_msg(set == NULL, "accepted: %s", refused[_i].text);
    ck_assert(g_error_matches(error, CHANLINT_ERROR, ERROR_INPUT));
    g_autofree char *place = g_strdup_printf("bad.yaml%s", refused[_i].line);
    ck_assert_msg(strstr(error->message, place) != NULL, "no %s in: %s", place, error->message);
    ck_assert_msg(strstr(error->message, refused[_i].message) != NULL, "no %s in: %s", refused[_i].message,
        error->message);
    ck_assert_ptr_null(strchr(error->message, '\n'));
}
END_TEST

START_TEST(missing)
{
    g_autoptr(GError) no_folder = NULL;
    ck_assert_ptr_null(model_load("/nonexistent/models", NULL, NULL, &no_folder));
    ck_assert_ptr_nonnull(strstr(no_folder->message, "/nonexistent/models"));
    g_autoptr(GError) no_file = NULL;
    ck_assert_ptr_null(model_load(MODELS, (char *[]){"missing.yaml", NULL}, NULL, &no_file));
    ck_assert_ptr_nonnull(strstr(no_file->message, "missing.yaml"));
}
END_TEST

START_TEST(one_library_twice)
{
    g_autoptr(GError) error = NULL;
    write_model("a.yaml", CHANNELS("apples", ""));
    write_model("b.yaml", CHANNELS("apples", ""));
    set = model_load(folder, NULL, NULL, &error);
    ck_assert_ptr_null(set);
    ck_assert_ptr_nonnull(strstr(error->message, "b.yaml:1:1: library 'apples' is in "));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *tests = tcase_create("model");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, pthread);
    tcase_add_test(tests, cxx);
    tcase_add_test(tests, plan9);
    tcase_add_test(tests, libdill);
    tcase_add_test(tests, libmill_and_chan);
    tcase_add_test(tests, prefilter_words);
    tcase_add_test(tests, an_argument_decides);
    tcase_add_test(tests, headers_decide);
    tcase_add_test(tests, a_model_without_headers_comes_last);
    tcase_add_test(tests, a_common_word_needs_its_header);
    tcase_add_test(tests, files_come_before_the_folder);
    tcase_add_test(tests, equal_files_have_equal_hashes);
    tcase_add_loop_test(tests, malformed, 0, (int)G_N_ELEMENTS(refused));
    tcase_add_test(tests, missing);
    tcase_add_test(tests, one_library_twice);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
