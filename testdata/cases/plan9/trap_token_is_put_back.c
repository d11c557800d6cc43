/* Who talks to the device takes the one token out of a channel, or is interrupted, and puts back what it took: there is room
 * for that.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Device Device;

Device *opendevice(void);
void talk(Device *d);
int acceptcall(void);

static Channel *token;

static void
request(Channel *interrupt)
{
	Device *d;
	Alt a[3];

	d = nil;
	a[0].c = token;
	a[0].v = &d;
	a[0].op = CHANRCV;
	a[1].c = interrupt;
	a[1].v = nil;
	a[1].op = CHANRCV;
	a[2].op = CHANEND;
	if (alt(a) == 0)
		talk(d);
	if (d != nil)
		sendp(token, d); /* EXPECT note blocking-send: it puts back what it took */
}

static void
client(void *v)
{
	Channel *interrupt;

	USED(v);
	interrupt = chancreate(sizeof(void *), 1);
	request(interrupt);
	chanfree(interrupt);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	token = chancreate(sizeof(Device *), 1);
	nbsendp(token, opendevice());
	while (acceptcall() >= 0)
		proccreate(client, nil, 8192);
	threadexitsall(nil);
}
