/* What a link does to its process, tried on another: for who links many programs, and must go on behind one
 * that the link cannot bear. */
#ifndef CHANLINT_REHEARSE_H
#define CHANLINT_REHEARSE_H

#include "link/link.h"

/* Links the program in a process of its own, whose result is lost. False, and an error that says how it
 * ended, when it crashed or took longer; 0 seconds: it may take any time. */
bool link_rehearse(const struct link_input *input, unsigned seconds, GError **error);

#endif
