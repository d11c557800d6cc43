/* nanomsg protocols. */
#ifndef CHANLINT_NN_PAIR_H
#define CHANLINT_NN_PAIR_H

#define NN_PAIR 16

#endif
