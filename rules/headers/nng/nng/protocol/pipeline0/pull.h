/* A protocol of NNG. */
#ifndef CHANLINT_NNG_PULL_H
#define CHANLINT_NNG_PULL_H

#include "../../nng.h"

#ifdef __cplusplus
extern "C" {
#endif

int nng_pull0_open(nng_socket *socket);

#ifdef __cplusplus
}
#endif

#endif
