/* The clean-up at `out` closes the half on which the rows would come; the way there from a table that is not permitted
 * passes no receive. The executor, who frees the query, stays in its send.
 */
#include <libdill.h>
#include <stdlib.h>

struct query {
    const char *table;
    int rows;
};

int table_rows(const char *table);
const char *request_next(void);
int permitted(const char *table);
void request_answer(int rows);

static coroutine void executor(int queries)
{
    while (1) {
        struct query *query;
        if (chrecv(queries, &query, sizeof query, -1) < 0)
            return;
        int rows = query->rows, n = table_rows(query->table);
        free(query);
        chsend(rows, &n, sizeof n, -1); /* EXPECT error blocking-send: the query may not be permitted */
    }
}

static int execute(int queries, const char *table)
{
    int rows[2], n = -1;
    struct query *query = malloc(sizeof *query);
    if (!query || chmake(rows) < 0)
        return -1;
    query->table = table;
    query->rows = rows[1];
    chsend(queries, &query, sizeof query, -1);
    if (!permitted(table))
        goto out;
    chrecv(rows[0], &n, sizeof n, -1);
out:
    hclose(rows[0]);
    return n;
}

int main(void)
{
    int queries[2];
    const char *table;
    if (chmake(queries) < 0)
        return 1;
    go(executor(queries[0]));
    while ((table = request_next()))
        request_answer(execute(queries[1], table));
    return 0;
}
