/* nanomsg protocols. */
#ifndef CHANLINT_NN_BUS_H
#define CHANLINT_NN_BUS_H

#define NN_BUS 112

#endif
