/* The sum of a file is computed in a process of its own, and taken by those who asked to see it. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Sum Sum;
struct Sum {
	char *file;
	Channel *out;
};

ulong sumfile(char *file);
char *nextfile(int *verbose);
void show(char *file, ulong sum);

static void
sum(void *arg)
{
	Sum *s = arg;

	sendul(s->out, sumfile(s->file)); /* EXPECT error abandoned-channel: it is taken only to be shown */
	free(s);
}

static void
checksum(char *file, int verbose)
{
	Channel *out = chancreate(sizeof(ulong), 0);
	Sum *s = mallocz(sizeof *s, 1);

	s->file = file;
	s->out = out;
	proccreate(sum, s, 32768);
	if (verbose)
		show(file, recvul(out));
}

void
threadmain(int argc, char **argv)
{
	char *file;
	int verbose;

	USED(argc);
	USED(argv);
	while ((file = nextfile(&verbose)) != nil)
		checksum(file, verbose);
}
