/* A pipeline whose stages are threads or processes, as an option says: a pointer has the library's function. A stage that
 * has seen enough leaves the one before it with a value.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

static int (*start)(void (*fn)(void *), void *arg, uint stack);

static void
counter(void *arg)
{
	Channel *c = arg;
	ulong i;

	for (i = 0;; i++)
		sendul(c, i); /* EXPECT error blocking-send: the printer leaves when it has seen enough */
}

static void
printer(void *arg)
{
	Channel *c = arg;
	ulong value;
	int n = 0;

	do {
		value = recvul(c);
		print("%lud\n", value);
	} while (++n < 100);
}

void
threadmain(int argc, char **argv)
{
	Channel *c = chancreate(sizeof(ulong), 0);

	start = threadcreate;
	if (argc > 1 && strcmp(argv[1], "-p") == 0)
		start = proccreate;
	start(counter, c, 8192);
	start(printer, c, 8192);
	recvp(chancreate(sizeof(void *), 0));
}
