/* Two coroutines answer, each on a channel of its own, and the main one takes what comes first, then the other. Everybody
 * releases the channels, which keeps none of them: they are no one channel for that. */
#include <neco.h>

int ask(int server);

static void ask_server(int argc, void *argv[])
{
    neco_chan *answers = argv[0];
    int answer = ask(argc);
    neco_chan_send(answers, &answer); // EXPECT note blocking-send: the main coroutine stays until the process ends
    neco_chan_release(answers);
}

int neco_main(int argc, char *argv[])
{
    neco_chan *first, *second;
    neco_chan_make(&first, sizeof(int), 0);
    neco_chan_make(&second, sizeof(int), 0);
    neco_chan_retain(first);
    neco_start(ask_server, 1, first); // SEES spawn
    neco_chan_retain(second);
    neco_start(ask_server, 1, second); // SEES spawn
    int sum = argc;
    for (int i = 0; i < 2; i++) {
        int answer = 0;
        switch (neco_chan_select(2, first, second)) { // SEES forever select
        case 0:
            neco_chan_case(first, &answer); // SEES nonblocking receive
            break;
        case 1:
            neco_chan_case(second, &answer); // SEES nonblocking receive
            break;
        }
        sum += answer;
    }
    neco_chan_release(first);
    neco_chan_release(second);
    return sum + (argv == NULL);
}
