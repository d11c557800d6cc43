/* The value is received on either branch, in a different way. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Sum Sum;
struct Sum {
	char *file;
	Channel *out;
};

ulong sumfile(char *file);
char *nextfile(void);
int quiet(char *file);
void show(char *file, ulong sum);
void store(ulong sum);

static void
sum(void *arg)
{
	Sum *s = arg;

	sendul(s->out, sumfile(s->file));
	free(s);
}

static void
checksum(char *file)
{
	Channel *out = chancreate(sizeof(ulong), 0);
	Sum *s = mallocz(sizeof *s, 1);
	ulong n;

	s->file = file;
	s->out = out;
	proccreate(sum, s, 32768);
	if (quiet(file)) {
		store(recvul(out));
	} else {
		recv(out, &n);
		show(file, n);
		store(n);
	}
	chanfree(out);
}

void
threadmain(int argc, char **argv)
{
	char *file;

	USED(argc);
	USED(argv);
	while ((file = nextfile()) != nil)
		checksum(file);
}
