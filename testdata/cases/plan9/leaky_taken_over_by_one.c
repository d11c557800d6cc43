/* As trap_taken_over, but there is a connection for each call, with messages of its own, and the one server reads those of
 * the last: who sets another up leaves its reader behind.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

void *readmessage(void);
void handle(void *message);
int waitcall(void);

static Channel *messages;
static int isup;

static void
reader(void *v)
{
	USED(v);
	for (;;)
		sendp(messages, readmessage()); /* EXPECT warning blocking-send: the server reads another channel */
}

static void
server(void *v)
{
	USED(v);
	for (;;)
		handle(recvp(messages));
}

static void
connect(void)
{
	messages = chancreate(sizeof(void *), 0);
	proccreate(reader, nil, 8192); /* EXPECT warning immortal-task: one more for each call */
	while (!isup)
		handle(recvp(messages));
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	threadcreate(server, nil, 8192);
	while (waitcall() >= 0)
		connect();
}
