#include "cli/cli.h"

#include "base/error.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define DATABASE_FOLDER ".chanlint"
#define DATABASE_FILE "chanlint.db"

static char *beside_executable(const char *path)
{
    g_autofree char *executable = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = g_path_get_dirname(executable ? executable : ".");
    return g_canonicalize_filename(path, folder);
}

char *cli_rules(const char *given, GError **error)
{
    g_autofree char *rules =
        given ? g_canonicalize_filename(given, NULL) : beside_executable("../share/chanlint/rules");
    g_autofree char *checks = g_build_filename(rules, "checks", NULL);
    g_autofree char *models = g_build_filename(rules, "models", NULL);
    if (g_file_test(checks, G_FILE_TEST_IS_DIR) && g_file_test(models, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&rules);
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
        "%s is no rules folder, which holds checks/ and models/: give one with --rules",
        given ? given : rules);
    return NULL;
}

char *cli_worker(GError **error)
{
    static const char *const places[] = {"chanlint-worker", "../libexec/chanlint/chanlint-worker"};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *worker = beside_executable(places[i]);
        if (g_file_test(worker, G_FILE_TEST_IS_EXECUTABLE))
            return g_steal_pointer(&worker);
    }
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
        "chanlint-worker is neither beside chanlint nor in ../libexec/chanlint: install chanlint again");
    return NULL;
}

/* The tree is untrusted: its .chanlint must not lead our writes elsewhere. */
static bool make_folder(const char *folder, GError **error)
{
    struct stat status;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        g_set_error(error, CHANLINT_ERROR, ERROR_OUTPUT,
            "cannot make the folder %s (%s): give a database elsewhere with --db", folder, g_strerror(errno));
        return false;
    }
    if (lstat(folder, &status) == 0 && S_ISDIR(status.st_mode))
        return true;
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
        "%s is not a folder: remove it, or give a database elsewhere with --db", folder);
    return false;
}

char *cli_database(const char *root, GError **error)
{
    g_autofree char *folder = g_build_filename(root, DATABASE_FOLDER, NULL);
    g_autofree char *ignore = g_build_filename(folder, ".gitignore", NULL);
    g_autoptr(GError) reason = NULL;
    if (!make_folder(folder, error))
        return NULL;
    if (!g_file_test(ignore, G_FILE_TEST_EXISTS) && !g_file_set_contents(ignore, "*\n", -1, &reason)) {
        g_set_error(
            error, CHANLINT_ERROR, ERROR_OUTPUT, "%s: give a database elsewhere with --db", reason->message);
        return NULL;
    }
    return g_build_filename(folder, DATABASE_FILE, NULL);
}

char *cli_find_database(void)
{
    g_autofree char *folder = g_get_current_dir();
    for (;;) {
        g_autofree char *database = g_build_filename(folder, DATABASE_FOLDER, DATABASE_FILE, NULL);
        if (g_file_test(database, G_FILE_TEST_EXISTS))
            return g_steal_pointer(&database);
        if (g_str_equal(folder, "/"))
            return g_strdup(DATABASE_FOLDER "/" DATABASE_FILE);
        char *parent = g_path_get_dirname(folder);
        g_free(folder);
        folder = parent;
    }
}

struct store *cli_open(const char *given, GError **error)
{
    g_autofree char *path = given ? g_strdup(given) : cli_find_database();
    return store_open_existing(path, error);
}
