/* A linter's process sends each complaint and, at the end, the count; the caller takes one value, for most files have
 * nothing to complain about.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Lint Lint;
struct Lint {
	char *file;
	Channel *out;
};

char *lintline(char *file, int n);
int lintbad(char *line);
char *nextfile(void);
void print1(ulong line);

static void
lint(void *arg)
{
	Lint *l = arg;
	char *line;
	int n, bad = 0;

	for (n = 1; (line = lintline(l->file, n)) != nil; n++) {
		if (lintbad(line)) {
			bad++;
			sendul(l->out, n); /* EXPECT error blocking-send: the second complaint finds nobody */
		}
	}
	sendul(l->out, bad); /* EXPECT error blocking-send: a complaint was what the caller took */
}

static void
check(char *file)
{
	Lint *l = mallocz(sizeof *l, 1);

	l->file = file;
	l->out = chancreate(sizeof(ulong), 0);
	threadcreate(lint, l, 32768);
	print1(recvul(l->out));
}

void
threadmain(int argc, char **argv)
{
	char *file;

	USED(argc);
	USED(argv);
	while ((file = nextfile()) != nil)
		check(file);
}
