#include "profile/profile.h"

#include <stdbool.h>
#include <string.h>

/* eu-stack says 1 when some frames are missing, and has printed the others. */
char *profile_of_process(int pid, GError **error)
{
    g_autofree char *number = g_strdup_printf("%d", pid), *output = NULL, *complaint = NULL;
    const char *command[] = {"eu-stack", "--inlines", "--source", "-n", "0", "-p", number, NULL};
    g_autoptr(GError) failure = NULL;
    bool ran = g_spawn_sync(
        NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &complaint, NULL, &failure);
    if (ran && output && *output)
        return g_steal_pointer(&output);
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "the stacks of process %d cannot be had: %s", pid,
        ran ? g_strchomp(complaint) : failure->message);
    return NULL;
}
