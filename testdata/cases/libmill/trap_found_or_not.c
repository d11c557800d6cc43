/* The search says where it found the word, and is done; or, after the last line, that it did not. One of the two. */
#include <libmill.h>

int line_matches(int file, int line);
int line_count(int file);
int file_next(void);
void show_match(int line);

static coroutine void search(int file, chan found)
{
    for (int line = 0; line < line_count(file); line++) {
        if (line_matches(file, line)) {
            chs(found, int, line);
            goto done;
        }
    }
    chs(found, int, -1);
done:
    chclose(found);
}

int main(void)
{
    chan found = chmake(int, 0);
    int file;
    while ((file = file_next()) >= 0) {
        go(search(file, chdup(found)));
        show_match(chr(found, int));
    }
    chclose(found);
    return 0;
}
