/* A key server: every session asks it over one channel and is answered on a channel of its own, made once for the
 * session. A session asks for one key at a time and waits for each.
 */
#include <libdill.h>

struct ask {
    int64_t id;
    int reply;
};

struct key {
    unsigned char bytes[32];
};

int session_accept(void);
int session_next(int session, int64_t *id);
void session_unlock(int session, const struct key *key);
void key_derive(int64_t id, struct key *key);

static coroutine void key_server(int asks)
{
    struct ask ask;
    struct key key;
    for (;;) {
        if (chrecv(asks, &ask, sizeof ask, -1) < 0)
            continue;
        key_derive(ask.id, &key);
        chsend(ask.reply, &key, sizeof key, -1); /* EXPECT note blocking-send: the session waits for its key */
    }
}

static coroutine void session(int id, int asks)
{
    struct ask ask;
    struct key key;
    int reply[2];
    if (chmake(reply) < 0)
        return;
    ask.reply = reply[1];
    while (session_next(id, &ask.id)) {
        chsend(asks, &ask, sizeof ask, -1); /* EXPECT note blocking-send: the server loops for good */
        chrecv(reply[0], &key, sizeof key, -1);
        session_unlock(id, &key);
    }
    hclose(reply[0]);
    hclose(reply[1]);
}

int main(void)
{
    int asks[2];
    if (chmake(asks) < 0)
        return 1;
    go(key_server(asks[0]));
    for (;;)
        go(session(session_accept(), asks[1]));
}
