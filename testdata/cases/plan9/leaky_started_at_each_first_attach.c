/* As trap_started_at_the_first_attach, but who is told of an error says that the next attach is a first one again: the
 * process that it started before goes on, and the next attach starts another.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

void onattach(void (*attach)(void *request));
void respond(void *request, char *error);
long readbattery(void);
void onerror(void (*failed)(void));
void tell(long percent);

static int first = 1;

static void
watch(void *arg)
{
	USED(arg);
	for (;;) {
		tell(readbattery());
		sleep(1000);
	}
}

static void
attach(void *request)
{
	if (first) {
		first = 0;
		proccreate(watch, nil, 8192); /* EXPECT warning immortal-task: another one after each error */
	}
	respond(request, nil);
}

static void
failed(void)
{
	first = 1;
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	onattach(attach);
	onerror(failed);
}
