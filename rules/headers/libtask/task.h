/* libtask's tasks and channels. */
#ifndef CHANLINT_LIBTASK_H
#define CHANLINT_LIBTASK_H

#include <inttypes.h>
#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

int taskcreate(void (*body)(void *argument), void *argument, unsigned int stack_size);
void taskexit(int status);
void taskexitall(int status);
void taskmain(int argc, char *argv[]);
int taskyield(void);
unsigned int taskid(void);
unsigned int taskdelay(unsigned int milliseconds);
void taskname(char *, ...);
void taskstate(char *, ...);

typedef struct Task Task;
typedef struct Tasklist {
    Task *head, *tail;
} Tasklist;
typedef struct QLock {
    Task *owner;
    Tasklist waiting;
} QLock;
void qlock(QLock *);
int canqlock(QLock *);
void qunlock(QLock *);

typedef struct Rendez {
    QLock *l;
    Tasklist waiting;
} Rendez;
void tasksleep(Rendez *);
int taskwakeup(Rendez *);
int taskwakeupall(Rendez *);

typedef struct Alt Alt;
typedef struct Altarray {
    Alt **a;
    unsigned int n, m;
} Altarray;
typedef struct Channel {
    unsigned int bufsize, elemsize;
    unsigned char *buf;
    unsigned int nbuf, off;
    Altarray asend, arecv;
    char *name;
} Channel;
enum { CHANEND, CHANSND, CHANRCV, CHANNOP, CHANNOBLK };
struct Alt {
    Channel *c;
    void *v;
    unsigned int op;
    Task *task;
    Alt *xalt;
};
Channel *chancreate(int element_size, int elements);
void chanfree(Channel *c);
int chanalt(Alt *alts);
int chansend(Channel *c, void *v);
int chansendp(Channel *c, void *v);
int chansendul(Channel *c, unsigned long v);
int channbsend(Channel *c, void *v);
int channbsendp(Channel *c, void *v);
int channbsendul(Channel *c, unsigned long v);
int chanrecv(Channel *c, void *v);
void *chanrecvp(Channel *c);
unsigned long chanrecvul(Channel *c);
int channbrecv(Channel *c, void *v);
void *channbrecvp(Channel *c);
unsigned long channbrecvul(Channel *c);

int fdread(int fd, void *data, int size);
int fdwrite(int fd, void *data, int size);
void fdwait(int fd, int mode);
int fdnoblock(int fd);
enum { UDP = 0, TCP = 1 };
int netannounce(int kind, char *host, int port);
int netaccept(int fd, char *host, int *port);
int netdial(int kind, char *host, int port);

#ifdef __cplusplus
}
#endif

#endif
