/* The messages of a connection are first read by who sets it up, until it is up, and then by the server, for good: that
 * the first of them leaves is how it is meant, for both read the one channel that there is.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

void *readmessage(void);
void handle(void *message);

static Channel *messages;
static int isup;

static void
reader(void *v)
{
	USED(v);
	for (;;)
		sendp(messages, readmessage()); /* EXPECT note blocking-send: the server takes what comes later */
}

static void
server(void *v)
{
	USED(v);
	for (;;)
		handle(recvp(messages));
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	messages = chancreate(sizeof(void *), 0);
	proccreate(reader, nil, 8192);
	while (!isup)
		handle(recvp(messages));
	threadcreate(server, nil, 8192);
	threadexits(nil);
}
