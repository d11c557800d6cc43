/* A tail waits for the file to grow, or for the pager to leave, in one function, and in the loop there sends what it has
 * read line by line, without looking for the pager any more.
 */
#include <libdill.h>

int file_open(void);
int file_line(int file, int *line);
int pager_next(void);
int pager_show(int line);

static coroutine void tail(int file, int grown, int gone, int lines)
{
    int line, size;
    struct chclause clauses[] = {
        {CHRECV, grown, &size, sizeof size},
        {CHRECV, gone, NULL, 0},
    };
    while (choose(clauses, 2, -1) == 0)
        while (file_line(file, &line))
            chsend(lines, &line, sizeof line, -1); /* EXPECT error uncovered-send: gone has no clause here */
}

static void page(int file, int grown)
{
    int line, gone[2], lines[2];
    chmake(gone);
    chmake(lines);
    go(tail(file, grown, gone[0], lines[1]));
    do
        chrecv(lines[0], &line, sizeof line, -1);
    while (pager_show(line));
    chdone(gone[1]);
}

int main(void)
{
    int grown;
    while ((grown = pager_next()) >= 0)
        page(file_open(), grown);
    return 0;
}
