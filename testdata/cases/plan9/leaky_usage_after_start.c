/* A player starts its decoder, and then finds that the device cannot be opened: it goes on to the next song. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Song Song;
struct Song {
	char *file;
	Channel *ready;
};

Song *nextsong(void);
int openaudio(void);
void play(int fd, void *samples);
void *decode(char *file);

static void
decoder(void *arg)
{
	Song *s = arg;

	sendp(s->ready, decode(s->file)); /* EXPECT error abandoned-channel: without a device nobody takes it */
}

static Channel*
prepare(Song *s)
{
	s->ready = chancreate(sizeof(void *), 0);
	return s->ready;
}

static int
playsong(Song *s)
{
	int fd;

	prepare(s);
	proccreate(decoder, s, 65536);
	fd = openaudio();
	if (fd < 0) {
		fprint(2, "no audio: %r\n");
		return -1;
	}
	play(fd, recvp(s->ready));
	close(fd);
	return 0;
}

void
threadmain(int argc, char **argv)
{
	Song *s;

	USED(argc);
	USED(argv);
	while ((s = nextsong()) != nil)
		playsong(s);
	threadexitsall(nil);
}
