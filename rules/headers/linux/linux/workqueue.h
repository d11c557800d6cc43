#include "linux/kthread.h"
