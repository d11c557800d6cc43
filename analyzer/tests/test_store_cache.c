/* The cache of units: a hit while the unit and all that it included are as they were, else a miss. */
#include "sample.h"

#include <string.h>

static char *root, *system_folder;
static struct store *store;
static const char *const flags[] = {NULL};
static const struct source_unit unit = {.path = "a.c", .flags = flags, .flags_hash = 0xfedcba9876543210};

static struct store_cache *open_cache(const char *folder, const char *version)
{
    struct store_cache *cache = store_cache_new(store, folder, version, NULL);
    ck_assert_ptr_nonnull(cache);
    return cache;
}

static void put(struct store_cache *cache)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *inner = g_build_filename(root, "a.h", NULL);
    g_autofree char *outer = g_build_filename(system_folder, "stdio.h", NULL);
    const char *const includes[] = {inner, outer, NULL};
    const struct extract_result result = {.unit = &unit,
        .status = EXTRACT_OK,
        .n_errors = 2,
        .first_error = "a.c:1:2: no",
        .ir = "unit\0\"a.c\"",
        .ir_length = 10,
        .includes = includes};
    ck_assert_msg(store_cache_put(cache, &result, &error), "%s", error ? error->message : "");
}

static void setup(void)
{
    root = folder_make();
    system_folder = folder_make();
    store = store_open(":memory:", NULL);
    sample_write(root, "a.c", "int a;\n");
    sample_write(root, "a.h", "int h;\n");
    sample_write(system_folder, "stdio.h", "int s;\n");
    g_usleep(20 * 1000); /* a file's time is that of the last tick */
    struct store_cache *cache = open_cache(root, "1");
    put(cache);
    store_cache_free(cache);
}

static void teardown(void)
{
    store_close(store);
    folder_remove(root);
    folder_remove(system_folder);
}

static bool hit_in(const char *folder, const struct source_unit *asked, const char *version)
{
    struct extract_result result;
    struct store_cache *cache = open_cache(folder, version);
    bool hit = store_cache_find(cache, asked, &result);
    store_cache_free(cache);
    return hit;
}

static bool hit(void)
{
    return hit_in(root, &unit, "1");
}

START_TEST(nothing_changed_is_a_hit_with_all_that_was_put)
{
    struct extract_result result;
    struct store_cache *cache = open_cache(root, "1");
    ck_assert(store_cache_find(cache, &unit, &result));
    ck_assert_int_eq(result.status, EXTRACT_OK);
    ck_assert_uint_eq(result.n_errors, 2);
    ck_assert_str_eq(result.first_error, "a.c:1:2: no");
    ck_assert_uint_eq(result.ir_length, 10);
    ck_assert_mem_eq(result.ir, "unit\0\"a.c\"", 10);
    store_cache_free(cache);
}
END_TEST

START_TEST(a_changed_unit_is_a_miss)
{
    sample_write(root, "a.c", "int b;\n");
    ck_assert(!hit());
}
END_TEST

START_TEST(a_changed_include_is_a_miss_and_a_hit_when_changed_back)
{
    sample_write(root, "a.h", "int i;\n");
    ck_assert(!hit());
    sample_write(root, "a.h", "int h;\n");
    ck_assert(hit());
}
END_TEST

START_TEST(a_changed_include_outside_of_the_root_is_a_miss)
{
    sample_write(system_folder, "stdio.h", "int t;\n");
    ck_assert(!hit());
}
END_TEST

START_TEST(an_include_that_is_gone_is_a_miss)
{
    g_autofree char *path = g_build_filename(root, "a.h", NULL);
    remove(path);
    ck_assert(!hit());
}
END_TEST

START_TEST(other_flags_or_another_version_are_a_miss)
{
    struct source_unit other = unit;
    other.flags_hash++;
    ck_assert(!hit_in(root, &other, "1"));
    ck_assert(!hit_in(root, &unit, "2"));
}
END_TEST

START_TEST(contents_that_swap_are_a_miss)
{
    sample_write(root, "a.c", "int h;\n");
    sample_write(root, "a.h", "int a;\n");
    ck_assert(!hit());
}
END_TEST

START_TEST(another_checkout_of_the_same_tree_is_a_hit)
{
    char *other = folder_make();
    sample_write(other, "a.c", "int a;\n");
    sample_write(other, "a.h", "int h;\n");
    ck_assert(hit_in(other, &unit, "1"));
    sample_write(other, "a.h", "int other;\n");
    ck_assert(!hit_in(other, &unit, "1"));
    folder_remove(other);
}
END_TEST

START_TEST(what_changed_while_the_worker_ran_is_not_kept)
{
    struct store_cache *cache = open_cache(root, "1");
    g_usleep(20 * 1000);
    sample_write(root, "a.h", "int new;\n");
    put(cache);
    store_cache_free(cache);
    ck_assert(!hit());
}
END_TEST

static void prune(struct source_unit *units, unsigned n)
{
    const struct source_tree tree = {.root = root, .units = units, .n_units = n};
    struct store_cache *cache = open_cache(root, "1");
    ck_assert(store_cache_prune(cache, &tree, NULL));
    store_cache_free(cache);
}

START_TEST(prune_drops_units_with_flags_they_no_longer_have)
{
    struct source_unit other = unit;
    prune(&other, 1);
    ck_assert(hit());
    other.flags_hash++;
    prune(&other, 1);
    ck_assert(!hit());
}
END_TEST

START_TEST(prune_keeps_what_this_run_did_not_look_at_until_it_is_gone)
{
    prune(NULL, 0);
    ck_assert(hit());
    g_autofree char *path = g_build_filename(root, "a.c", NULL);
    remove(path);
    prune(NULL, 0);
    g_autofree char *left = sample_query(store, "SELECT count(*) FROM unit_cache");
    ck_assert_str_eq(left, "0");
}
END_TEST

START_TEST(a_result_can_be_put_and_found_with_one_cache)
{
    struct extract_result result;
    struct store_cache *cache = open_cache(root, "1");
    ck_assert(store_cache_find(cache, &unit, &result));
    put(cache);
    put(cache);
    ck_assert(store_cache_find(cache, &unit, &result));
    store_cache_free(cache);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cache");
    TCase *cases = tcase_create("units");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, nothing_changed_is_a_hit_with_all_that_was_put);
    tcase_add_test(cases, a_changed_unit_is_a_miss);
    tcase_add_test(cases, a_changed_include_is_a_miss_and_a_hit_when_changed_back);
    tcase_add_test(cases, a_changed_include_outside_of_the_root_is_a_miss);
    tcase_add_test(cases, an_include_that_is_gone_is_a_miss);
    tcase_add_test(cases, other_flags_or_another_version_are_a_miss);
    tcase_add_test(cases, contents_that_swap_are_a_miss);
    tcase_add_test(cases, another_checkout_of_the_same_tree_is_a_hit);
    tcase_add_test(cases, what_changed_while_the_worker_ran_is_not_kept);
    tcase_add_test(cases, prune_drops_units_with_flags_they_no_longer_have);
    tcase_add_test(cases, prune_keeps_what_this_run_did_not_look_at_until_it_is_gone);
    tcase_add_test(cases, a_result_can_be_put_and_found_with_one_cache);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}
