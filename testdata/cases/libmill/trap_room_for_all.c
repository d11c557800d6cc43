/* Room for every guess that is made; when the right one is there, the others go into the buffer. */
#include <libmill.h>

int guess(int riddle, int attempt);
int riddle_next(void);
void riddle_solved(int riddle);

static coroutine void try_to_guess(int riddle, int attempt, chan right)
{
    chs(right, int, guess(riddle, attempt));
    chclose(right);
}

static void solve(int riddle, int attempts)
{
    chan right = chmake(int, attempts);
    for (int i = 0; i < attempts; i++)
        go(try_to_guess(riddle, i, chdup(right)));
    for (int i = 0; i < attempts; i++) {
        if (chr(right, int)) {
            riddle_solved(riddle);
            break;
        }
    }
    chclose(right);
}

int main(void)
{
    int riddle;
    while ((riddle = riddle_next()) >= 0)
        solve(riddle, 12);
    return 0;
}
