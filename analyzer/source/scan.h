/* The scanner: what a C or C++ file includes and defines, and which identifiers each definition names, read
 * from its bytes in one pass, without preprocessing. It never fails: on text that is no C it finds something.
 *
 * Line splices are undone first, in place; so a raw string that holds one is read as if it did not. */
#ifndef CHANLINT_SOURCE_SCAN_H
#define CHANLINT_SOURCE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a definition names, but for its parameters and variables, fields, tags and labels: a name with flags
 * in its low bits: how the definition names it, each way that occurs. */
enum {
    SCAN_CALLED = 1, /* followed by `(`, or by `)(` */
    SCAN_NAMED = 2, /* by anything else */
    SCAN_FIELD = 4, /* called, or assigned to, behind `.` or `->`: a pointer, or a member function */
    SCAN_STORED = 8, /* a variable or a field that a name is assigned to: `hook = f`, `.run = f` */
    SCAN_PASSED = 16, /* the same of a parameter or variable of the function: `q->run = parameter` */
    SCAN_FLAG_BITS = 5
};
#define SCAN_USE_NAME(use) ((use) >> SCAN_FLAG_BITS)
#define SCAN_NO_NAME UINT32_MAX

enum scan_kind {
    SCAN_FUNCTION,
    SCAN_MACRO,
    SCAN_FILE /* what stands outside of functions: initialisers, invocations of macros */
};

struct scan_definition {
    enum scan_kind kind;
    bool local; /* a function with `static` before it */
    bool conditional; /* between #if and #endif */
    bool indirect; /* it calls what a parameter or variable of its points to */
    bool pastes; /* a macro that makes names of others by ## */
    uint32_t name;
    uint32_t alias; /* `f` in `ATTRIBUTE(1) f() {`, where either may be the function; else equal to name */
    uint32_t first_use, n_uses; /* in the file's uses; no name twice */
};

struct scan_include {
    const char *path;
    bool angled;
};

struct scan_file {
    bool read; /* false: the file could not be read, and nothing else is set */
    bool computed; /* it includes what a macro of another file says, too */
    struct scan_include *includes;
    unsigned n_includes;
    struct scan_definition *definitions;
    unsigned n_definitions;
    uint32_t *uses;
    unsigned n_uses;
    uint32_t *fields; /* names in its structs, without flags */
    unsigned n_fields;
};

/* One scanner owns the names and the results of what it scanned; it is not to be shared among threads. */
struct scanner;
struct scanner *scanner_new(void);
void scanner_free(struct scanner *scanner);

/* Scans the `size` bytes at `text`, which it changes; there is room for one more byte after them. */
void scanner_scan(struct scanner *scanner, char *text, size_t size, struct scan_file *file);

unsigned scanner_n_names(const struct scanner *scanner);
const char *scanner_name(const struct scanner *scanner, uint32_t name, size_t *length);
uint32_t scanner_find(const struct scanner *scanner, const char *text, size_t length); /* or SCAN_NO_NAME */
uint32_t scanner_intern(struct scanner *scanner, const char *text, size_t length);

/* Many files, read once each by as many threads as pay. */
struct scan;
struct scan *scan_new(void);
void scan_free(struct scan *scan);

/* Scans `n` files into `files`. Names are the same numbers in all of them, in later calls too. */
void scan_add(struct scan *scan, const char *const *paths, struct scan_file *const *files, unsigned n);

unsigned scan_n_names(const struct scan *scan);
const char *scan_name(const struct scan *scan, uint32_t name);
uint32_t scan_find(const struct scan *scan, const char *text); /* or SCAN_NO_NAME */

#endif
