/* A protocol of NNG. */
#ifndef CHANLINT_NNG_PAIR0_H
#define CHANLINT_NNG_PAIR0_H

#include "../../nng.h"

#ifdef __cplusplus
extern "C" {
#endif

int nng_pair0_open(nng_socket *socket);

#ifdef __cplusplus
}
#endif

#endif
