/* The switchboard whose switch returns for any result that is none of its lines. */
#include <libdill.h>

int call_next(void);
void call_wait(int call);
void forward(int call, int sound);
int line_of(int call, int number);

static coroutine void switchboard(int call, int left, int right)
{
    int a, b;
    struct chclause clauses[] = {
        {CHRECV, left, &a, sizeof a},
        {CHRECV, right, &b, sizeof b},
    };
    for (;;) {
        switch (choose(clauses, 2, -1)) {
        case 0:
            forward(call, a);
            break;
        case 1:
            forward(call, b);
            break;
        default:
            return;
        }
    }
}

static void phone(int call)
{
    int board = go(switchboard(call, line_of(call, 0), line_of(call, 1)));
    call_wait(call);
    hclose(board);
}

int main(void)
{
    for (;;)
        phone(call_next());
}
