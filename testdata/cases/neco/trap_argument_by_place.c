/* The body takes its arguments out of the array by their places: the channel is the third one. Both counts are awaited. */
#include <neco.h>

struct pages {
    int first, last;
};

int words_on(int page);

static void count_words(int argc, void *argv[])
{
    struct pages *pages = argv[0];
    int limit = *(int *)argv[1];
    neco_chan *counts = argv[2];
    int words = 0;
    (void)argc;
    for (int page = pages->first; page <= pages->last && words < limit; page++)
        words += words_on(page);
    neco_chan_send(counts, &words); // SEES fits send
}

int neco_main(int argc, char *argv[])
{
    struct pages front = {1, 200}, back = {201, 400};
    int limit = 100000, a, b;
    neco_chan *counts;
    neco_chan_make(&counts, sizeof a, 0);
    neco_start(count_words, 3, &front, &limit, counts);
    neco_start(count_words, 3, &back, &limit, counts);
    neco_chan_recv(counts, &a); // SEES forever receive
    neco_chan_recv(counts, &b); // SEES forever receive
    return a + b + argc + (argv == NULL);
}
