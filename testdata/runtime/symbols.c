#include "symbols.h"
#include <elfutils/libdwfl.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUCKETS = 1024 };

struct known {
    struct known *next;
    struct symbol symbol;
};

static Dwfl *dwfl;
static struct known *buckets[BUCKETS];

/* Only what the program itself carries: looking elsewhere may go over the network, and the program would
 * stand still. */
static int no_debug_file(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
    const char *file, const char *link, GElf_Word sum, char **found)
{
    (void)module, (void)data, (void)name, (void)base, (void)file, (void)link, (void)sum, (void)found;
    return -1;
}

static const Dwfl_Callbacks callbacks = {
    .find_elf = dwfl_linux_proc_find_elf,
    .find_debuginfo = no_debug_file,
};

static void look_at_process(void)
{
    dwfl = dwfl_begin(&callbacks);
    if (!dwfl)
        return;
    dwfl_linux_proc_report(dwfl, getpid());
    dwfl_report_end(dwfl, NULL, NULL);
}

static void find(struct symbol *symbol, uintptr_t address)
{
    if (!dwfl)
        look_at_process();
    Dwfl_Module *module = dwfl ? dwfl_addrmodule(dwfl, address) : NULL;
    if (!module)
        return;
    GElf_Off offset;
    GElf_Sym unused;
    const char *function = dwfl_module_addrinfo(module, address, &offset, &unused, NULL, NULL, NULL);
    if (function) {
        symbol->function = function;
        symbol->offset = offset + (symbol->address - address);
    }
    Dwfl_Line *line = dwfl_module_getsrc(module, address);
    if (line)
        symbol->file = dwfl_lineinfo(line, NULL, &symbol->line, NULL, NULL, NULL);
}

static const struct symbol *symbol_at(uintptr_t shown, uintptr_t address)
{
    static const struct symbol nothing = {.function = "?"};
    struct known **bucket = &buckets[address / 4 % BUCKETS];
    for (struct known *known = *bucket; known; known = known->next)
        if (known->symbol.address == shown)
            return &known->symbol;
    struct known *known = calloc(1, sizeof *known);
    if (!known)
        return &nothing;
    known->symbol = (struct symbol){.address = shown, .function = "?"};
    find(&known->symbol, address);
    known->next = *bucket;
    *bucket = known;
    return &known->symbol;
}

const struct symbol *symbol_of_code(uintptr_t address)
{
    return symbol_at(address, address);
}

const struct symbol *symbol_of_return(uintptr_t address)
{
    return symbol_at(address, address - 1);
}

void symbols_forget(void)
{
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct known *known; (known = buckets[i]); free(known))
            buckets[i] = known->next;
    if (dwfl)
        dwfl_end(dwfl);
    dwfl = NULL;
}
