/* GoKer: communication deadlock, channel: a timeout branch leaves the sender behind, once for each attempt. Each has a
 * channel of its own, so that a late answer is not mistaken for the next; and nobody ever comes for it.
 */
#include <libdill.h>

int query_next(void);
int resolver_ask(int query);
void address_use(int address);

static coroutine void resolve(int answer, int query)
{
    int address = resolver_ask(query);
    chsend(answer, &address, sizeof address, -1); /* EXPECT error blocking-send: the attempt may have timed out */
}

static int attempt(int query, int *address)
{
    int answer[2];
    if (chmake(answer) < 0)
        return -1;
    go(resolve(answer[1], query));
    return chrecv(answer[0], address, sizeof *address, now() + 200);
}

int main(void)
{
    int query, address;
    while ((query = query_next()) >= 0)
        for (int i = 0; i < 3; i++)
            if (attempt(query, &address) == 0) {
                address_use(address);
                break;
            }
    return 0;
}
