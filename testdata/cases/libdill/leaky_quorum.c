/* A write goes to all replicas and is done when most of them have it. The others' confirmations find nobody. */
#include <libdill.h>

int write_next(void);
int replica_write(int replica, int record);
void confirm(int record);

static coroutine void replicate(int replica, int record, int acks)
{
    int ack = replica_write(replica, record);
    chsend(acks, &ack, sizeof ack, -1); /* EXPECT error blocking-send: most are enough */
}

static void write_record(int record, int replicas)
{
    int acks[2], ack;
    if (chmake(acks) < 0)
        return;
    for (int i = 0; i < replicas; i++)
        go(replicate(i, record, acks[1]));
    for (int i = 0; i < replicas / 2 + 1; i++)
        chrecv(acks[0], &ack, sizeof ack, -1);
    confirm(record);
}

int main(void)
{
    int record;
    while ((record = write_next()) >= 0)
        write_record(record, 5);
    return 0;
}
