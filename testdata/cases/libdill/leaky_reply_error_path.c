/* A geocoder answers on the reply channel of each request. A delivery whose parcel cannot be booked returns between
 * its request and the answer, and the geocoder answers nobody from then on.
 */
#include <libdill.h>
#include <stdlib.h>

struct lookup {
    char address[80];
    int reply;
};

struct position {
    double lat, lon;
};

void geocode(const char *address, struct position *position);
int delivery_next(struct lookup *lookup);
int parcel_book(const char *address);
void route_add(int parcel, struct position position);

static coroutine void geocoder(int lookups)
{
    struct lookup lookup;
    struct position position;
    while (chrecv(lookups, &lookup, sizeof lookup, -1) == 0) {
        geocode(lookup.address, &position);
        chsend(lookup.reply, &position, sizeof position, -1); /* EXPECT error blocking-send: deliver may return */
    }
}

static int deliver(struct lookup *lookup, int lookups)
{
    struct position position;
    int reply[2], parcel;
    if (chmake(reply) < 0)
        return -1;
    lookup->reply = reply[1];
    chsend(lookups, lookup, sizeof *lookup, -1);
    parcel = parcel_book(lookup->address);
    if (parcel < 0)
        return -1;
    chrecv(reply[0], &position, sizeof position, -1);
    route_add(parcel, position);
    hclose(reply[0]);
    hclose(reply[1]);
    return 0;
}

int main(void)
{
    struct lookup lookup;
    int lookups[2];
    if (chmake(lookups) < 0)
        return 1;
    go(geocoder(lookups[0]));
    while (delivery_next(&lookup))
        deliver(&lookup, lookups[1]);
    return 0;
}
