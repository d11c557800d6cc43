/* What a worker gives up before it looks at anybody's source: it needs to read files and to answer, nothing
 * else. Everything is best effort: a kernel that offers less leaves the rest in place. */
#ifndef CHANLINT_EXTRACT_SANDBOX_H
#define CHANLINT_EXTRACT_SANDBOX_H

#include <stddef.h>

/* Limits memory to `megabytes` over `stack` bytes, and gives up core dumps, descriptors over `last`, other
 * programs, the network, and writing files, but for small ones in `folder` (""; nowhere). To be called before
 * threads are started. */
void sandbox_enter(unsigned megabytes, size_t stack, int last, const char *folder);

#endif
