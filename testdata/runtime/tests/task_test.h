/* Tests whose body is a task. */
#ifndef TEND_TASK_TEST_H
#define TEND_TASK_TEST_H

#include "tend.h"
#include <check.h>
#include <errno.h>
#include <stdlib.h>

/* Defines the test `name`, whose body follows. It passes only if all its tasks end. */
#define TASK_TEST(name)                                                                                      \
    static void name##_body(void *unused);                                                                   \
    START_TEST(name)                                                                                         \
    {                                                                                                        \
        ck_assert_uint_eq(tend_run(name##_body, NULL), 0);                                                   \
    }                                                                                                        \
    END_TEST                                                                                                 \
    static void name##_body(void *unused __attribute__((unused)))

/* Runs and frees the suite. Returns the program's exit status. */
static inline int suite_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Runs the tests, a list that ends with NULL. */
static inline int tests_run(const char *name, const TTest **tests)
{
    Suite *suite = suite_create(name);
    TCase *all = tcase_create(name);
    for (; *tests; tests++)
        tcase_add_test(all, *tests);
    suite_add_tcase(suite, all);
    return suite_run(suite);
}

#endif
