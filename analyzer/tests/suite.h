/* How every test program ends. */
#ifndef CHANLINT_TEST_SUITE_H
#define CHANLINT_TEST_SUITE_H

#include <check.h>
#include <stdlib.h>

/* Runs and frees the suite. Returns the program's exit status. */
static inline int suite_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
