/* Two coroutines are asked, and the first answer is taken: the other one stays in its send. */
#include <neco.h>

int query(int mirror);

static void ask(int argc, void *argv[])
{
    neco_chan *answers = argv[0];
    int answer = query(argc);
    neco_chan_send(answers, &answer); // EXPECT error blocking-send: only the first answer is taken
}

static int fetch(void)
{
    neco_chan *answers;
    int answer;
    neco_chan_make(&answers, sizeof answer, 0);
    neco_start(ask, 1, answers);
    neco_start(ask, 1, answers);
    neco_chan_recv(answers, &answer);
    neco_chan_close(answers);
    return answer;
}

int neco_main(int argc, char *argv[])
{
    for (;;)
        fetch();
    return argv[argc] != NULL;
}
