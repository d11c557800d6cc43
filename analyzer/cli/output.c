#include "cli/cli.h"

#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool refuse(const char *path, const char *reason, GError **error)
{
    g_set_error(error, CHANLINT_ERROR, ERROR_OUTPUT, "cannot write %s: %s", path, reason);
    return false;
}

bool cli_output_check(const char *path, GError **error)
{
    if (!path)
        return true;
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        return refuse(path, "it is a folder", error);
    bool aside = !g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(path, G_FILE_TEST_IS_REGULAR);
    g_autofree char *folder = g_path_get_dirname(path);
    return access(aside ? folder : path, W_OK) == 0 || refuse(path, g_strerror(errno), error);
}

static bool write_stream(FILE *stream, const char *name, const GString *text, GError **error)
{
    bool done = fwrite(text->str, 1, text->len, stream) == text->len && fflush(stream) == 0;
    return done || refuse(name, g_strerror(errno), error);
}

/* A regular file is replaced as a whole; a pipe or device is written to. */
static bool write_file(const char *path, const GString *text, GError **error)
{
    g_autoptr(GError) reason = NULL;
    if (!g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        g_autofree char *target = realpath(path, NULL);
        return g_file_set_contents(target ? target : path, text->str, (gssize)text->len, &reason) ||
               refuse(path, reason->message, error);
    }
    FILE *stream = fopen(path, "w");
    if (!stream)
        return refuse(path, g_strerror(errno), error);
    bool done = write_stream(stream, path, text, error);
    fclose(stream);
    return done;
}

bool cli_write(const GString *text, const char *path, GError **error)
{
    return path ? write_file(path, text, error) : write_stream(stdout, "to stdout", text, error);
}

bool cli_colors(void)
{
    const char *terminal = g_getenv("TERM"), *no_color = g_getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) && g_strcmp0(terminal, "dumb") != 0;
}

bool cli_print(struct store *store, struct report_options options, const struct report_format *format,
    const char *path, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    options.colors = !path && cli_colors();
    if (!report_print(format, store, &options, text, error))
        return false;
    return cli_write(text, path, error);
}
