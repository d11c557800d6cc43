/* A report asks the cache and the database; an error of the database returns before the cache's answer is received. */
#include <libdill.h>

int cache_ask(int key);
int database_ask(int key);
int report_next(void);

static coroutine void ask_cache(int key, int out)
{
    int answer = cache_ask(key);
    chsend(out, &answer, sizeof answer, -1); /* EXPECT error abandoned-channel: report returns early on an error */
}

static int report(int key)
{
    int answer, ch[2];
    chmake(ch);
    go(ask_cache(key, ch[1]));
    int row = database_ask(key);
    if (row < 0)
        return -1;
    chrecv(ch[0], &answer, sizeof answer, -1);
    return answer + row;
}

int main(void)
{
    int key;
    while ((key = report_next()) >= 0)
        report(key);
    return 0;
}
