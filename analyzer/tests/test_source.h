/* What the tests of source/ share: a tree of their own to write and to discover. */
#ifndef CHANLINT_TEST_SOURCE_H
#define CHANLINT_TEST_SOURCE_H

#include "base/error.h"
#include "folder.h"
#include "source/source.h"
#include "suite.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The tree is the folder `tree` of `folder`, so that there is something outside of it. */
static char *folder, *tree_folder;
static struct source_tree *tree;

static void set_up(void)
{
    folder = folder_make();
    tree_folder = g_build_filename(folder, "tree", NULL);
    tree = NULL;
    ck_assert_int_eq(g_mkdir(tree_folder, 0700), 0);
}

static void tear_down(void)
{
    source_free(tree);
    ck_assert_int_eq(chdir("/"), 0);
    folder_remove(folder);
    g_free(tree_folder);
}

/* PATH in the tree; `../x` is beside it. The caller frees it. */
static inline char *at(const char *path)
{
    return g_build_filename(tree_folder, path, NULL);
}

static inline void make_folder(const char *path)
{
    g_autofree char *absolute = at(path);
    ck_assert_int_eq(g_mkdir_with_parents(absolute, 0700), 0);
}

static inline void write_bytes(const char *path, const char *text, size_t size)
{
    g_autofree char *parent = g_path_get_dirname(path);
    g_autofree char *absolute = at(path);
    make_folder(parent);
    ck_assert(g_file_set_contents(absolute, text, (gssize)size, NULL));
}

static inline void write_file(const char *path, const char *text)
{
    write_bytes(path, text, strlen(text));
}

static inline struct source_options whole_tree(void)
{
    static const char *paths[2];
    paths[0] = tree_folder;
    return (struct source_options){.paths = paths};
}

static inline void discover_with(const struct source_options *options)
{
    g_autoptr(GError) error = NULL;
    source_free(tree);
    tree = source_discover(options, &error);
    ck_assert_msg(tree != NULL, "%s", error ? error->message : "");
}

static inline void discover(void)
{
    const struct source_options options = whole_tree();
    discover_with(&options);
}

/* The message names what is wrong, in one line. */
static inline void refuses_with(const struct source_options *options, int code, const char *text)
{
    g_autoptr(GError) error = NULL;
    struct source_tree *made = source_discover(options, &error);
    bool is_refused = made == NULL;
    source_free(made);
    ck_assert(is_refused);
    ck_assert_msg(g_error_matches(error, CHANLINT_ERROR, code), "%s", error->message);
    ck_assert_msg(strstr(error->message, text) != NULL, "%s: no '%s'", error->message, text);
    ck_assert_ptr_null(strchr(error->message, '\n'));
}

static inline void refuses(const char *text)
{
    const struct source_options options = whole_tree();
    refuses_with(&options, ERROR_INPUT, text);
}

/* The units' paths, `a.c b.c`. */
static inline char *paths_of(const struct source_tree *found)
{
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < found->n_units; i++)
        g_string_append_printf(out, i ? " %s" : "%s", found->units[i].path);
    return g_string_free(out, FALSE);
}

static inline void has_units(const char *expected)
{
    g_autofree char *got = paths_of(tree);
    ck_assert_str_eq(got, expected);
}

static inline const struct source_unit *unit_of(const char *path)
{
    for (unsigned i = 0; i < tree->n_units; i++)
        if (g_str_equal(tree->units[i].path, path))
            return &tree->units[i];
    ck_abort_msg("%s is no unit", path);
    return NULL;
}

/* A unit's flags, `-I. -DX`. */
static inline void has_flags(const char *path, const char *expected)
{
    g_autofree char *got = g_strjoinv(" ", (char **)unit_of(path)->flags);
    ck_assert_str_eq(got, expected);
}

#endif
