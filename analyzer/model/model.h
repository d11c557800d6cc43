/* Models: what a concurrency library's functions do, read from rules/models/LIBRARY.yaml (language:
 * rules/README.md). A set of models is one arena and one table from function names to what they do. */
#ifndef CHANLINT_MODEL_H
#define CHANLINT_MODEL_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum model_role {
    MODEL_SPAWN, /* starts a task: body, argument or arguments, handle, group */
    MODEL_SPAWN_BEGIN, /* a macro's residue: opens a spawn block; handle, group */
    MODEL_SPAWN_END, /* a macro's residue: the call before it is the body with its arguments */
    MODEL_CREATE, /* makes a channel or a semaphore: channel, capacity; mode: of all that waits on it */
    MODEL_ALIAS, /* its result is another name of: value */
    MODEL_SEND, /* channel, value, mode, fails */
    MODEL_RECEIVE, /* channel, value, mode, fails */
    MODEL_SELECT, /* waits for the first of several clauses in an array: clauses, mode; its result is the
                     index of the clause that fired, negative when none did */
    MODEL_SELECT_BEGIN, /* a select that a macro spreads over calls: begin, clauses..., wait */
    MODEL_SELECT_SEND, /* channel, index, value */
    MODEL_SELECT_RECEIVE,
    MODEL_SELECT_TIMEOUT, /* fires, mode */
    MODEL_SELECT_DEFAULT, /* fires */
    MODEL_SELECT_WAIT, /* blocks; its result is the index of the clause that fired */
    MODEL_LIMIT, /* from then on, nobody waits for ever on it: channel, wakes, mode */
    MODEL_CLOSE, /* channel; without: all of the library's; wakes */
    MODEL_CANCEL, /* ends a task from outside: handle */
    MODEL_INTERRUPT, /* lets what the task blocks in fail, if that is interruptible: handle */
    MODEL_JOIN, /* waits for a task: handle, mode */
    MODEL_WAIT, /* sleeps on a condition variable: condition, lock, mode */
    MODEL_SIGNAL, /* wakes sleepers: condition, wakes */
    MODEL_ACQUIRE, /* a semaphore's down: channel, mode */
    MODEL_RELEASE, /* a semaphore's up: channel */
    MODEL_LOCK, /* lock, mode, shared */
    MODEL_UNLOCK, /* lock */
    MODEL_ALLOCATE, /* its result is memory of its own, whatever its body does */
    MODEL_FREE, /* ends the life of an object, and keeps nothing of it: value */
    MODEL_SELF, /* its result names the calling task */
    MODEL_EXIT, /* ends the calling task */
    MODEL_EXIT_PROCESS /* ends the process */
};

/* Which argument of the call; counted from 0. */
enum { MODEL_NONE = -1, MODEL_RESULT = -2 };

/* How a thing follows from the argument. */
enum model_way {
    MODEL_ITSELF, /* it is the argument: pthread_join(T), chansendp(c, V) */
    MODEL_POINTEE, /* it is what the argument points at: pthread_create(&T), chansend(c, &V) */
    MODEL_ELEMENTS /* each element of the array that the argument points at: dill_chmake(CHV) */
};

#define MODEL_UNKNOWN INT64_MIN /* a capacity, an index or an argument that is not known */

enum model_mode { MODEL_FOREVER, MODEL_TIMEOUT, MODEL_NONBLOCKING };

/* Which results say that the operation ended without doing its work. */
enum model_failure { MODEL_FAILS_NEVER, MODEL_FAILS_NEGATIVE, MODEL_FAILS_NONZERO, MODEL_FAILS_ZERO };

struct model_values {
    const int64_t *values;
    unsigned n;
};

static inline bool model_has_value(const struct model_values *values, int64_t value)
{
    for (unsigned i = 0; i < values->n; i++)
        if (values->values[i] == value)
            return true;
    return false;
}

/* What a close or a signal wakes. */
enum model_wakes {
    MODEL_WAKES_RECEIVERS = 1,
    MODEL_WAKES_SENDERS = 2,
    MODEL_WAKES_UNBUFFERED_SENDERS = 4, /* those of a channel of capacity 0 */
    MODEL_WAKES_OWN_SENDERS = 8, /* those that send on the very handle that is closed, not on its other end */
    MODEL_WAKES_ONE = 16 /* of a signal: one of its sleepers, not all */
};

/* The array of structs that a select takes, or its arrays of channels. */
struct model_clauses {
    int receives, sends; /* arguments that are arrays of channels; MODEL_NONE when there is `array` */
    int array; /* the argument that is the array of structs, or MODEL_NONE; all that follows is about it */
    int count; /* the argument that is its length, or MODEL_NONE: ended by an operation in `end` or
                  `nonblocking` */
    const char *record; /* the struct's name, as the compiler knows it */
    const char *channel; /* the fields' names */
    const char *operation;
    const char *value; /* what points at what is sent, or received; or NULL: not said */
    int64_t send, receive; /* what `operation` may be */
    struct model_values end; /* ends the array; the select blocks */
    struct model_values nonblocking; /* ends the array; the select does not block */
    struct model_values ignored; /* switches the clause off */
};

/* What is to be done about an operation that nothing wakes, as a command in the library's own words; NULL:
 * not said. */
struct model_fixes {
    const char *send, *receive;
    const char *wait; /* of a channel that is made by hand of the library's waits */
};

struct model {
    const char *library; /* "libdill" */
    const char *file; /* the YAML file's path */
    unsigned line; /* in which it begins there */
    const char *within; /* the library whose tasks its operations block, and end with; or NULL: its own */
    const char
        *context; /* what ends operations: the type of an argument, or the function that tells it; or NULL */
    const char *task; /* what a task is called in messages: "thread", "coroutine", "task" */
    const char *
        *headers; /* a function is this library's when it was declared in a file that ends so; NULL-ended */
    const char **macros; /* names that the source uses and the AST does not show; NULL-ended */
    struct model_fixes fixes;
    unsigned roles; /* what its functions do: a bit for each enum model_role */
    unsigned n_functions;
    bool everywhere; /* its operations block tasks of any library, and end with them */
    bool terminates; /* a handle's cancel ends the task inside the operation (pthread_cancel), no result to
                        look at */
    bool
        one_ended; /* its channels are sockets: what is sent on one comes out of another, here or elsewhere */
};

struct model_function {
    const char *name; /* as in the AST */
    const char **fields; /* NULL: `name` is a function. Else it is a struct: each static object of it that is
                            initialised is a call, with the object's address and what these fields are set to;
                            NULL-ended */
    enum model_role role;
    const struct model *model;
    int when_argument; /* it does so only where that argument is one of `when`; MODEL_NONE: everywhere */
    struct model_values when;
    int channel, value, body, argument, handle, condition, lock,
        index; /* arguments, MODEL_NONE or MODEL_RESULT. A spawn without handle: nobody can join or cancel it
                */
    enum model_way channel_way, value_way, handle_way;
    bool spreads; /* SPAWN: `argument` and those behind it are the body's, one each */
    unsigned parameter; /* SPAWN: the body's parameter that gets `argument` */
    bool packed; /* SPAWN: that parameter is an array of `argument` and those behind it */
    int group; /* SPAWN: an argument that is the handle instead of `handle`, unless it is negative */
    int64_t fires; /* SELECT_TIMEOUT, SELECT_DEFAULT: the index that SELECT_WAIT then returns */
    int capacity_argument;
    bool repeats; /* SPAWN: the body is called again and again */
    bool public; /* CREATE: other programs may use the channel, too */
    int64_t capacity; /* constant, or MODEL_UNKNOWN; of a semaphore: what it starts with */
    enum model_mode mode; /* when timeout_argument is MODEL_NONE */
    int timeout_argument; /* decides the mode by its value, see model_mode_of */
    struct model_values forever, timeout, nonblocking;
    int64_t nonblocking_bits;
    enum model_failure fails;
    bool unbounded; /* SEND: never blocks on a channel that nobody is seen to create */
    bool shared; /* LOCK: several may hold it at once */
    bool interruptible; /* of what may block: it fails when its task is interrupted */
    unsigned wakes; /* CLOSE, SIGNAL; LIMIT: whose waiting, 0: everybody's */
    const char
        *waker; /* WAIT, ACQUIRE: the function, or method, by which a fix wakes all who sleep; or NULL */
    const char
        *covered; /* SEND, WAIT: the statements by which a fix does it so that it ends otherwise, too */
    struct model_clauses clauses; /* SELECT */
};

/* The functions in which programs start, C's own and those of libraries. NULL-ended. */
extern const char *const model_mains[];

struct model_set;
struct project;

/* Loads each of `files` (NULL-ended, may be NULL), the models that `project` (may be NULL) names or holds,
 * but for those of libraries that `files` has, and every *.yaml of `directory`: in this order functions are
 * found. NULL and an error that names file, line, column and key when one is malformed. */
struct model_set *model_load(
    const char *directory, char *const *files, const struct project *project, GError **error);
void model_free(struct model_set *set);

/* Is a function that was declared in the file `header` this library's? */
bool model_has_header(const struct model *model, const char *header);

/* What the function does whatever it is called with, or NULL. `header` is where it was declared, NULL when
 * that is not known. */
const struct model_function *model_find(const struct model_set *set, const char *name, const char *header);

/* What a call of the function does, or NULL: `arguments` are its `n` first ones, MODEL_UNKNOWN each that is
 * not constant. */
const struct model_function *model_find_call(
    const struct model_set *set, const char *name, const char *header, const int64_t *arguments, unsigned n);

/* How a call waits whose `timeout_argument` is the value. */
enum model_mode model_mode_of(const struct model_function *function, int64_t value);

/* The names that make a function worth parsing: operations, spawns and creations, by function and by macro.
 * `is_spawn` tells those that start tasks. The result is the set's. NULL-ended array of names. */
const char *const *model_words(const struct model_set *set);
bool model_is_worthwhile(enum model_role role);
bool model_word_spawns(const struct model_set *set, const char *word);

/* Of everything that was loaded: equal hashes, equal models. */
uint64_t model_hash(const struct model_set *set);

/* The loaded models in the order of their libraries' names. */
const struct model *const *model_list(const struct model_set *set, unsigned *n);

#endif
