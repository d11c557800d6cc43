/* Channels and the operations on them, as rows. */
#include "link/processes.h"

#include "base/multimap.h"
#include "link/cfg.h"
#include "link/terms.h"

#include <string.h>

static const char *const kind_names[] = {
    [OP_SEND] = "send",
    [OP_RECEIVE] = "receive",
    [OP_SELECT] = "select",
    [OP_WAIT] = "wait",
    [OP_JOIN] = "join",
    [OP_CLOSE] = "close",
    [OP_CANCEL] = "cancel",
    [OP_SIGNAL] = "signal",
    [OP_INTERRUPT] = "interrupt",
};

static const char *const mode_names[] = {
    [MODEL_FOREVER] = "forever",
    [MODEL_TIMEOUT] = "timeout",
    [MODEL_NONBLOCKING] = "nonblocking",
};

static const char *const outcome_names[] = {
    [OUTCOME_IGNORED] = "ignored",
    [OUTCOME_TESTED] = "tested",
    [OUTCOME_LEADS_OUT] = "leads-out",
};

static const char *const clause_names[] = {
    [CLAUSE_SEND] = "send",
    [CLAUSE_RECEIVE] = "receive",
    [CLAUSE_TIMEOUT] = "timeout",
    [CLAUSE_DEFAULT] = "default",
};

enum { ESCAPES_IN_LOST_TEXT = 2 }; /* channel.escapes */

/* -- channels -- */

/* The capacity that all its creations by a library agree on. */
static int64_t capacity_of(const GPtrArray *creations)
{
    const struct creation *first = NULL;
    for (guint i = 0; creations && i < creations->len; i++) {
        const struct creation *creation = g_ptr_array_index(creations, i);
        if (!creation->model)
            continue;
        if (first && creation->capacity != first->capacity)
            return MODEL_UNKNOWN;
        first = creation;
    }
    return first ? first->capacity : MODEL_UNKNOWN;
}

static void set_creation(struct linked *linked, struct relation_channel *channel, const GPtrArray *creations)
{
    if (!creations || creations->len == 0)
        return;
    const struct creation *first = g_ptr_array_index(creations, 0);
    for (guint i = 1; i < creations->len; i++) { /* a library's creation says more than memory */
        const struct creation *creation = g_ptr_array_index(creations, i);
        if (creation->model && !first->model)
            first = creation;
    }
    struct ir_location at = first->call ? first->call->ir->at : first->function->ir->at;
    channel->created_file = linked_file(linked, first->function, at);
    channel->created_line = at.line;
    channel->capacity = capacity_of(creations);
}

/* What the channel is first put into: `watcher.out`, `done`; NULL: nothing that has a name. */
static const char *name_of_place(struct linked *linked, const struct ir_expr *place)
{
    while (place->kind == IR_INDEX)
        place = place->a;
    if (place->kind == IR_FIELD) {
        g_autofree char *name = g_strdup_printf("%s.%s", place->record, place->name);
        return linked_text(linked, name);
    }
    bool named = place->kind == IR_GLOBAL || (place->kind == IR_LOCAL && *place->name != '$');
    return named ? linked_text(linked, place->name) : NULL;
}

/* The place that is set to the value; NULL: none. */
static const struct ir_expr *set_to(
    struct linked *linked, const struct function *function, const struct ir_expr *value)
{
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        for (uint32_t i = 0; i < function->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &function->ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && term_equal(instr->value, value) &&
                !classes_is_operand(linked->classes, instr->target))
                return instr->target;
        }
    return NULL;
}

/* `c = make(); watcher->out = c;` puts it into `watcher.out`. */
static const char *label_of_creation(struct linked *linked, const struct creation *creation)
{
    const struct ir_expr result = {.kind = IR_RESULT, .value = creation->call->ir->result};
    const struct ir_expr *place = set_to(linked, creation->function, &result);
    const struct ir_expr *next =
        place && place->kind == IR_LOCAL ? set_to(linked, creation->function, place) : NULL;
    const char *label = next ? name_of_place(linked, next) : NULL;
    return label ? label : place ? name_of_place(linked, place) : NULL;
}

/* As the first of its creations by a library names it, in the order of their names; or as its class is
 * called. A label is part of a finding's fingerprint: it should not hang on what else a class has come to
 * hold. */
static const char *label_of(struct linked *linked, uint32_t class, const struct op_site *site)
{
    const GPtrArray *creations = classes_creations(linked->classes, class);
    const char *best = NULL;
    for (guint i = 0; creations && i < creations->len; i++) {
        const struct creation *creation = g_ptr_array_index(creations, i);
        const char *label = creation->model ? label_of_creation(linked, creation) : NULL;
        if (label && (!best || strcmp(label, best) < 0))
            best = label;
    }
    if (!best)
        best = classes_label(linked->classes, class);
    return best ? best : site->label;
}

/* A record without a name is called by its place, which is nobody's word, and moves: the field alone is said.
 */
static const char *without_place(const char *label)
{
    const char *field = label ? strchr(label, '.') : NULL, *at = field;
    if (!field)
        return label;
    for (int part = 0; part < 2; part++) {
        const char *end = at;
        while (at > label && g_ascii_isdigit(at[-1]))
            at--;
        if (at == end || at == label || *--at != ':')
            return label;
    }
    return field + 1;
}

/* Is a library's channel made by none of its functions that are known? Then code that is not seen has made
 * it, and may use it: a timer's, say. */
static bool is_made_unseen(const struct model *library, const GPtrArray *creations)
{
    for (guint i = 0; creations && i < creations->len; i++)
        if (((const struct creation *)g_ptr_array_index(creations, i))->model)
            return false;
    return library && creations && creations->len > 0;
}

/* What is sent on one end of something does not come out of the same end: that is another channel. */
static int direction_of(const struct op_site *site, const struct model *library)
{
    return !library || !library->one_ended ? 0 : site->kind == OP_RECEIVE ? 2 : 1;
}

static int escape_of(
    struct linked *linked, uint32_t class, const struct op_site *site, const struct model *library)
{
    const struct classes *classes = linked->classes;
    if (classes_lost(classes, class) || (site->handmade && classes_lost(classes, site->condition)))
        return ESCAPES_IN_LOST_TEXT;
    return (library && library->one_ended) || classes_escapes(classes, class) ||
           is_made_unseen(library, classes_creations(classes, class));
}

static uint32_t channel_row(
    struct linked *linked, uint32_t class, const struct op_site *site, const struct model *library)
{
    uint32_t group = site->handmade ? site->group : 0;
    class = class ? classes_find(linked->classes, class) : CLASS_NONE;
    if (!class && !group)
        return 0;
    char *key = g_strdup_printf("%u %u %d", class, group, direction_of(site, library));
    uint32_t row = GPOINTER_TO_UINT(g_hash_table_lookup(linked->channels, key));
    if (row) {
        g_free(key);
        return row;
    }
    const struct relation_channel channel = {
        .label = linked_text(linked, without_place(label_of(linked, class, site))),
        .capacity = MODEL_UNKNOWN,
        .library = linked_text(linked, library ? library->library : NULL),
        .escapes = escape_of(linked, class, site, library),
    };
    g_array_append_val(linked->relations->channels, channel);
    row = linked->relations->channels->len;
    set_creation(linked, linked_channel_row(linked, row), classes_creations(linked->classes, class));
    g_hash_table_insert(linked->channels, key, GUINT_TO_POINTER(row));
    return row;
}

/* -- operations -- */

/* Does the library's channel take whatever is sent while nobody bounds it? */
static bool is_unbounded(const struct linked *linked, const struct op *op, uint32_t channel)
{
    const struct model_function *model = op->site->handmade ? NULL : op->site->call->model;
    if (!model || model->role != MODEL_SEND || !model->unbounded || !channel)
        return false;
    const GPtrArray *creations = classes_creations(linked->classes, op->class);
    bool bounded = false;
    for (guint i = 0; creations && i < creations->len; i++)
        bounded |= ((const struct creation *)g_ptr_array_index(creations, i))->model != NULL;
    return !bounded;
}

static void add_row(struct linked *linked, struct op *op, uint32_t channel)
{
    const struct call *anchor = op->anchor;
    struct op_row *row = g_new0(struct op_row, 1);
    *row = (struct op_row){.ops = g_ptr_array_new(), .channel = channel};
    g_ptr_array_add(row->ops, op);
    g_ptr_array_add(linked->rows, row);
    const struct relation_op relation = {
        .kind = kind_names[op->site->kind],
        .channel = channel,
        .function = linked_text(linked, anchor->function->ir->name),
        .file = linked_file(linked, anchor->function, anchor->ir->at),
        .line = anchor->ir->at.line,
        .column = anchor->ir->at.column,
        .mode = mode_names[is_unbounded(linked, op, channel) ? MODEL_NONBLOCKING : op->mode],
        .handmade = op->site->handmade,
        .in_loop = cfg_repeats(cfg_of(anchor->function), anchor->block),
        .result = outcome_names[outcome_of(op->anchor)],
        .text = linked_text(linked, anchor->ir->text),
        .library = linked_text(linked, op->site->library->library),
    };
    g_array_append_val(linked->relations->ops, relation);
}

static bool has_channel(enum op_kind kind)
{
    return kind == OP_SEND || kind == OP_RECEIVE || kind == OP_CLOSE;
}

/* Ops that only differ in how they get to the same call on the same channel are one row. */
static void add_op(struct linked *linked, struct op *op, GHashTable *known)
{
    uint32_t channel =
        has_channel(op->site->kind) ? channel_row(linked, op->class, op->site, op->site->library) : 0;
    g_autofree char *key =
        g_strdup_printf("%p %d %u %d", (void *)op->anchor, (int)op->site->kind, channel, (int)op->mode);
    op->id = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
    if (op->id) {
        g_ptr_array_add(linked_row(linked, op->id - 1)->ops, op);
        return;
    }
    add_row(linked, op, channel);
    op->id = linked->rows->len;
    g_hash_table_insert(known, g_steal_pointer(&key), GUINT_TO_POINTER(op->id));
}

uint32_t linked_channel(struct linked *linked, const struct op_site *select, const struct clause *clause)
{
    uint32_t class = clause->channel ? classes_value(linked->classes, select->function, clause->channel) : 0;
    return channel_row(linked, class, select, select->library);
}

static void add_clauses(struct linked *linked, struct op *op)
{
    const GPtrArray *clauses = op->site->clauses;
    for (guint i = 0; clauses && i < clauses->len; i++) {
        const struct clause *clause = g_ptr_array_index(clauses, i);
        struct clause_row *row = g_new0(struct clause_row, 1);
        *row = (struct clause_row){clause, op, linked_channel(linked, op->site, clause)};
        g_ptr_array_add(linked->clauses, row);
        multimap_add(linked->clauses_on, GUINT_TO_POINTER(row->channel), row);
        multimap_add(linked->clauses_of, op, row);
        const struct relation_clause relation = {
            .select_op = op->id,
            .kind = clause_names[clause->kind],
            .channel = row->channel,
            .leads_out = clause->leads_out,
        };
        g_array_append_val(linked->relations->clauses, relation);
    }
}

/* The send or receive that a select with one clause is names its select. */
static void name_selects(struct linked *linked)
{
    g_autoptr(GHashTable) selects = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < linked->ops->ops->len; i++) {
        const struct op *op = g_ptr_array_index(linked->ops->ops, i);
        if (op->site->kind == OP_SELECT)
            g_hash_table_insert(selects, op->site->call, GUINT_TO_POINTER(op->id));
    }
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = linked_row(linked, i);
        const struct op *op = row_op(row);
        if (op->site->kind == OP_SEND || op->site->kind == OP_RECEIVE)
            linked_op(linked, i)->select_id = GPOINTER_TO_UINT(g_hash_table_lookup(selects, op->site->call));
    }
}

/* leaves: first_on, and next_on of every row */
static void chain_rows(struct linked *linked)
{
    guint n = linked->relations->channels->len + 1;
    linked->first_on = g_new(guint, n);
    for (guint i = 0; i < n; i++)
        linked->first_on[i] = NO_ROW;
    for (guint i = linked->rows->len; i > 0; i--) {
        struct op_row *row = linked_row(linked, i - 1);
        row->next_on = linked->first_on[row->channel];
        linked->first_on[row->channel] = i - 1;
    }
}

/* What is done to tasks, by their handle. */
static GHashTable *collect_by_handle(struct linked *linked, enum op_kind kind)
{
    GHashTable *ops = multimap_new();
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = linked_row(linked, i);
        for (guint o = 0; o < row->ops->len; o++) {
            const struct op *op = g_ptr_array_index(row->ops, o);
            if (op->site->kind == kind && op->class)
                multimap_add(ops, GUINT_TO_POINTER(classes_find(linked->classes, op->class)), op);
        }
    }
    return ops;
}

/* leaves: of_kind, unclear */
static void sort_by_kind(struct linked *linked)
{
    linked->unclear = g_array_new(FALSE, FALSE, sizeof(guint));
    for (unsigned kind = 0; kind < OP_KINDS; kind++)
        linked->of_kind[kind] = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_site *site = row_op(linked_row(linked, i))->site;
        g_array_append_val(linked->of_kind[site->kind], i);
        if (site->kind == OP_SELECT && !site->clauses)
            g_array_append_val(linked->unclear, i);
    }
}

/* Is the channel one that a library of the tree makes, and no program uses: only the library comes to an
 * operation on it? Then it is there for programs that are not in the tree. */
static bool is_offered(const struct linked *linked, uint32_t channel)
{
    guint row = linked->first_on[channel];
    const GPtrArray *creations =
        row != NO_ROW ? classes_creations(linked->classes, row_op(linked_row(linked, row))->class) : NULL;
    bool shared = creations != NULL;
    for (guint i = 0; shared && i < creations->len; i++)
        shared = processes_share(
            linked->processes, ((const struct creation *)g_ptr_array_index(creations, i))->function);
    for (; shared && row != NO_ROW; row = linked_row(linked, row)->next_on)
        shared = processes_share(linked->processes, row_op(linked_row(linked, row))->function);
    return shared;
}

/* requires: first_on */
static void let_offered_escape(struct linked *linked)
{
    for (uint32_t channel = 1; channel <= linked->relations->channels->len; channel++)
        if (!linked_channel_row(linked, channel)->escapes && is_offered(linked, channel))
            linked_channel_row(linked, channel)->escapes = 1;
}

void link_channels(struct linked *linked)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    linked->clauses_on = multimap_new();
    linked->clauses_of = multimap_new();
    for (guint i = 0; i < linked->ops->ops->len; i++) {
        struct op *op = g_ptr_array_index(linked->ops->ops, i);
        guint before = linked->rows->len;
        add_op(linked, op, known);
        if (op->site->kind == OP_SELECT && linked->rows->len > before)
            add_clauses(linked, op);
    }
    name_selects(linked);
    chain_rows(linked);
    let_offered_escape(linked);
    linked->cancels = collect_by_handle(linked, OP_CANCEL);
    linked->interrupts = collect_by_handle(linked, OP_INTERRUPT);
    sort_by_kind(linked);
}
