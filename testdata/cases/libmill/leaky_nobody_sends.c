/* A game waits for its second player. The channel on which he was to come is made, and nothing sends on it any more. */
#include <libmill.h>

int player_next(void);
void play(int first, int second);

static coroutine void game(int first, chan players)
{
    int second = chr(players, int); /* EXPECT error blocking-receive: nothing sends on it */
    play(first, second);
}

static void lobby(int player)
{
    chan players = chmake(int, 0);
    go(game(player, chdup(players)));
}

int main(void)
{
    for (;;)
        lobby(player_next());
}
