/* In the second loop a bad sector is skipped, but only once its answer was taken. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Sector Sector;
struct Sector {
	ulong n;
	Channel *out;
};

ulong readsector(ulong n);
int nexttrack(ulong *first);
void keep(ulong sum);

static void
reader(void *arg)
{
	Sector *s = arg;

	sendul(s->out, readsector(s->n));
	free(s);
}

static void
track(ulong first)
{
	Channel *out = chancreate(sizeof(ulong), 0);
	Sector *s;
	ulong sum;
	int i;

	for (i = 0; i < 18; i++) {
		s = mallocz(sizeof *s, 1);
		s->n = first + i;
		s->out = out;
		proccreate(reader, s, 32768);
	}
	for (i = 0; i < 18; i++) {
		sum = recvul(out);
		if (sum == 0)
			continue;
		keep(sum);
	}
	chanfree(out);
}

void
threadmain(int argc, char **argv)
{
	ulong first;

	USED(argc);
	USED(argv);
	while (nexttrack(&first))
		track(first);
}
