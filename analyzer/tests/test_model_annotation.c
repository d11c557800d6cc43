#include "base/error.h"
#include "model/annotation.h"
#include "suite.h"

#include <check.h>
#include <string.h>

static struct annotations *annotations;

static void set_up(void)
{
    annotations = annotations_new();
}

static void tear_down(void)
{
    annotations_free(annotations);
}

static const struct model_function *said(const char *text)
{
    g_autoptr(GError) error = NULL;
    ck_assert_msg(annotations_add(annotations, "put", text, &error), "%s", error ? error->message : "");
    const struct model_function *function = annotations_find(annotations, "put", text);
    ck_assert_ptr_nonnull(function);
    return function;
}

START_TEST(positions)
{
    const struct model_function *send = said("send(0, at 1)");
    ck_assert_int_eq(send->role, MODEL_SEND);
    ck_assert_str_eq(send->name, "put");
    ck_assert_str_eq(send->model->library, "annotations");
    ck_assert_int_eq(send->channel, 0);
    ck_assert_int_eq(send->channel_way, MODEL_ITSELF);
    ck_assert_int_eq(send->value, 1);
    ck_assert_int_eq(send->value_way, MODEL_POINTEE);
    ck_assert_int_eq(send->mode, MODEL_FOREVER);
    ck_assert_int_eq(said("receive(1)")->channel, 1);
    ck_assert_int_eq(said("create(result)")->channel, MODEL_RESULT);
    const struct model_function *spawn = said("spawn(2, 3)");
    ck_assert_int_eq(spawn->body, 2);
    ck_assert_int_eq(spawn->argument, 3);
    const struct model_function *wait = said("wait(0, 1)");
    ck_assert_int_eq(wait->condition, 0);
    ck_assert_int_eq(wait->lock, 1);
    ck_assert_int_eq(said("cancel(0)")->handle, 0);
    ck_assert_int_eq(said("unlock(4)")->lock, 4);
    ck_assert_int_eq(said("free(1)")->value, 1);
    ck_assert_int_eq(said("exit")->role, MODEL_EXIT);
    ck_assert_int_eq(said(" exit-process ( ) ")->role, MODEL_EXIT_PROCESS);
}
END_TEST

START_TEST(keys)
{
    const struct model_function *send = said("send(0, mode: nonblocking, fails: negative)");
    ck_assert_int_eq(send->mode, MODEL_NONBLOCKING);
    ck_assert_int_eq(send->fails, MODEL_FAILS_NEGATIVE);
    const struct model_function *timed =
        said("send(0,1,timeout:  {argument: 2, forever: [-1], nonblocking: [0, 1]})");
    ck_assert_int_eq(timed->value, 1);
    ck_assert_int_eq(timed->timeout_argument, 2);
    ck_assert_int_eq(model_mode_of(timed, -1), MODEL_FOREVER);
    ck_assert_int_eq(model_mode_of(timed, 1), MODEL_NONBLOCKING);
    ck_assert_int_eq(model_mode_of(timed, 7), MODEL_TIMEOUT);
    ck_assert_uint_eq(
        said("close(0, wakes: [senders, receivers])")->wakes, MODEL_WAKES_SENDERS | MODEL_WAKES_RECEIVERS);
    ck_assert_int_eq(said("create(result, capacity: 8)")->capacity, 8);
    ck_assert_int_eq(said("send(channel: 2)")->channel, 2);
}
END_TEST

START_TEST(each_function_has_its_own)
{
    ck_assert(annotations_add(annotations, "put", "send(0)", NULL));
    ck_assert(annotations_add(annotations, "ns::put(int)", "send(1)", NULL));
    ck_assert(annotations_add(annotations, "put", "send(0)", NULL));
    ck_assert_int_eq(annotations_find(annotations, "put", "send(0)")->channel, 0);
    ck_assert_int_eq(annotations_find(annotations, "ns::put(int)", "send(1)")->channel, 1);
    ck_assert_str_eq(annotations_find(annotations, "ns::put(int)", "send(1)")->name, "ns::put(int)");
    ck_assert_ptr_null(annotations_find(annotations, "put", "send(1)"));
}
END_TEST

static const struct {
    const char *text, *message;
} refused[] = {
    {"", "write it like `send(0)`"},
    {"(0)", "write it like `send(0)`"},
    {"send(0", "write it like `send(0)`"},
    {"send(0) twice", "write it like `send(0)`"},
    {"send(0)\n", "write it like `send(0)`"},
    {"Send(0)", "write it like `send(0)`"},
    {"sendd(0)", "key 'does': there is no 'sendd': use one of spawn, "},
    {"send", "`put`: key 'channel' is missing: 'send' needs it"},
    {"send()", "`put`: key 'channel' is missing: 'send' needs it"},
    {"send(first)", "`put`: key 'channel': 'first' is no argument"},
    {"send(0, 1, 2)", "'2' is too much for 'send'"},
    {"exit(0)", "'0' is too much for 'exit'"},
    {"send(0, body: 1)", "`put`: key 'body' says nothing about 'send'"},
    {"send(0, mode: soon)", "key 'mode': there is no 'soon': use one of forever"},
    {"send(0, what: 1)", "there is no key 'what' here"},
    {"send(0, channel: 1)", "key 'channel' is given twice"},
    {"send(0, when: {argument: 1, is: [0]})", "`put`: key 'when'"},
    {"send(0, name: other)", "key 'name' is given twice"},
    {"send(0, names: [other])", "write either `name` or `names`"},
    {"send(0}, {name: pthread_create, does: exit)", ""},
    {"send(0}]})", ""},
    {"send(&a 0, value: *a)", ""},
    {"send(0, value: \"\\", ""},
};

START_TEST(malformed)
{
    g_autoptr(GError) error = NULL;
    ck_assert_msg(
        !annotations_add(annotations, "put", refused[_i].text, &error), "accepted: %s", refused[_i].text);
    ck_assert(g_error_matches(error, CHANLINT_ERROR, ERROR_INPUT));
    ck_assert_msg(strstr(error->message, refused[_i].message) != NULL, "no %s in: %s", refused[_i].message,
        error->message);
    ck_assert_msg(*error->message && *error->message != ':', "a place in: %s", error->message);
    ck_assert_ptr_null(annotations_find(annotations, "put", refused[_i].text));
    ck_assert(!annotations_add(annotations, "put", refused[_i].text, NULL));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("annotation");
    TCase *tests = tcase_create("annotation");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, positions);
    tcase_add_test(tests, keys);
    tcase_add_test(tests, each_function_has_its_own);
    tcase_add_loop_test(tests, malformed, 0, (int)G_N_ELEMENTS(refused));
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
