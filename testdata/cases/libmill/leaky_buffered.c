/* A buffer of 64 pages puts the block off, it does not prevent it: the reader leaves at its first error. */
#include <libmill.h>

int page_fetch(int book, int *page);
int book_open(void);
int page_show(int page);

static coroutine void prefetch(int book, chan pages)
{
    int page;
    while (page_fetch(book, &page))
        chs(pages, int, page); /* EXPECT error blocking-send: the reader may have closed the book */
}

static void read_book(int book)
{
    chan pages = chmake(int, 64);
    go(prefetch(book, chdup(pages)));
    for (;;) {
        if (page_show(chr(pages, int)) < 0)
            return;
    }
}

int main(void)
{
    int book;
    while ((book = book_open()) >= 0)
        read_book(book);
    return 0;
}
