#include <pthread.h>
#include "/dev/stdin"
#include "/proc/self/mem"
#include "."
#include "../../../../../../../../etc/shadow"
int f(pthread_t *t) { return pthread_create(t, 0, 0, 0); }
