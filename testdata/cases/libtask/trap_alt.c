/* A task sends what it reads, and looks in the same place whether it should stop. */
#include <task.h>

char *read_line(void);

struct tail {
    Channel *lines, *quit;
};

static void follow(void *argument)
{
    struct tail *tail = argument;
    char *line;
    for (;;) {
        line = read_line();
        Alt alts[] = {
            {.c = tail->lines, .v = &line, .op = CHANSND},
            {.c = tail->quit, .v = 0, .op = CHANRCV},
            {.op = CHANEND},
        };
        if (chanalt(alts) == 1) // SEES forever select
            return;
    }
}

void taskmain(int argc, char *argv[])
{
    struct tail tail = {chancreate(sizeof(char *), 0), chancreate(sizeof(int), 0)};
    int stop = 1;
    char *line;
    taskcreate(follow, &tail, 32768); // SEES spawn
    while (argc-- > 0 && (line = chanrecvp(tail.lines))) // SEES forever receive
        argv[argc] = line;
    chansend(tail.quit, &stop); // SEES send
    taskexitall(0);
}
