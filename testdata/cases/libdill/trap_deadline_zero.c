/* A deadline of 0 does not block: a key press that the menu does not wait for is dropped. */
#include <libdill.h>

int keyboard_read(char *key);
int menu_open(void);
int menu_key(char key);

static coroutine void keys(int out)
{
    char key;
    while (keyboard_read(&key))
        chsend(out, &key, sizeof key, 0);
}

static void menu(void)
{
    char key;
    int ch[2];
    chmake(ch);
    go(keys(ch[1]));
    do
        chrecv(ch[0], &key, sizeof key, -1);
    while (menu_key(key));
}

int main(void)
{
    while (menu_open())
        menu();
    return 0;
}
