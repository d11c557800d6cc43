/* A folder of a test's own, below /tmp itself: no parent may hold a .git. */
#ifndef CHANLINT_TEST_FOLDER_H
#define CHANLINT_TEST_FOLDER_H

#include <check.h>
#include <ftw.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

/* Its absolute path without symbolic links; folder_remove frees it. */
static inline char *folder_make(void)
{
    char resolved[4096];
    g_autofree char *made = g_dir_make_tmp("chanlint-XXXXXX", NULL);
    ck_assert_ptr_nonnull(made);
    ck_assert_ptr_nonnull(realpath(made, resolved));
    return g_strdup(resolved);
}

static inline int folder_remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

/* Removes PATH and all it holds, and frees it; links are removed, not followed. */
static inline void folder_remove(char *path)
{
    ck_assert_int_eq(nftw(path, folder_remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
    g_free(path);
}

#endif
