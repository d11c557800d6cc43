/* A protocol of NNG. */
#ifndef CHANLINT_NNG_PUB_H
#define CHANLINT_NNG_PUB_H

#include "../../nng.h"

#ifdef __cplusplus
extern "C" {
#endif

int nng_pub0_open(nng_socket *socket);

#ifdef __cplusplus
}
#endif

#endif
