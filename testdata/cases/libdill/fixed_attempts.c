/* The attempts of leaky_attempts, each of which closes the coroutine that it started. */
#include <libdill.h>

int query_next(void);
int resolver_ask(int query);
void address_use(int address);

static coroutine void resolve(int answer, int query)
{
    int address = resolver_ask(query);
    chsend(answer, &address, sizeof address, -1);
}

static int attempt(int query, int *address)
{
    int answer[2];
    if (chmake(answer) < 0)
        return -1;
    int resolver = go(resolve(answer[1], query));
    int status = chrecv(answer[0], address, sizeof *address, now() + 200);
    hclose(resolver);
    hclose(answer[0]);
    hclose(answer[1]);
    return status;
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
