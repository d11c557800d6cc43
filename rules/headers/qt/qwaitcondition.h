#include "qthread.h"
