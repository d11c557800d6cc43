#include "link/rehearse.h"

#include "base/error.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Its end is all that is asked: it leaves no core, and runs nothing that the parent has registered for its
 * own exit. */
static _Noreturn void rehearse(const struct link_input *input, unsigned seconds)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    signal(SIGALRM, SIG_DFL);
    alarm(seconds);
    relations_free(link_program(input));
    _exit(0);
}

static bool went_well(int status, unsigned seconds, GError **error)
{
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "the link took longer than %u s", seconds);
    else if (WIFSIGNALED(status))
        g_set_error(
            error, CHANLINT_ERROR, ERROR_INPUT, "the link crashed (SIG%s)", sigabbrev_np(WTERMSIG(status)));
    else if (WEXITSTATUS(status) != 0)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "the link ended without a result (exit status %d)",
            WEXITSTATUS(status));
    else
        return true;
    return false;
}

bool link_rehearse(const struct link_input *input, unsigned seconds, GError **error)
{
    int status;
    pid_t child = fork();
    if (child == 0)
        rehearse(input, seconds);
    if (child < 0) {
        g_set_error(
            error, CHANLINT_ERROR, ERROR_OUTPUT, "cannot start a process to link in (%s)", g_strerror(errno));
        return false;
    }
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) {
            g_set_error(error, CHANLINT_ERROR, ERROR_OUTPUT, "cannot wait for the process that links (%s)",
                g_strerror(errno));
            return false;
        }
    return went_well(status, seconds, error);
}
