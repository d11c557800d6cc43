/* A protocol of NNG. */
#ifndef CHANLINT_NNG_RESPOND_H
#define CHANLINT_NNG_RESPOND_H

#include "../../nng.h"

#ifdef __cplusplus
extern "C" {
#endif

int nng_respondent0_open(nng_socket *socket);

#ifdef __cplusplus
}
#endif

#endif
