/* One thread checks the index at start-up, with a proc that reads it. Without an index the proc exits: the check waits
 * for good, though only this one does.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

int openindex(void);
ulong sumindex(int fd);
void report(ulong sum);
void serve(void);

static void
readindex(void *arg)
{
	Channel *sum = arg;
	int fd;

	fd = openindex();
	if (fd < 0)
		return;
	sendul(sum, sumindex(fd));
}

static void
checkindex(void *arg)
{
	Channel *sum = chancreate(sizeof(ulong), 1);

	USED(arg);
	proccreate(readindex, sum, 32768);
	report(recvul(sum)); /* EXPECT warning blocking-receive: there may be no index; it is checked once */
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	threadcreate(checkindex, nil, 8192);
	serve();
	threadexitsall(nil);
}
