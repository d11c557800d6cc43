/* One result in a channel with room for one: the coroutine ends whether or not anybody waits for it. */
#include <libmill.h>

int checksum(int file);
int file_next(void);
int user_is_waiting(void);
void print_sum(int sum);

static coroutine void compute(int file, chan result)
{
    chs(result, int, checksum(file));
    chclose(result);
}

static void verify(int file)
{
    chan result = chmake(int, 1);
    go(compute(file, chdup(result)));
    if (user_is_waiting())
        print_sum(chr(result, int));
    chclose(result);
}

int main(void)
{
    int file;
    while ((file = file_next()) >= 0)
        verify(file);
    return 0;
}
