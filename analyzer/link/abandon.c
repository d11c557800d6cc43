/* Channels that are abandoned: the function that made the channel, and started who sends on it, ends on some
 * way without having come to a receive. */
#include "link/taker.h"

#include "link/terms.h"
#include "link/ways.h"

/* Is something of the class made in the function, or by one that it calls for that? */
static bool makes(
    struct linked *linked, const struct function *function, uint32_t class, const struct taker *taker)
{
    const GPtrArray *creations = class ? classes_creations(linked->classes, class) : NULL;
    for (guint i = 0; creations && i < creations->len; i++) {
        const struct function *maker = ((const struct creation *)g_ptr_array_index(creations, i))->function;
        if (maker == function ||
            (ways_lead_to(function, maker, NEAR) && !ways_lead_to(maker, taker_call(taker)->function, NEAR)))
            return true;
    }
    return false;
}

bool taker_is_made_by(struct linked *linked, const struct taker *taker, const struct function *function)
{
    struct function *receiver = taker_call(taker)->function;
    const struct ir_expr *root = taker->handle ? term_root(taker->handle) : NULL;
    uint32_t object =
        root && root->kind != IR_GLOBAL ? classes_value(linked->classes, receiver, root) : CLASS_NONE;
    return makes(linked, function, taker->class, taker) || makes(linked, function, object, taker);
}

static const struct ir_block *abandons(
    struct linked *linked, const struct task *task, uint32_t channel, guint send)
{
    struct function *starter = task->at->function;
    g_autoptr(GArray) receives = ways_rows(linked, OP_RECEIVE, channel);
    ways_add_unknown(linked, receives);
    struct ways *ways = ways_from_start(linked, task, receives);
    ways_end_when_told(ways, send);
    ways_end_when_given_back(ways);
    const struct ir_block *end = ways_past(ways, function_ends_process(linked, starter));
    ways_free(ways);
    return end;
}

struct abandonment taker_abandons(struct linked *linked, const struct taker *taker, guint send)
{
    g_autoptr(GArray) tasks = linked_tasks_of(linked, send);
    for (guint t = 0; !taker->polls && t < tasks->len; t++) {
        const struct task *task = g_ptr_array_index(linked->tasks, g_array_index(tasks, uint32_t, t));
        struct function *starter = task->at->function;
        if (!ways_lead_to(starter, taker_call(taker)->function, NEAR) ||
            !taker_is_made_by(linked, taker, starter))
            continue;
        const struct ir_block *end = abandons(linked, task, taker->channel, send);
        if (end)
            return (struct abandonment){starter, end};
    }
    return (struct abandonment){NULL, NULL};
}
