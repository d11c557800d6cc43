/* The file server asks its disk process for a block and waits for it or for a clock, whichever is first. When it is
 * the clock, nobody is left to take the block, and the disk process stays with it.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Read Read;
struct Read {
	ulong block;
	Channel *data;
};

enum {
	Data,
	Clock,
};

void *diskread(ulong block);
Channel *clockafter(int ms);
int nextread(ulong *block);
void respond(void *data);
void responderror(char *why);

static void
disk(void *arg)
{
	Channel *reads = arg;
	Read *r;
	void *data;

	while ((r = recvp(reads)) != nil) {
		data = diskread(r->block);
		send(r->data, &data); /* EXPECT error blocking-send: the clock may have come first */
		free(r);
	}
}

static void
readblock(Channel *disk, ulong block)
{
	Read *r = mallocz(sizeof *r, 1);
	void *data;
	ulong tick;

	r->block = block;
	r->data = chancreate(sizeof(void *), 0);
	Alt a[] = {
		[Data] {.c = r->data, .v = &data, .op = CHANRCV},
		[Clock] {.c = clockafter(2000), .v = &tick, .op = CHANRCV},
		{.op = CHANEND},
	};
	sendp(disk, r);
	switch (alt(a)) {
	case Data:
		respond(data);
		break;
	case Clock:
		responderror("disk does not answer");
		break;
	}
}

void
threadmain(int argc, char **argv)
{
	Channel *reads = chancreate(sizeof(Read *), 0);
	ulong block;

	USED(argc);
	USED(argv);
	proccreate(disk, reads, 32768);
	while (nextread(&block))
		readblock(reads, block);
	threadexitsall(nil);
}
