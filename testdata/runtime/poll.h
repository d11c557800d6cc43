/* Descriptors that tasks wait for. */
#ifndef TEND_POLL_H
#define TEND_POLL_H

#include <stdbool.h>
#include <stdint.h>

/* Does any task wait for a descriptor? */
bool poll_any(void);

/* Wakes those whose descriptor is ready. When none is, waits for one so many milliseconds; forever when
 * negative. */
void poll_wait(int64_t milliseconds);

/* Forgets all who wait. */
void poll_end(void);

#endif
