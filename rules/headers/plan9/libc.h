/* Plan 9's C library, as plan9port has it and as much as a parser needs. Names that Unix uses for something
 * else are macros for p9 functions, there as here. */
#ifndef CHANLINT_PLAN9_LIBC_H
#define CHANLINT_PLAN9_LIBC_H

#include "u.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { UTFmax = 4, Runesync = 0x80, Runeself = 0x80, Runeerror = 0xFFFD, ERRMAX = 128 };

#define OREAD 0
#define OWRITE 1
#define ORDWR 2
#define OEXEC 3
#define OTRUNC 16
#define OCEXEC 32
#define ORCLOSE 64
#define OEXCL 0x1000
#define DMDIR 0x80000000
#define DMAPPEND 0x40000000
#define RFNAMEG (1 << 0)
#define RFENVG (1 << 1)
#define RFFDG (1 << 2)
#define RFNOTEG (1 << 3)
#define RFPROC (1 << 4)
#define RFMEM (1 << 5)
#define RFNOWAIT (1 << 6)

/* printing */
typedef struct Fmt Fmt;
struct Fmt {
    uchar runes;
    void *start, *to, *stop;
    int (*flush)(Fmt *);
    void *farg;
    int nfmt;
    va_list args;
    Rune r;
    int width, prec;
    ulong flags;
};
int print(char *, ...);
int fprint(int, char *, ...);
int vfprint(int, char *, va_list);
int sprint(char *, char *, ...);
int snprint(char *, int, char *, ...);
int vsnprint(char *, int, char *, va_list);
char *seprint(char *, char *, char *, ...);
char *vseprint(char *, char *, char *, va_list);
char *smprint(char *, ...);
char *vsmprint(char *, va_list);
int fmtinstall(int, int (*)(Fmt *));
int fmtprint(Fmt *, char *, ...);
int fmtvprint(Fmt *, char *, va_list);
int fmtstrcpy(Fmt *, char *);
int fmtstrinit(Fmt *);
char *fmtstrflush(Fmt *);
void quotefmtinstall(void);

/* memory and strings */
void *mallocz(ulong, int);
void setmalloctag(void *, ulong);
void setrealloctag(void *, ulong);
ulong getcallerpc(void *);
char *strecpy(char *, char *, char *);
int cistrcmp(char *, char *);
int cistrncmp(char *, char *, int);
char *cistrstr(char *, char *);
int tokenize(char *, char **, int);
int getfields(char *, char **, int, int, char *);
int gettokens(char *, char **, int, char *);
char *cleanname(char *);
int runetochar(char *, Rune *);
int chartorune(Rune *, char *);
int runelen(long);
int fullrune(char *, int);
int utflen(char *);
char *utfrune(char *, long);
char *utfrrune(char *, long);
Rune *runestrchr(Rune *, Rune);
int runestrcmp(Rune *, Rune *);
Rune *runestrcpy(Rune *, Rune *);
Rune *runestrdup(Rune *);
long runestrlen(Rune *);
Rune *runesmprint(char *, ...);
int isalpharune(Rune);
int isspacerune(Rune);
Rune tolowerrune(Rune);
Rune toupperrune(Rune);

/* errors and the process */
void exits(char *);
void _exits(char *);
void sysfatal(char *, ...) __attribute__((noreturn));
void werrstr(char *, ...);
void rerrstr(char *, uint);
int errstr(char *, uint);
int atnotify(int (*)(void *, char *), int);
int notify(void (*)(void *, char *));
int noted(int);
int postnote(int, int, char *);
char *getuser(void);
char *sysname(void);
char *getns(void);
char *unsharp(char *);
char *searchpath(char *);
extern char *argv0;

/* locks */
typedef struct _Thread _Thread;
typedef struct Lock Lock;
struct Lock {
    int held;
};
typedef struct QLock QLock;
struct QLock {
    Lock l;
    _Thread *owner;
};
typedef struct Rendez Rendez;
struct Rendez {
    QLock *l;
    _Thread *waiting;
};
typedef struct RWLock RWLock;
struct RWLock {
    Lock l;
    int readers;
    _Thread *writer;
};
void lock(Lock *);
void unlock(Lock *);
int canlock(Lock *);
void qlock(QLock *);
void qunlock(QLock *);
int canqlock(QLock *);
void rlock(RWLock *);
void runlock(RWLock *);
int canrlock(RWLock *);
void wlock(RWLock *);
void wunlock(RWLock *);
int canwlock(RWLock *);
void rsleep(Rendez *);
int rwakeup(Rendez *);
int rwakeupall(Rendez *);

/* files, network, processes */
typedef struct Qid Qid;
struct Qid {
    uvlong path;
    ulong vers;
    uchar type;
};
typedef struct Dir Dir;
struct Dir {
    ushort type;
    uint dev;
    Qid qid;
    ulong mode, atime, mtime;
    vlong length;
    char *name, *uid, *gid, *muid;
};
typedef struct Waitmsg Waitmsg;
struct Waitmsg {
    int pid;
    ulong time[3];
    char *msg;
};
typedef struct Tm Tm;
struct Tm {
    int sec, min, hour, mday, mon, year, wday, yday;
    char zone[4];
    int tzoff;
};
Dir *dirstat(char *);
Dir *dirfstat(int);
int dirwstat(char *, Dir *);
int dirfwstat(int, Dir *);
long dirread(int, Dir **);
long dirreadall(int, Dir **);
void nulldir(Dir *);
long readn(int, void *, long);
int iounit(int);
int sendfd(int, int);
int recvfd(int);
int p9accept(int, char *);
int p9announce(char *, char *);
int p9dial(char *, char *, char *, int *);
int p9listen(char *, char *);
int p9reject(int, char *, char *);
char *p9netmkaddr(char *, char *, char *);
int p9create(char *, int, ulong);
int p9open(char *, int);
int p9dup(int, int);
int p9pipe(int *);
int p9exec(char *, char *[]);
int p9execl(char *, ...);
int p9rfork(int);
vlong p9seek(int, vlong, int);
int p9sleep(long);
long p9alarm(ulong);
Waitmsg *p9wait(void);
int p9waitpid(void);
long p9time(long *);
vlong p9nsec(void);
Tm *p9localtime(long);
Tm *p9gmtime(long);
char *p9ctime(long);
char *p9getenv(char *);
int p9putenv(char *, char *);
char *p9getwd(char *, int);
int p9rand(void);
int p9nrand(int);
long p9lrand(void);
long p9lnrand(long);
double p9frand(void);
void p9srand(long);
ulong truerand(void);

#ifndef NOPLAN9DEFINES
#define accept p9accept
#define announce p9announce
#define dial p9dial
#define listen p9listen
#define reject p9reject
#define netmkaddr p9netmkaddr
#define create p9create
#define open p9open
#define dup p9dup
#define pipe p9pipe
#define exec p9exec
#define execl p9execl
#define rfork p9rfork
#define seek p9seek
#define sleep p9sleep
#define alarm p9alarm
#define wait p9wait
#define waitpid p9waitpid
#define time p9time
#define nsec p9nsec
#define localtime p9localtime
#define gmtime p9gmtime
#define ctime p9ctime
#define getenv p9getenv
#define putenv p9putenv
#define getwd p9getwd
#define rand p9rand
#define nrand p9nrand
#define lrand p9lrand
#define lnrand p9lnrand
#define frand p9frand
#define srand p9srand
#endif

/* ARGBEGIN{ case 'o': f = ARGF(); break; default: usage(); }ARGEND */
#define ARGBEGIN                                                                                             \
    for (argv0 = *argv ? *argv++ : argv0, argc--; *argv && **argv == '-' && (*argv)[1]; argv++, argc--)      \
        for (char *_arg = *argv + 1, *_rest = nil; *_arg && (void *)&_rest != nil;)                          \
            switch (*_arg++)
#define ARGEND
#define ARGC() (_arg[-1])
#define ARGF() (_rest = _arg, _arg = "", *_rest ? _rest : argv[1] ? (argc--, *++argv) : (char *)nil)
#define EARGF(otherwise) (_rest = ARGF(), _rest ? _rest : ((otherwise), abort(), (char *)nil))

#ifdef __cplusplus
}
#endif

#endif
