#ifndef WATCHER_H
#define WATCHER_H

struct queue;

void watcher_start(const char *key, struct queue *out);

#endif
