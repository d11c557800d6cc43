#include <pthread.h>
void *body(void *arg) { return arg; }
int start(pthread_t *t) { return pthread_create(t, 0, body, 0); }
/* and then nothing ends this
