/* Both receivers wait with a choose. The hub's goes round for good, whatever it takes; a pairing's ends with the button
 * or with its time. Only what sends to the pairing can be left behind.
 */
#include <libdill.h>

struct hub {
    int reports, faults;
};

int radio_report(int *report);
int device_hello(int *device);
int pairing_begin(void);
void hub_report(int report);
void hub_fault(int fault);
void hub_pair(int device);
void faults_to(int out);
void button_to(int out);

static coroutine void radio(int out)
{
    int report;
    while (radio_report(&report))
        chsend(out, &report, sizeof report, -1); /* EXPECT note blocking-send: the hub goes round for good */
}

static coroutine void discover(int out)
{
    int device;
    while (device_hello(&device))
        chsend(out, &device, sizeof device, -1); /* EXPECT error blocking-send: the pairing may be over */
}

static coroutine void hub(struct hub *hub)
{
    int report, fault;
    struct chclause clauses[] = {
        {CHRECV, hub->reports, &report, sizeof report},
        {CHRECV, hub->faults, &fault, sizeof fault},
    };
    for (;;) {
        if (choose(clauses, 2, -1) == 0)
            hub_report(report);
        else
            hub_fault(fault);
    }
}

static void pairing(void)
{
    int found[2], button[2], device, pressed;
    if (chmake(found) < 0 || chmake(button) < 0)
        return;
    go(discover(found[1]));
    button_to(button[1]);
    int64_t deadline = now() + 60000;
    for (;;) {
        struct chclause clauses[] = {
            {CHRECV, found[0], &device, sizeof device},
            {CHRECV, button[0], &pressed, sizeof pressed},
        };
        switch (choose(clauses, 2, deadline)) {
        case 0:
            hub_pair(device);
            break;
        default:
            return;
        }
    }
}

int main(void)
{
    static struct hub here;
    int reports[2], faults[2];
    if (chmake(reports) < 0 || chmake(faults) < 0)
        return 1;
    here.reports = reports[0];
    here.faults = faults[0];
    faults_to(faults[1]);
    go(hub(&here));
    go(radio(reports[1]));
    while (pairing_begin())
        pairing();
    return 0;
}
