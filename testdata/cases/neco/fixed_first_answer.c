/* The same with room for the answer that nobody takes. */
#include <neco.h>

int query(int mirror);

static void ask(int argc, void *argv[])
{
    neco_chan *answers = argv[0];
    int answer = query(argc);
    neco_chan_send(answers, &answer); // SEES send
}

static int fetch(void)
{
    neco_chan *answers;
    int answer;
    neco_chan_make(&answers, sizeof answer, 2);
    neco_start(ask, 1, answers); // SEES spawn
    neco_start(ask, 1, answers);
    neco_chan_recv(answers, &answer); // SEES forever receive
    neco_chan_release(answers);
    return answer;
}

int neco_main(int argc, char *argv[])
{
    for (;;)
        fetch();
    return argv[argc] != NULL;
}
