/* A job refers to its window until it has sent its result: the window is told to end with the last reference. So it is
 * there for the result; but that each reference is counted is nothing that the text shows.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Result, Key, End, Nrow };

typedef struct Window Window;
struct Window {
	int refs;
	Channel *result, *key, *end;
};

typedef struct Job Job;
struct Job {
	Window *w;
	char *text;
};

char *complete(char *text);
void type(ulong key);
void insert(char *text);
long readkey(int fd);
int nextwindow(void);

static void
closewindow(Window *w)
{
	if (--w->refs == 0)
		sendul(w->end, 1); /* EXPECT warning blocking-send: once, if the references are counted */
}

static void
job(void *arg)
{
	Job *j = arg;

	sendp(j->w->result, complete(j->text)); /* EXPECT warning blocking-send: the job still has its reference */
	closewindow(j->w);
	free(j);
}

static void
startjob(Window *w, char *text)
{
	Job *j = malloc(sizeof *j);

	w->refs++;
	j->w = w;
	j->text = text;
	proccreate(job, j, 8192);
}

static void
window(void *arg)
{
	Window *w = arg;
	char *text;
	ulong key;
	Alt rows[] = {
		[Result] = {w->result, &text, CHANRCV},
		[Key] = {w->key, &key, CHANRCV},
		[End] = {w->end, nil, CHANRCV},
		[Nrow] = {nil, nil, CHANEND},
	};

	for (;;)
		switch (alt(rows)) {
		case Result:
			insert(text);
			break;
		case Key:
			if (key == '\t')
				startjob(w, "");
			else
				type(key);
			break;
		case End:
			free(w);
			threadexits(nil);
		}
}

static void
keyboard(void *arg)
{
	Window *w = arg;
	long key;

	while ((key = readkey(0)) >= 0)
		sendul(w->key, key); /* EXPECT error blocking-send: it holds no reference, and the window may have ended */
}

void
threadmain(int argc, char **argv)
{
	Window *w;

	USED(argc);
	USED(argv);
	while (nextwindow()) {
		w = mallocz(sizeof *w, 1);
		w->refs = 1;
		w->result = chancreate(sizeof(void *), 0);
		w->key = chancreate(sizeof(ulong), 0);
		w->end = chancreate(sizeof(ulong), 0);
		proccreate(window, w, 8192);
		proccreate(keyboard, w, 8192);
		sleep(1000);
		closewindow(w);
	}
	threadexitsall(nil);
}
