/* Dice are cast as long as somebody wants to know; main wants to know ten times. With main, the process ends. */
#include <libmill.h>
#include <stdio.h>
#include <stdlib.h>

static coroutine void dice(chan casts)
{
    while (1)
        chs(casts, int, rand() % 6 + 1); /* EXPECT note blocking-send: main leaves with the process only */
}

int main(void)
{
    chan casts = chmake(int, 0);
    int sum = 0, left = 10;
    go(dice(casts));
    while (left-- > 0)
        sum += chr(casts, int);
    printf("%d\n", sum);
    return 0;
}
