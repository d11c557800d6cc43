#include "folly/coro/BoundedQueue.h"
