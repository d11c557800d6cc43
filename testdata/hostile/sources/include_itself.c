#include <pthread.h>
#include "include_itself.c"
int f(pthread_t *t) { return pthread_create(t, 0, 0, 0); }
