#include "rtos/mbed_rtos_types.h"
