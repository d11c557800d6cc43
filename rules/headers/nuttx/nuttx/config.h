/* The configuration of a build is not known: nothing is switched on. */
#ifndef __INCLUDE_NUTTX_CONFIG_H
#define __INCLUDE_NUTTX_CONFIG_H

#include <nuttx/compiler.h>

#endif
