/* The same without the jump: where it matches it says so, and goes on; at the end it says how it went. */
#include <libmill.h>

int line_matches(int file, int line);
int line_count(int file);
int file_next(void);
void show_match(int line);

static coroutine void search(int file, chan found)
{
    int matches = 0;
    for (int line = 0; line < line_count(file); line++) {
        if (line_matches(file, line)) {
            chs(found, int, line); /* EXPECT error blocking-send: only the first match is taken */
            matches++;
        }
    }
    chs(found, int, -matches); /* EXPECT error blocking-send: a match was taken in its place */
    chclose(found);
}

static void grep(int file)
{
    chan found = chmake(int, 0);
    go(search(file, chdup(found)));
    show_match(chr(found, int));
    chclose(found);
}

int main(void)
{
    int file;
    while ((file = file_next()) >= 0)
        grep(file);
    return 0;
}
