/* One printer coroutine for the whole process takes what all documents send: a note. */
#include <libmill.h>

int document_next(void);
int document_page(int document, int *page);
void paper_print(int page);

static coroutine void printer(chan pages)
{
    for (;;)
        paper_print(chr(pages, int));
}

static coroutine void document(int id, chan pages)
{
    int page;
    while (document_page(id, &page))
        chs(pages, int, page); /* EXPECT note blocking-send: the printer loops for good */
    chclose(pages);
}

int main(void)
{
    chan pages = chmake(int, 0);
    go(printer(chdup(pages)));
    for (;;)
        go(document(document_next(), chdup(pages)));
}
