/* A coroutine for each move, because the engine takes long; the move is taken before the next one is begun. */
#include <libdill.h>

int engine_move(int position);
int board_play(int move);
int board_position(void);

static coroutine void think(int position, int moves)
{
    int move = engine_move(position);
    chsend(moves, &move, sizeof move, -1);
}

int main(void)
{
    int moves[2], move;
    if (chmake(moves) < 0)
        return 1;
    for (;;) {
        go(think(board_position(), moves[1]));
        chrecv(moves[0], &move, sizeof move, -1);
        if (board_play(move) < 0)
            continue;
    }
}
