/* All rows of a matrix at once; one variable counts the starts and, from 0 again, the receives. */
#include <libmill.h>

double row_sum(const double *row, int n);
const double *matrix_next(int *n);
void print_sum(double sum);

static coroutine void add_row(const double *row, int n, chan sums)
{
    chs(sums, double, row_sum(row, n));
    chclose(sums);
}

static double matrix_sum(const double *m, int n)
{
    chan sums = chmake(double, 0);
    double sum = 0;
    int i;
    for (i = 0; i < n; i++)
        go(add_row(m + i * n, n, chdup(sums)));
    for (i = 0; i < n; i++)
        sum += chr(sums, double);
    chclose(sums);
    return sum;
}

int main(void)
{
    const double *m;
    int n;
    while ((m = matrix_next(&n)))
        print_sum(matrix_sum(m, n));
    return 0;
}
