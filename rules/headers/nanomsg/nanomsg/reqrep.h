/* nanomsg protocols. */
#ifndef CHANLINT_NN_REQREP_H
#define CHANLINT_NN_REQREP_H

#define NN_REQ 48
#define NN_REP 49

#endif
