/* A protocol of NNG. */
#ifndef CHANLINT_NNG_BUS_H
#define CHANLINT_NNG_BUS_H

#include "../../nng.h"

#ifdef __cplusplus
extern "C" {
#endif

int nng_bus0_open(nng_socket *socket);

#ifdef __cplusplus
}
#endif

#endif
