/* Plan 9's libthread, as plan9port has it and as much as a parser needs. */
#ifndef CHANLINT_PLAN9_THREAD_H
#define CHANLINT_PLAN9_THREAD_H

#include "libc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* threads */
int proccreate(void (*f)(void *arg), void *arg, unsigned int stacksize);
int threadcreate(void (*f)(void *arg), void *arg, unsigned int stacksize);
void threadexits(char *);
void threadexitsall(char *);
void threadsetname(char *, ...);
void threadsetstate(char *, ...);
char *threadgetname(void);
int threadid(void);
int threadyield(void);
int threadidle(void);
void threadneedbackground(void);
void threadnotify(int (*f)(void *, char *), int);
void **procdata(void);
void **threaddata(void);
int threadmaybackground(void);
void threadmain(int argc, char *argv[]);
extern int mainstacksize;

/* channels */
typedef struct Channel Channel;
typedef struct Alt Alt;
typedef struct _Altarray _Altarray;

enum { CHANEND, CHANSND, CHANRCV, CHANNOP, CHANNOBLK };

struct Alt {
    Channel *c;
    void *v;
    uint op;
    _Thread *thread;
};
struct _Altarray {
    Alt **a;
    uint n, m;
};
struct Channel {
    uint bufsize, elemsize;
    uchar *buf;
    uint nbuf, off;
    _Altarray asend, arecv;
    char *name;
};

Channel *chancreate(int elemsize, int elemcnt);
void chanfree(Channel *c);
void chansetname(Channel *c, char *fmt, ...);
int chanalt(Alt *alts);
int chansend(Channel *c, void *v);
int chansendp(Channel *c, void *v);
int chansendul(Channel *c, ulong v);
int channbsend(Channel *c, void *v);
int channbsendp(Channel *c, void *v);
int channbsendul(Channel *c, ulong v);
int chanrecv(Channel *c, void *v);
void *chanrecvp(Channel *c);
ulong chanrecvul(Channel *c);
int channbrecv(Channel *c, void *v);
void *channbrecvp(Channel *c);
ulong channbrecvul(Channel *c);

#define yield threadyield
#define exits do_not_call_exits_in_threaded_programs
#define _exits do_not_call__exits_in_threaded_programs
#define alt chanalt
#define send chansend
#define sendp chansendp
#define sendul chansendul
#define nbsend channbsend
#define nbsendp channbsendp
#define nbsendul channbsendul
#define recv chanrecv
#define recvp chanrecvp
#define recvul chanrecvul
#define nbrecv channbrecv
#define nbrecvp channbrecvp
#define nbrecvul channbrecvul

/* reference counts */
typedef struct Ref Ref;
struct Ref {
    Lock lock;
    long ref;
};
long incref(Ref *r);
long decref(Ref *r);

/* processes for blocking calls */
typedef struct Ioproc Ioproc;
Ioproc *ioproc(void);
void closeioproc(Ioproc *io);
void iointerrupt(Ioproc *io);
long iocall(Ioproc *io, long (*op)(va_list *), ...);
int ioclose(Ioproc *io, int fd);
int iodial(Ioproc *io, char *addr, char *local, char *dir, int *cdfp);
int ioopen(Ioproc *io, char *path, int mode);
long ioread(Ioproc *io, int fd, void *a, long n);
long ioreadn(Ioproc *io, int fd, void *a, long n);
int iosleep(Ioproc *io, long n);
long iowrite(Ioproc *io, int fd, void *a, long n);

/* other programs */
void threadexec(Channel *, int[3], char *, char *[]);
void threadexecl(Channel *, int[3], char *, ...);
int threadspawn(int[3], char *, char *[]);
int threadspawnl(int[3], char *, ...);
Channel *threadwaitchan(void);
Waitmsg *procwait(int pid);

#ifdef __cplusplus
}
#endif

#endif
