/* A file server's attach starts the process that watches the battery, when it is the first: that one flag says, and
 * nobody sets it back.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

void onattach(void (*attach)(void *request));
void respond(void *request, char *error);
long readbattery(void);
void tell(long percent);

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
	static int first = 1;

	if (first) {
		first = 0;
		proccreate(watch, nil, 8192); /* EXPECT note immortal-task: the first attach starts the only one */
	}
	respond(request, nil);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	onattach(attach);
}
