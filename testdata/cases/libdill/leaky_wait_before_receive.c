/* main waits for the bundle before it takes what the coroutine in it has looked up.
 */
#include <libdill.h>
#include <stdio.h>

int address_of(const char *host);

static coroutine void resolve(int ch)
{
    int address = address_of("example.org");
    chsend(ch, &address, sizeof address, -1); /* EXPECT error join-deadlock: main waits for the bundle first */
}

int main(void)
{
    int ch[2], address = 0;
    if (chmake(ch) < 0)
        return 1;
    int b = bundle();
    bundle_go(b, resolve(ch[1]));
    bundle_wait(b, -1);
    if (chrecv(ch[0], &address, sizeof address, -1) == 0)
        printf("%x\n", address);
    hclose(ch[0]);
    hclose(ch[1]);
    return 0;
}
