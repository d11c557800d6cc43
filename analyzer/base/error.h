/* The one error domain. A message says what was wrong, where, and what to do; it carries no trailing newline.
 */
#ifndef CHANLINT_ERROR_H
#define CHANLINT_ERROR_H

#include <glib.h>

#define CHANLINT_ERROR chanlint_error_quark()
GQuark chanlint_error_quark(void);

enum chanlint_error {
    ERROR_USAGE, /* a bad option or argument */
    ERROR_INPUT, /* a file or tree that cannot be used: unreadable, malformed, corrupt, locked */
    ERROR_OUTPUT /* a result that cannot be written */
};

#endif
