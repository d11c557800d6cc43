/* The proc that dials, and sends -1 when the host is unknown. */
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
	if (address == nil) {
		sendul(d->fd, -1);
		threadexits("unknown host");
	}
	sendul(d->fd, opentcp(address));
}

static void
connection(void *arg)
{
	Dial *d = mallocz(sizeof *d, 1);

	d->host = arg;
	d->fd = chancreate(sizeof(ulong), 1);
	proccreate(dialproc, d, 32768);
	copy(recvul(d->fd));
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
