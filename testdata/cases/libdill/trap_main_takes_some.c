/* The generator of primes goes on for good; main prints the first hundred and returns, which ends the process and the
 * generator with it.
 */
#include <libdill.h>
#include <stdio.h>

static int is_prime(int n)
{
    for (int i = 2; i * i <= n; i++) {
        if (n % i == 0)
            return 0;
    }
    return 1;
}

static coroutine void primes(int out)
{
    for (int n = 2;; n++) {
        if (is_prime(n))
            chsend(out, &n, sizeof n, -1); /* EXPECT note blocking-send: main leaves with the process only */
    }
}

int main(void)
{
    int ch[2], prime;
    if (chmake(ch) < 0) {
        perror("chmake");
        return 1;
    }
    go(primes(ch[1]));
    for (int i = 0; i < 100; i++) {
        chrecv(ch[0], &prime, sizeof prime, -1);
        printf("%d\n", prime);
    }
    return 0;
}
