/* A receive that cannot fail is asserted, and a failed start ends the program: no way leads around the receives. */
#include <assert.h>
#include <libdill.h>
#include <stdio.h>
#include <stdlib.h>

enum { WORKERS = 3 };

int slice_sum(int column, int slice);
int column_next(void);
void column_print(int sum);

static coroutine void add(int column, int slice, int sums)
{
    int sum = slice_sum(column, slice);
    chsend(sums, &sum, sizeof sum, -1);
}

static int column_sum(int column)
{
    int sums[2], sum, total = 0, i, rc;
    rc = chmake(sums);
    assert(rc == 0);
    for (i = 0; i != WORKERS; i++) {
        if (go(add(column, i, sums[1])) < 0) {
            perror("go");
            exit(1);
        }
    }
    for (i = 0; i != WORKERS; i++) {
        rc = chrecv(sums[0], &sum, sizeof sum, -1);
        assert(rc == 0);
        total += sum;
    }
    hclose(sums[0]);
    hclose(sums[1]);
    return total;
}

int main(void)
{
    int column;
    while ((column = column_next()) >= 0)
        column_print(column_sum(column));
    return 0;
}
