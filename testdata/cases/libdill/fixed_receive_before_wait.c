/* main takes what the coroutine has looked up, and then waits for the bundle.
 */
#include <libdill.h>
#include <stdio.h>

int address_of(const char *host);

static coroutine void resolve(int ch)
{
    int address = address_of("example.org");
    chsend(ch, &address, sizeof address, -1);
}

int main(void)
{
    int ch[2], address = 0;
    if (chmake(ch) < 0)
        return 1;
    int b = bundle();
    bundle_go(b, resolve(ch[1]));
    if (chrecv(ch[0], &address, sizeof address, -1) == 0)
        printf("%x\n", address);
    bundle_wait(b, -1);
    hclose(b);
    hclose(ch[0]);
    hclose(ch[1]);
    return 0;
}
