#include "tbb/concurrent_queue.h"
#include "tbb/task_group.h"
