#include "source/private.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>

/* The only arguments that reach the parser: none of them loads code, writes a file or reads a list of others.
 * What no row allows is dropped, with nothing said: compilers differ, and warnings, optimisation and code
 * generation do not change what the text says. A value is always passed on in one piece with its option, so
 * that it cannot become an option itself. */
enum form {
    EXACT, /* -ansi */
    JOINED, /* -std=c17 */
    EITHER, /* -DNAME, -D NAME */
    DROPPED /* with the next argument, its value */
};

static const char *const standards[] = {"c89", "c90", "c99", "c9x", "c11", "c1x", "c17", "c18", "c2x", "c23",
    "gnu89", "gnu90", "gnu99", "gnu9x", "gnu11", "gnu1x", "gnu17", "gnu18", "gnu2x", "gnu23", "iso9899:1990",
    "iso9899:1999", "iso9899:2011", "iso9899:2017", "iso9899:2018", "c++98", "c++03", "c++11", "c++0x",
    "c++14", "c++1y", "c++17", "c++1z", "c++20", "c++2a", "c++23", "c++2b", "c++26", "c++2c", "gnu++98",
    "gnu++03", "gnu++11", "gnu++0x", "gnu++14", "gnu++1y", "gnu++17", "gnu++1z", "gnu++20", "gnu++2a",
    "gnu++23", "gnu++2b", "gnu++26", "gnu++2c", NULL};
static const char *const languages[] = {"c", "c++", NULL};

static const struct option {
    const char *name;
    enum form form;
    const char *const *values; /* those allowed, or NULL: any */
} options[] = {
    {"-D", EITHER, NULL},
    {"-I", EITHER, NULL},
    {"-U", EITHER, NULL},
    {"-idirafter", EITHER, NULL},
    {"-include", EITHER, NULL},
    {"-iquote", EITHER, NULL},
    {"-isystem", EITHER, NULL},
    {"-isystem-after", EITHER, NULL},
    {"-x", EITHER, languages},
    {"-std=", JOINED, standards},
    {"--std=", JOINED, standards},
    {"-ansi", EXACT, NULL},
    {"-fblocks", EXACT, NULL},
    {"-fchar8_t", EXACT, NULL},
    {"-fcoroutines", EXACT, NULL},
    {"-fexceptions", EXACT, NULL},
    {"-ffreestanding", EXACT, NULL},
    {"-fgnu89-inline", EXACT, NULL},
    {"-fms-extensions", EXACT, NULL},
    {"-fno-builtin", EXACT, NULL},
    {"-fno-char8_t", EXACT, NULL},
    {"-fno-exceptions", EXACT, NULL},
    {"-fno-rtti", EXACT, NULL},
    {"-fno-short-enums", EXACT, NULL},
    {"-fno-signed-char", EXACT, NULL},
    {"-fno-unsigned-char", EXACT, NULL},
    {"-fopenmp", EXACT, NULL},
    {"-frtti", EXACT, NULL},
    {"-fshort-enums", EXACT, NULL},
    {"-fshort-wchar", EXACT, NULL},
    {"-fsigned-char", EXACT, NULL},
    {"-funsigned-char", EXACT, NULL},
    {"-m32", EXACT, NULL},
    {"-m64", EXACT, NULL},
    {"-nostdinc", EXACT, NULL},
    {"-nostdinc++", EXACT, NULL},
    {"-pthread", EXACT, NULL},
    {"--param", DROPPED, NULL},
    {"-B", DROPPED, NULL},
    {"-L", DROPPED, NULL},
    {"-MF", DROPPED, NULL},
    {"-MJ", DROPPED, NULL},
    {"-MQ", DROPPED, NULL},
    {"-MT", DROPPED, NULL},
    {"-T", DROPPED, NULL},
    {"-Xassembler", DROPPED, NULL},
    {"-Xclang", DROPPED, NULL},
    {"-Xlinker", DROPPED, NULL},
    {"-Xpreprocessor", DROPPED, NULL},
    {"-arch", DROPPED, NULL},
    {"-aux-info", DROPPED, NULL},
    {"-imacros", DROPPED, NULL},
    {"-include-pch", DROPPED, NULL},
    {"-iprefix", DROPPED, NULL},
    {"-isysroot", DROPPED, NULL},
    {"-iwithprefix", DROPPED, NULL},
    {"-iwithprefixbefore", DROPPED, NULL},
    {"-l", DROPPED, NULL},
    {"-mllvm", DROPPED, NULL},
    {"-o", DROPPED, NULL},
    {"-plugin", DROPPED, NULL},
    {"-load", DROPPED, NULL},
    {"-specs", DROPPED, NULL},
    {"-target", DROPPED, NULL},
    {"-u", DROPPED, NULL},
    {"-wrapper", DROPPED, NULL},
    {"-z", DROPPED, NULL},
};

/* The row of the option that `argument` is, alone or with a value behind it; the longest name wins. */
static const struct option *find_option(const char *argument)
{
    const struct option *found = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        bool has_value = options[i].form == JOINED || options[i].form == EITHER;
        bool matches =
            has_value ? g_str_has_prefix(argument, options[i].name) : g_str_equal(argument, options[i].name);
        if (matches && (!found || strlen(options[i].name) > strlen(found->name)))
            found = &options[i];
    }
    return found;
}

/* A pipe or a device is not read. A name that is not there yet is looked for on the search path. */
static bool may_include(const char *directory, const char *path)
{
    struct stat status;
    g_autofree char *absolute = g_canonicalize_filename(path, directory);
    return stat(absolute, &status) != 0 ? *path != '/' : S_ISREG(status.st_mode);
}

static bool may_pass(const struct option *option, const char *directory, const char *value)
{
    if (*value == '\0' || (g_str_equal(option->name, "-I") && g_str_equal(value, "-")))
        return false;
    if (g_str_equal(option->name, "-include"))
        return may_include(directory, value);
    return !option->values || g_strv_contains(option->values, value);
}

void flags_filter(struct arena *arena, const char *directory, const char *const *argv, GPtrArray *flags)
{
    for (const char *const *at = *argv ? argv + 1 : argv; *at && !g_str_equal(*at, "--"); at++) {
        const struct option *option = find_option(*at);
        const char *value = option ? *at + strlen(option->name) : NULL;
        if (!option)
            continue;
        if (option->form == EXACT) {
            g_ptr_array_add(flags, (char *)arena_intern(arena, *at, -1));
            continue;
        }
        if (*value == '\0' && option->form != JOINED) {
            if (!at[1])
                return;
            value = *++at;
        }
        if (option->form == DROPPED || !may_pass(option, directory, value))
            continue;
        g_autofree char *flag = g_strconcat(option->name, value, NULL);
        g_ptr_array_add(flags, (char *)arena_intern(arena, flag, -1));
    }
}
