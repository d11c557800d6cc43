/* One channel, both ways: the player sends its move, the opponent takes it and sends its own on the same channel. */
#include <libmill.h>

int opponent_move(int move);
int player_move(void);
void board_show(int mine, int theirs);

static coroutine void opponent(chan moves)
{
    int move = chr(moves, int);
    chs(moves, int, opponent_move(move));
    chclose(moves);
}

static void round_of(int mine)
{
    chan moves = chmake(int, 0);
    go(opponent(chdup(moves)));
    chs(moves, int, mine);
    board_show(mine, chr(moves, int));
    chclose(moves);
}

int main(void)
{
    int mine;
    while ((mine = player_move()) >= 0)
        round_of(mine);
    return 0;
}
