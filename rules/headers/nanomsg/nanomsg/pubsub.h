/* nanomsg protocols. */
#ifndef CHANLINT_NN_PUBSUB_H
#define CHANLINT_NN_PUBSUB_H

#define NN_PUB 32
#define NN_SUB 33
#define NN_SUB_SUBSCRIBE 1

#endif
