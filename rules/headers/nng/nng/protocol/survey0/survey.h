/* A protocol of NNG. */
#ifndef CHANLINT_NNG_SURVEY_H
#define CHANLINT_NNG_SURVEY_H

#include "../../nng.h"

#ifdef __cplusplus
extern "C" {
#endif

int nng_surveyor0_open(nng_socket *socket);

#ifdef __cplusplus
}
#endif

#endif
