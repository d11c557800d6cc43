/* Private to front/: what the files about classes of C++'s standard library share. */
#ifndef CHANLINT_FRONT_STANDARD_H
#define CHANLINT_FRONT_STANDARD_H

#include "front/lower.h"

typedef const struct ir_expr *lower_use(struct function *f, const struct use *use);

struct standard_method {
    const char *const *classes; /* NULL-ended; NULL ends a table of methods */
    const char *method;
    lower_use *lower;
};

/* -- standard.c */
bool is_one_of(const char *name, const char *const *names);
const char *class_name(struct lowering *u, CXType type); /* NULL: of the tree, or no class */
unsigned n_arguments(const struct use *use);
CXCursor argument(const struct use *use, unsigned i);
const struct ir_expr *call_named(
    struct function *f, const char *name, GPtrArray *args, struct ir_location at, CXCursor text);

/* -- coroutine.c */
CXCursor member_named(CXCursor class, const char *name); /* its own or a base's, or a null cursor */

/* -- destroy.c */
CXCursor shown_class(CXCursor class); /* whose members libclang shows */
CXType item_type(CXType type); /* what a smart pointer or a container holds */

/* -- make.c */
bool make_object(struct function *f, const struct ir_expr *object, CXType type, const struct use *use);
lower_use make_owned; /* NULL, and nothing is lowered, where the class is not the tree's */

/* -- threads.c */
extern const struct standard_method thread_methods[];
lower_use async;
bool is_thread(const char *class);
/* Constructs an object of the class; what is made without arguments is no thread. */
void spawn(struct function *f, const char *class, const struct ir_expr *handle, const struct use *use);

#endif
