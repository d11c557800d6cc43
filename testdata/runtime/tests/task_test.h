/* Tests whose body is a task. */
#ifndef TEND_TASK_TEST_H
#define TEND_TASK_TEST_H

#include "suite.h"
#include "tend.h"
#include <errno.h>

/* Defines the test `name`, whose body follows. It passes only if all its tasks end. */
#define TASK_TEST(name)                                                                                      \
    static void name##_body(void *unused);                                                                   \
    START_TEST(name)                                                                                         \
    {                                                                                                        \
        ck_assert_uint_eq(tend_run(name##_body, NULL), 0);                                                   \
    }                                                                                                        \
    END_TEST                                                                                                 \
    static void name##_body(void *unused __attribute__((unused)))

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
