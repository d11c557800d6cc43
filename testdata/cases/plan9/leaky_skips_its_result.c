/* A thread weighs each parcel while its label is read. A parcel without a label goes back, and nobody takes its weight;
 * the next parcel's receive is on another channel.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Parcel Parcel;
struct Parcel {
	int belt;
	char *label;
	Channel *weight;
};

Parcel *parcelnext(void);
void parcelback(Parcel *p);
void stamp(char *label, ulong grams);
char *readlabel(Parcel *p);
ulong scale(int belt);

static void
weigh(void *arg)
{
	Parcel *p = arg;

	sendul(p->weight, scale(p->belt)); /* EXPECT error abandoned-channel: a parcel without a label is skipped */
}

void
threadmain(int argc, char **argv)
{
	Parcel *p;

	USED(argc);
	USED(argv);
	while ((p = parcelnext()) != nil) {
		p->weight = chancreate(sizeof(ulong), 0);
		threadcreate(weigh, p, 8192);
		p->label = readlabel(p);
		if (p->label == nil) {
			parcelback(p);
			continue;
		}
		stamp(p->label, recvul(p->weight));
	}
}
