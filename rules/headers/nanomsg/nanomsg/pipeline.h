/* nanomsg protocols. */
#ifndef CHANLINT_NN_PIPELINE_H
#define CHANLINT_NN_PIPELINE_H

#define NN_PUSH 80
#define NN_PULL 81

#endif
