/* A request goes to the primary and to the backup; whichever answers first, answers. The other one stays. */
#include <libmill.h>

int ask_primary(int key);
int ask_backup(int key);
int key_next(void);
void reply(int value);

static coroutine void primary(int key, chan value)
{
    int v = ask_primary(key);
    chs(value, int, v); /* EXPECT error blocking-send: the backup may have been faster */
    chclose(value);
}

static coroutine void backup(int key, chan value)
{
    int v = ask_backup(key);
    chs(value, int, v); /* EXPECT error blocking-send: the primary may have been faster */
    chclose(value);
}

static int get(int key)
{
    chan value = chmake(int, 0);
    go(primary(key, chdup(value)));
    go(backup(key, chdup(value)));
    int v = chr(value, int);
    chclose(value);
    return v;
}

int main(void)
{
    int key;
    while ((key = key_next()) >= 0)
        reply(get(key));
    return 0;
}
