/* The commit of a checkout, read from git's files: to run git would be to run what the tree's configuration
 * says. */
#include "cli/cli.h"

#include <string.h>

/* The first line of a file, or NULL. */
static char *first_line(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    text[strcspn(text, "\r\n")] = '\0';
    return text;
}

/* Of a worktree or submodule .git is a file that says where the folder is. */
static char *git_folder(const char *root)
{
    static const char mark[] = "gitdir: ";
    g_autofree char *link = first_line(root, ".git");
    return link && g_str_has_prefix(link, mark) ? g_canonicalize_filename(link + strlen(mark), root)
                                                : g_build_filename(root, ".git", NULL);
}

/* Worktrees share the branches of the folder that they come from. */
static char *common_folder(const char *git)
{
    g_autofree char *common = first_line(git, "commondir");
    return common ? g_canonicalize_filename(common, git) : g_strdup(git);
}

/* `NAME REF`, a line each. */
static char *packed(const char *common, const char *ref)
{
    g_autofree char *path = g_build_filename(common, "packed-refs", NULL);
    g_autofree char *text = NULL, *end = g_strdup_printf(" %s", ref);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        if (g_str_has_suffix(*line, end))
            return g_strndup(*line, strlen(*line) - strlen(end));
    return NULL;
}

static bool is_commit(const char *text)
{
    size_t length = strlen(text);
    return (length == 40 || length == 64) && strspn(text, "0123456789abcdef") == length;
}

/* What a branch points to, or NULL. */
static char *resolve(const char *common, const char *ref)
{
    if (!g_str_has_prefix(ref, "refs/") || strstr(ref, ".."))
        return NULL;
    char *name = first_line(common, ref);
    return name ? name : packed(common, ref);
}

char *cli_revision(const char *root)
{
    static const char mark[] = "ref: ";
    g_autofree char *git = git_folder(root), *common = common_folder(git), *head = first_line(git, "HEAD");
    bool is_branch = head && g_str_has_prefix(head, mark);
    g_autofree char *name = is_branch ? resolve(common, head + strlen(mark)) : g_steal_pointer(&head);
    return name && is_commit(name) ? g_steal_pointer(&name) : NULL;
}
