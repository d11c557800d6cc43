/* A helper of main takes the ten values, and main returns after it: the process ends with the numbers' coroutine. */
#include <libmill.h>
#include <stdio.h>

static coroutine void fibonacci(chan numbers)
{
    long a = 0, b = 1;
    for (;;) {
        chs(numbers, long, a); /* EXPECT note blocking-send: main leaves with the process only */
        long sum = a + b;
        a = b;
        b = sum;
    }
}

static void print_some(chan numbers, int n)
{
    for (int i = 0; i < n; i++)
        printf("%ld\n", chr(numbers, long));
}

int main(void)
{
    chan numbers = chmake(long, 0);
    go(fibonacci(numbers));
    print_some(numbers, 10);
    return 0;
}
