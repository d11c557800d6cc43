/* The faster of two is taken, and the channel has room for the slower one's answer. */
#include <libmill.h>

int ask_primary(int key);
int ask_backup(int key);
int key_next(void);
void reply(int value);

static coroutine void primary(int key, chan value)
{
    int v = ask_primary(key);
    chs(value, int, v);
    chclose(value);
}

static coroutine void backup(int key, chan value)
{
    int v = ask_backup(key);
    chs(value, int, v);
    chclose(value);
}

static int get(int key)
{
    chan value = chmake(int, 1);
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
