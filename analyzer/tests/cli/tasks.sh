# How each task dies, of the latest run.
. "$(dirname "$0")/harness.sh"
make_tree tree
cat >tree/pool.c <<'EOF'
#include <pthread.h>
#include <unistd.h>

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t more, room;
    int jobs[8], n, closed;
};
static struct pool pool;
int pool_stopping;

int pool_take(struct pool *p, int *job)
{
    pthread_mutex_lock(&p->lock);
    while (p->n == 0 && !p->closed)
        pthread_cond_wait(&p->more, &p->lock);
    if (p->n == 0) {
        pthread_mutex_unlock(&p->lock);
        return 0;
    }
    *job = p->jobs[--p->n];
    pthread_cond_signal(&p->room);
    pthread_mutex_unlock(&p->lock);
    return 1;
}

void pool_add(struct pool *p, int job)
{
    pthread_mutex_lock(&p->lock);
    while (p->n == 8)
        pthread_cond_wait(&p->room, &p->lock);
    p->jobs[p->n++] = job;
    pthread_cond_signal(&p->more);
    pthread_mutex_unlock(&p->lock);
}

void pool_close(struct pool *p)
{
    pthread_mutex_lock(&p->lock);
    p->closed = 1;
    pthread_cond_broadcast(&p->more);
    pthread_mutex_unlock(&p->lock);
}

static void *worker(void *arg)
{
    int job;
    while (pool_take(arg, &job))
        sleep((unsigned)job);
    return NULL;
}

static void *feeder(void *arg)
{
    while (!pool_stopping)
        pool_add(arg, 1);
    return NULL;
}

static void *clock_tick(void *arg)
{
    for (;;)
        sleep(1);
    return arg;
}

static void *once(void *arg)
{
    sleep(1);
    return arg;
}

static void *endless(void *arg)
{
    for (;;)
        pool_add(arg, 2);
}

void pool_run(void)
{
    pthread_t workers[4], feed, tick, warm, noise;
    for (int i = 0; i < 4; i++)
        pthread_create(&workers[i], NULL, worker, &pool);
    pthread_create(&feed, NULL, feeder, &pool);
    pthread_create(&tick, NULL, clock_tick, NULL);
    pthread_create(&warm, NULL, once, NULL);
    pthread_create(&noise, NULL, endless, &pool);
    sleep(10);
    pthread_cancel(noise);
    pool_stopping = 1;
    pool_close(&pool);
}
EOF
refuses 'there is no database' tasks --db tree/.chanlint/chanlint.db
absent tree/.chanlint
run 1 check tree
cd tree || exit 1
run 0 tasks

# row LINE DIES HANG: that row of the table says so
row() {
    expected=$(grep -n "$1" pool.c poller.c | sed -n 's/^\([a-z.]*:[0-9]*\):.*pthread_create.*/\1/p')
    grep "^$expected  *thread  *$2  *" "$out" | sed 's/   */ | /g' | grep -qF -- "| $3" ||
        fail "no row '$expected $2 ... $3'"
}
at() { grep -n -- "$1" "$2" | head -1 | sed "s/:.*//; s/^/$2:/"; }
hangs() { echo "$(at "$1" "$2") \`$3\`"; }
row worker worker "bounded | closed by pool_close at $(at 'p->closed = 1' pool.c)"
row feeder feeder "once | returns | $(hangs 'pool_add(arg, 1)' pool.c 'pool_add(arg, 1)')"
row clock_tick clock_tick 'once | process exit only'
row 'NULL, once' once 'once | returns'
row endless endless "once | killed by pool_run at $(at 'pthread_cancel' pool.c)"
row watch watch "unbounded | NEVER | $(hangs 'queue_push(out, event)' poller.c 'queue_push(out, event)')"
head -1 "$out" | grep -q '^START  *KIND  *BODY  *STARTED  *DIES  *CAN HANG AT$' || fail 'no head'
[ "$(sed 1d "$out" | cut -d' ' -f1)" = "$(sed 1d "$out" | cut -d' ' -f1 | sort -t: -k1,1 -k2,2n)" ] ||
    fail 'the rows are not sorted by file and line'
grep -q ' $' "$out" && fail 'blanks at the end of a line'
grep -q "$(printf '\033')" "$out" && fail 'colours without a terminal'
warns 'chanlint: 6 tasks; 2 return, 0 cancelled, 1 closed, 1 killed, 1 process exit only, 1 NEVER; 2 can hang'
run 0 tasks --db .chanlint/chanlint.db
cd ..

mkdir quiet
echo 'int main(void) { return 0; }' >quiet/main.c
run 0 check quiet
run 0 tasks --db quiet/.chanlint/chanlint.db
[ ! -s "$out" ] || fail 'a table without tasks'
warns 'chanlint: 0 tasks;'

printf 'SQLite format 3\0and then something else altogether, which is no database at all......................' >corrupt.db
refuses 'corrupt.db' tasks --db corrupt.db
: >fresh.db
refuses 'fresh.db holds no run' tasks --db fresh.db
"$chanlint" tasks --db tree/.chanlint/chanlint.db >/dev/full 2>"$err"
[ $? -eq 2 ] || fail 'a full disk goes unnoticed'
finish
