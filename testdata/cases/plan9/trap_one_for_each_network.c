/* One process for each network that is named, and for each option: there are only so many arguments. */
#include <u.h>
#include <libc.h>
#include <thread.h>

void serve(int number);
void logto(char *file);

static void
network(void *arg)
{
	for (;;)
		serve((int)(uintptr)arg);
}

static void
logger(void *arg)
{
	for (;;) {
		logto(arg);
		sleep(1000);
	}
}

static void
launch(char *names[])
{
	int i;

	for (i = 0; names[i]; i++)
		proccreate(network, (void *)(uintptr)i, 8192); /* EXPECT note immortal-task: one a name */
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	for (argv++; argv[0] && argv[0][0] == '-'; argv++)
		proccreate(logger, argv[0] + 1, 8192); /* EXPECT note immortal-task: one an option */
	launch(argv);
}
