#include <pthread.h>
static void *body(void *arg) { return arg; }
const char *s = "pthread_create;
#if 1
int f(void) { return pthread_create(