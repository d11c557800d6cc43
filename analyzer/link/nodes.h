/* The nodes of the classes, and which expression is which. Private to classes.c and nodes.c. */
#ifndef CHANLINT_NODES_H
#define CHANLINT_NODES_H

#include "link/classes.h"
#include "link/marks.h"

/* Two kinds: a location holds a value, a value may point to a location. */
struct node {
    uint32_t parent;
    uint32_t link; /* of a value: the location it points to; of a location: the value that it holds */
    uint32_t address; /* of a location: the value that points to it */
    uint8_t rank;
    bool is_location;
    bool whole; /* of an array: all its elements are this one location */
    bool rigid; /* it is reachable from a field or global: one value for all calls */
    bool foreign; /* it also comes from code that is not seen */
    bool lost; /* it is named in text that was not understood */
    uint8_t label_rank;
    const char *label;
    GHashTable *elements; /* of an array: index -> the element's location, but the first's; or NULL */
    struct marks *creations, *functions;
    struct marks *models; /* const struct model_function *: functions of libraries */
};

enum label_rank { LABEL_NONE, LABEL_PARAM, LABEL_LOCAL, LABEL_GLOBAL, LABEL_FIELD };

/* A function's variables and results; nodes are made when first asked for. */
struct frame {
    uint32_t *params, *results;
    bool *followed; /* by parameter, and behind them the result: may it lead to a channel? */
    uint32_t returned;
    GHashTable *locals; /* name -> node */
};

/* Between two values of a call: a parameter and its argument, or what is returned and the call's result. */
struct flow {
    struct call *call;
    uint32_t callee, caller;
    bool functions; /* they go down into it, too: neither a result nor a number */
};

struct classes {
    struct program *program;
    GArray *nodes; /* struct node; [0] is none */
    struct frame *frames; /* by function id */
    GHashTable *globals; /* key -> location */
    GHashTable *fresh; /* struct call * -> struct creation * of memory */
    GPtrArray *selects; /* const struct model_clauses *: those that take an array of structs */
    GArray *flows; /* struct flow */
    GPtrArray *through_pointers; /* struct call * */
    uint64_t changes;
};

enum { MOST_TARGETS = 100 }; /* of a call through a pointer; more say nothing */

struct node *node_at(const struct classes *classes, uint32_t node);
uint32_t node_new(struct classes *classes, bool is_location);

/* Both become one, and so does what they point to. CLASS_NONE with anything is nothing. */
void node_unify(struct classes *classes, uint32_t a, uint32_t b);
void node_make_rigid(struct classes *classes, uint32_t node);

/* The value that a location holds; the location that a value points to. Made when first asked for. */
uint32_t node_value(struct classes *classes, uint32_t location);
uint32_t node_pointed(struct classes *classes, uint32_t value);

/* From now on the array's elements are one: somebody takes one whose index is not known. */
void node_make_whole(struct classes *classes, uint32_t array);
/* The location of one element; the array's own, when it is whole. */
uint32_t node_element(struct classes *classes, uint32_t array, int64_t index);
/* The indices that have an element of their own; the caller's, or NULL. */
GArray *node_indices(const struct classes *classes, uint32_t array);

uint32_t node_location(struct classes *classes, struct function *function, const struct ir_expr *place);
uint32_t node_of_param(struct classes *classes, const struct function *function, int64_t index);
uint32_t node_of_result(struct classes *classes, const struct function *function, int64_t number);

void node_add_function(struct classes *classes, uint32_t value, struct function *function);
void node_add_model(struct classes *classes, uint32_t value, const struct model_function *model);
void node_add_creation(struct classes *classes, uint32_t value, struct creation *creation);

#endif
