/* The header where a package of chan installs it. */
#include "../chan.h"
