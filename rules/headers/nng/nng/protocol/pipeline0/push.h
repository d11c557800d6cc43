/* A protocol of NNG. */
#ifndef CHANLINT_NNG_PUSH_H
#define CHANLINT_NNG_PUSH_H

#include "../../nng.h"

#ifdef __cplusplus
extern "C" {
#endif

int nng_push0_open(nng_socket *socket);

#ifdef __cplusplus
}
#endif

#endif
