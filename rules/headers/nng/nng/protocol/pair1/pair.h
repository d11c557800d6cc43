/* A protocol of NNG. */
#ifndef CHANLINT_NNG_PAIR1_H
#define CHANLINT_NNG_PAIR1_H

#include "../../nng.h"

#ifdef __cplusplus
extern "C" {
#endif

int nng_pair1_open(nng_socket *socket);
int nng_pair1_open_poly(nng_socket *socket);

#ifdef __cplusplus
}
#endif

#endif
