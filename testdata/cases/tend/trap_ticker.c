/* The library sends the ticks: that no code here does is no reason to complain. */
#include <tend.h>

void gauge_read(void);

static void sample(void *unused)
{
    struct tend_timer *ticker = tend_ticker_make(100);
    int64_t now;
    while (tend_receive(TEND_BACKGROUND, tend_timer_channel(ticker), &now) == 0)
        gauge_read();
    tend_timer_free(ticker);
}

static void start(void *unused)
{
    for (int i = 0; i < 10; i++)
        tend_go(sample, unused);
}

int main(void)
{
    return tend_run(start, NULL) != 0;
}
