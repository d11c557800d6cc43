/* Both halves of an array are sorted at once, and both are waited for before they are merged. */
#include <libmill.h>

void sort(int *a, int n);
void merge(int *a, int middle, int n);
int *array_next(int *n);
void array_write(const int *a, int n);

static coroutine void sort_half(int *a, int n, chan done)
{
    sort(a, n);
    chs(done, int, n);
    chclose(done);
}

static void sort_both(int *a, int n)
{
    chan done = chmake(int, 0);
    go(sort_half(a, n / 2, chdup(done)));
    go(sort_half(a + n / 2, n - n / 2, chdup(done)));
    int sorted = chr(done, int);
    sorted += chr(done, int);
    if (sorted == n)
        merge(a, n / 2, n);
    chclose(done);
}

int main(void)
{
    int *a, n;
    while ((a = array_next(&n))) {
        sort_both(a, n);
        array_write(a, n);
    }
    return 0;
}
