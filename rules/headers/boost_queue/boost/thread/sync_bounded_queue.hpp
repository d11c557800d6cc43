#include "boost/thread/concurrent_queues/sync_bounded_queue.hpp"
