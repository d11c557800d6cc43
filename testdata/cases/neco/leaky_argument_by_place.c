/* As trap_argument_by_place, but a server that goes on: each round starts two counters, and takes one count. */
#include <neco.h>

struct pages {
    int first, last;
};

int words_on(int page);
void wait_for_reader(void);
void show(int words);

static void count_words(int argc, void *argv[])
{
    struct pages *pages = argv[0];
    int limit = *(int *)argv[1];
    neco_chan *counts = argv[2];
    int words = 0;
    (void)argc;
    for (int page = pages->first; page <= pages->last && words < limit; page++)
        words += words_on(page);
    neco_chan_send(counts, &words); // EXPECT error blocking-send: two send, and one count is taken
}

static void serve_reader(void)
{
    struct pages front = {1, 200}, back = {201, 400};
    int limit = 100000, words;
    neco_chan *counts;
    neco_chan_make(&counts, sizeof words, 0);
    neco_start(count_words, 3, &front, &limit, counts);
    neco_start(count_words, 3, &back, &limit, counts);
    neco_chan_recv(counts, &words);
    show(words);
}

int neco_main(int argc, char *argv[])
{
    (void)argc;
    (void)argv;
    for (;;) {
        wait_for_reader();
        serve_reader();
    }
}
