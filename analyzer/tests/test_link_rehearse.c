/* A link that is tried in a process of its own. What the tree defines is asked for in the midst of it, so
 * that is where it ends badly here. */
#include "link/rehearse.h"

#include "link_case.h"

#include <signal.h>
#include <unistd.h>

static unsigned defines_one(const char *name, const void *context)
{
    (void)name, (void)context;
    return 1;
}

static unsigned crashes(const char *name, const void *context)
{
    (void)name, (void)context;
    raise(SIGABRT);
    return 0;
}

static unsigned exits(const char *name, const void *context)
{
    (void)name, (void)context;
    _exit(7);
    return 0;
}

static unsigned never_answers(const char *name, const void *context)
{
    (void)name, (void)context;
    while (pause() != 0)
        ;
    return 0;
}

static bool rehearse(link_definers *definers, unsigned seconds, GError **error)
{
    struct ir_unit *units[] = {unit_of("one/main.c", "function main @1 \"int\"; b0: return 0\n"
                                                     "function run @2; b0: return\n"),
        unit_of("two/main.c", "function main @3 \"int\"; b0: call %1 fn:run () @11; return 0\n")};
    const struct link_input own = {.units = units, .n_units = 2, .models = models, .definers = definers};
    return link_rehearse(&own, seconds, error);
}

START_TEST(goes_well)
{
    g_autoptr(GError) error = NULL;
    ck_assert(rehearse(defines_one, 60, &error));
    ck_assert_ptr_null(error);
    ck_assert(rehearse(NULL, 0, &error));
    ck_assert_ptr_null(error);
}
END_TEST

static const struct {
    link_definers *definers;
    unsigned seconds;
    const char *says;
} ends[] = {
    {crashes, 60, "the link crashed (SIGABRT)"},
    {exits, 60, "the link ended without a result (exit status 7)"},
    {never_answers, 1, "the link took longer than 1 s"},
};

START_TEST(ends_badly)
{
    g_autoptr(GError) error = NULL;
    ck_assert(!rehearse(ends[_i].definers, ends[_i].seconds, &error));
    ck_assert_ptr_nonnull(error);
    ck_assert_str_eq(error->message, ends[_i].says);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("rehearse");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, goes_well);
    tcase_add_loop_test(tests, ends_badly, 0, G_N_ELEMENTS(ends));
    Suite *suite = suite_create("link_rehearse");
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
