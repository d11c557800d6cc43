/* Each connection is a thread that has a proc dial. When the host is unknown the proc exits, and the thread waits. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Dial Dial;
struct Dial {
	char *host;
	Channel *fd;
};

char *nexthost(void);
char *lookup(char *host);
int opentcp(char *address);
void copy(int fd);

static void
dialproc(void *arg)
{
	Dial *d = arg;
	char *address;

	address = lookup(d->host);
	if (address == nil)
		threadexits("unknown host");
	sendul(d->fd, opentcp(address));
}

static void
connection(void *arg)
{
	Dial *d = mallocz(sizeof *d, 1);

	d->host = arg;
	d->fd = chancreate(sizeof(ulong), 1);
	proccreate(dialproc, d, 32768);
	copy(recvul(d->fd)); /* EXPECT error blocking-receive: the host may be unknown */
	chanfree(d->fd);
}

void
threadmain(int argc, char **argv)
{
	char *host;

	USED(argc);
	USED(argv);
	while ((host = nexthost()) != nil)
		threadcreate(connection, host, 32768);
	threadexits(nil);
}
