/* The rate of exchange is asked for, with a deadline of 200 ms; after it, yesterday's will do. The bank's coroutine is
 * left with today's.
 */
#include <libmill.h>

struct inquiry {
    int currency;
    chan rate;
};

int bank_rate(int currency);
int yesterday(int currency);
int sale_next(int *currency);
void sale_convert(int rate);

static coroutine void bank(chan inquiries)
{
    while (1) {
        struct inquiry inquiry = chr(inquiries, struct inquiry);
        int rate = bank_rate(inquiry.currency);
        chs(inquiry.rate, int, rate); /* EXPECT error blocking-send: the deadline may have passed */
    }
}

static int rate_of(chan inquiries, int currency)
{
    chan answer = chmake(int, 0);
    struct inquiry inquiry = {currency, chdup(answer)};
    int rate = 0;
    chs(inquiries, struct inquiry, inquiry);
    choose {
    in(answer, int, today):
        rate = today;
    deadline(now() + 200):
        rate = yesterday(currency);
    end
    }
    chclose(answer);
    return rate;
}

int main(void)
{
    chan inquiries = chmake(struct inquiry, 0);
    int currency;
    go(bank(inquiries));
    while (sale_next(&currency))
        sale_convert(rate_of(inquiries, currency));
    return 0;
}
