/* Names for addresses of this process. */
#ifndef TEND_SYMBOLS_H
#define TEND_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

struct symbol {
    uintptr_t address;
    const char *function; /* never NULL */
    size_t offset; /* in the function */
    const char *file; /* NULL: there is no debug information */
    int line;
};

/* What stands at an address. It stays until symbols_forget. */
const struct symbol *symbol_of_code(uintptr_t address);

/* The same of an address to which a call returns: what matters is the call, which stands before it. */
const struct symbol *symbol_of_return(uintptr_t address);

void symbols_forget(void);

#endif
