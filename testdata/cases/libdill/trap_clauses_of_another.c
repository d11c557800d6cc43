/* Two feeds with a choose each. The odometer's has the end of the trip beside its send; the fuel gauge's has nothing
 * but the send. The one's clause must not count for the other.
 */
#include <libdill.h>

int odometer_read(int *km);
int fuel_read(int *litres);
int trip_begin(void);
int dashboard_show(int km, int litres);

static coroutine void odometer(int out, int over)
{
    int km, bye;
    for (;;) {
        if (!odometer_read(&km))
            return;
        struct chclause clauses[] = {
            {CHSEND, out, &km, sizeof km},
            {CHRECV, over, &bye, sizeof bye},
        };
        if (choose(clauses, 2, -1) != 0)
            return;
    }
}

static coroutine void fuel(int out)
{
    int litres;
    while (fuel_read(&litres)) {
        struct chclause clauses[] = {
            {CHSEND, out, &litres, sizeof litres},
        };
        choose(clauses, 1, -1); /* EXPECT error blocking-send: the trip may be over, and it is not told */
    }
}

static void trip(void)
{
    int km, litres, kms[2], fuels[2], over[2];
    chmake(kms);
    chmake(fuels);
    chmake(over);
    go(odometer(kms[1], over[1]));
    go(fuel(fuels[1]));
    do {
        chrecv(kms[0], &km, sizeof km, -1);
        chrecv(fuels[0], &litres, sizeof litres, -1);
    } while (dashboard_show(km, litres));
    chdone(over[0]);
}

int main(void)
{
    while (trip_begin())
        trip();
    return 0;
}
