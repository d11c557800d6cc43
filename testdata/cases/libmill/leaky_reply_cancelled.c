/* The same kind of service for seats in a hall; but a customer who has left the page is not waited for, and then the
 * one coroutine that sells seats is stuck.
 */
#include <libmill.h>

struct booking {
    int seat;
    chan ticket;
};

int customer_next(int *seat);
int customer_left(void);
int seat_sell(int seat);
void ticket_print(int ticket);

static coroutine void box_office(chan bookings)
{
    for (;;) {
        struct booking booking = chr(bookings, struct booking);
        int ticket = seat_sell(booking.seat);
        chs(booking.ticket, int, ticket); /* EXPECT error blocking-send: the customer may have left */
        chclose(booking.ticket);
    }
}

static void book(chan bookings, int seat)
{
    chan ticket = chmake(int, 0);
    struct booking booking = {seat, chdup(ticket)};
    chs(bookings, struct booking, booking);
    if (!customer_left())
        ticket_print(chr(ticket, int));
    chclose(ticket);
}

int main(void)
{
    chan bookings = chmake(struct booking, 4);
    int seat;
    go(box_office(chdup(bookings)));
    while (customer_next(&seat))
        book(bookings, seat);
    return 0;
}
