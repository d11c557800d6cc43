#include "cli/cli.h"

#include "base/error.h"
#include "serve/serve.h"

#include <signal.h>
#include <stdio.h>

static const struct cli_usage usage = {
    .command = "serve",
    .arguments = NULL,
    .summary = "Serves the findings of the latest run as a page in which they can be reviewed, until it is\n"
               "interrupted. It listens on this machine only. The address that it prints holds a token: who\n"
               "has it may review.",
    .examples = "  chanlint serve\n"
                "  chanlint serve --db .chanlint/chanlint.db --port 8080\n",
};

/* Until somebody wants it to end. The threads that are made meanwhile leave the signals to this one. */
static bool serve_until_signal(struct store *store, unsigned port, GError **error)
{
    sigset_t ends;
    int which;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    struct server *server = serve_start(store, port, error);
    if (!server)
        return false;
    printf("%s\n", serve_address(server));
    fflush(stdout);
    sigwait(&ends, &which);
    serve_stop(server);
    return true;
}

static bool serve(const char *database, int port, GError **error)
{
    if (port < 0 || port > G_MAXUINT16) {
        g_set_error(error, CHANLINT_ERROR, ERROR_USAGE, "there is no port %d", port);
        return false;
    }
    struct store *store = cli_open(database, error);
    bool done = store && store_find_run(store, 0, error) && serve_until_signal(store, (unsigned)port, error);
    store_close(store);
    return done;
}

int command_serve(int argc, char **argv)
{
    char *database = NULL;
    int port = 0;
    const GOptionEntry entries[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &database, CLI_DATABASE_HELP, "FILE"},
        {"port", 0, 0, G_OPTION_ARG_INT, &port, "where to listen (default: a free port)", "N"},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status =
        cli_parse(&usage, entries, argc, argv) && serve(database, port, &error) ? CLI_CLEAN : CLI_BAD;
    if (error)
        cli_fail(error);
    g_free(database);
    return status;
}
