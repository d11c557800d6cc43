/* Calls are counted, and each has a process: nothing says how many there will be. */
#include <u.h>
#include <libc.h>
#include <thread.h>

int listening(void);
int waitcall(char *name);
void serve(int number);

static void
call(void *arg)
{
	for (;;)
		serve((int)(uintptr)arg);
}

static void
launch(char *names[])
{
	int i;

	for (i = 0; listening(); i++) {
		waitcall(names[i % 2]);
		proccreate(call, (void *)(uintptr)i, 8192); /* EXPECT warning immortal-task: one more for each call */
	}
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	launch(argv);
}
