/* One thread talks to the database, for its library is not thread-safe. Each connection's thread sends its statement
 * with a channel for the result, and waits for the result before it does anything else.
 */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct statement {
    const char *sql;
    chan_t *result;
};

static chan_t *statements;

void *database_run(const char *sql);
int connection_accept(void);
const char *connection_sql(int connection);
int connection_reply(int connection, void *result);

static void *database(void *arg)
{
    void *message;
    (void)arg;
    for (;;) {
        if (chan_recv(statements, &message) != 0)
            continue;
        struct statement *s = message;
        chan_send(s->result, database_run(s->sql)); /* EXPECT note blocking-send: the connection is waiting for it */
    }
}

static void *execute(const char *sql)
{
    struct statement s = {sql, chan_init(0)};
    void *result = NULL;
    chan_send(statements, &s); /* EXPECT note blocking-send: the database's thread loops for good */
    chan_recv(s.result, &result);
    chan_dispose(s.result);
    return result;
}

static void *connection(void *arg)
{
    int *fd = arg;
    const char *sql;
    while ((sql = connection_sql(*fd))) {
        if (connection_reply(*fd, execute(sql)) < 0)
            break;
    }
    free(fd);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    statements = chan_init(0);
    pthread_create(&thread, NULL, database, NULL);
    for (;;) {
        int *fd = malloc(sizeof *fd);
        *fd = connection_accept();
        pthread_create(&thread, NULL, connection, fd);
        pthread_detach(thread);
    }
}
