#include "events/EventQueue.h"
