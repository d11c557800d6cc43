#include "link/program.h"

#include "link/cfg.h"

#include <string.h>

const char *program_file(const struct function *function, struct ir_location at)
{
    return at.file <= function->unit->n_files ? function->unit->files[at.file] : "";
}

/* The folder of a path, "." for none. */
static const char *folder_of(struct program *program, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_intern(program->arena, path, slash - path) : ".";
}

static bool is_main(const struct ir_function *function)
{
    return !function->is_static && g_strv_contains(model_mains, function->name);
}

static bool has_main(const struct ir_unit *unit)
{
    for (uint32_t f = 0; f < unit->n_functions; f++)
        if (is_main(&unit->functions[f]))
            return true;
    return false;
}

/* A folder with a main is a program; one with several holds as many, and what they share. */
static void find_domains(struct program *program)
{
    g_autoptr(GHashTable) first =
        g_hash_table_new(g_str_hash, g_str_equal); /* folder -> its first main's file */
    for (unsigned u = 0; u < program->input->n_units; u++) {
        const struct ir_unit *unit = program->input->units[u];
        const char *folder = has_main(unit) ? folder_of(program, unit->path) : NULL;
        const char *other = folder ? g_hash_table_lookup(first, folder) : NULL;
        if (folder && !other) {
            g_hash_table_add(program->domains, (gpointer)folder);
            g_hash_table_insert(first, (gpointer)folder, (gpointer)unit->path);
        } else if (folder && !g_str_equal(unit->path, other)) {
            g_hash_table_add(program->domains, (gpointer)other);
            g_hash_table_add(program->domains, (gpointer)unit->path);
        }
    }
}

/* The nearest folder around the path that is a program; "" where there is none. */
static const char *domain_around(struct program *program, const char *path)
{
    const char *folder = folder_of(program, path);
    for (;;) {
        const char *found = g_hash_table_lookup(program->domains, folder);
        if (found)
            return found;
        if (g_str_equal(folder, ".") || g_str_equal(folder, "/"))
            return "";
        folder = folder_of(program, folder);
    }
}

static const char *domain_of(struct program *program, const struct ir_unit *unit)
{
    const char *own = g_hash_table_lookup(program->domains, unit->path);
    return own ? own : domain_around(program, unit->path);
}

/* The domain that the programs of one folder share; "" for all others. */
static const char *around(const struct program *program, const char *domain)
{
    const char *found = g_hash_table_lookup(program->around, domain);
    return found ? found : "";
}

/* leaves: around, for all domains that stay */
static void find_around(struct program *program)
{
    for (unsigned u = 0; u < program->input->n_units; u++) {
        const char *path = program->input->units[u]->path;
        if (g_hash_table_contains(program->domains, path))
            g_hash_table_insert(program->around, (gpointer)path, (gpointer)domain_around(program, path));
    }
}

/* May code of `domain` use what is of `other`, as its own or as what it shares? */
static bool sees(const struct program *program, const char *domain, const char *other)
{
    return !*other || g_str_equal(other, domain) || g_str_equal(other, around(program, domain));
}

bool program_may_meet(const struct program *program, const char *a, const char *b)
{
    return sees(program, a, b) || sees(program, b, a);
}

/* Does one file of the tree define the function, as far as anybody knows? */
static bool is_only_one(const struct program *program, const char *name)
{
    const struct link_input *input = program->input;
    return !input->definers || input->definers(name, input->context) <= 1;
}

/* -- libraries: folders with a main, of an example or a test, whose functions other programs call -- */

struct definers {
    GHashTable *domain_of; /* external function's name -> the domain that defines it; "" when several do */
    GHashTable *defined; /* "domain name" */
};

static void note_definitions(
    struct program *program, const struct definers *definers, const struct ir_unit *unit)
{
    const char *domain = domain_of(program, unit);
    for (uint32_t f = 0; f < unit->n_functions; f++) {
        const char *name = unit->functions[f].name;
        if (unit->functions[f].is_static || g_str_equal(name, IR_INIT))
            continue;
        const char *other = g_hash_table_lookup(definers->domain_of, name);
        g_hash_table_insert(definers->domain_of, (gpointer)name,
            (gpointer)(other && !g_str_equal(other, domain) ? "" : domain));
        g_hash_table_add(definers->defined, g_strdup_printf("%s %s", domain, name));
    }
}

/* What the unit calls and its own program does not define, but just one other does, makes that a library. */
static void note_uses(struct program *program, const struct definers *definers, const struct ir_unit *unit,
    GHashTable *libraries)
{
    const char *domain = domain_of(program, unit);
    for (uint32_t d = 0; d < unit->n_declarations; d++) {
        const char *name = unit->declarations[d].name;
        const char *definer = g_hash_table_lookup(definers->domain_of, name);
        if (!definer || sees(program, domain, definer) || !is_only_one(program, name))
            continue;
        g_autofree char *own = g_strdup_printf("%s %s", domain, name);
        if (!g_hash_table_contains(definers->defined, own))
            g_hash_table_add(libraries, (gpointer)definer);
    }
}

static gboolean is_member(gpointer domain, gpointer value, gpointer set)
{
    (void)value;
    return g_hash_table_contains(set, domain);
}

static bool drop_some_libraries(struct program *program)
{
    g_autoptr(GHashTable) libraries = g_hash_table_new(g_str_hash, g_str_equal);
    struct definers definers = {g_hash_table_new(g_str_hash, g_str_equal),
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (unsigned u = 0; u < program->input->n_units; u++)
        note_definitions(program, &definers, program->input->units[u]);
    for (unsigned u = 0; u < program->input->n_units; u++)
        note_uses(program, &definers, program->input->units[u], libraries);
    g_hash_table_destroy(definers.domain_of);
    g_hash_table_destroy(definers.defined);
    return g_hash_table_foreach_remove(program->domains, is_member, libraries) > 0;
}

/* What belonged to a library then belongs to the folder around it, which may be another one. */
static void drop_libraries(struct program *program)
{
    do {
        g_hash_table_remove_all(program->around);
        find_around(program);
    } while (drop_some_libraries(program));
}

/* A function that only its unit sees. */
struct static_name {
    const struct ir_unit *unit;
    const char *name;
};

static guint hash_static(gconstpointer key)
{
    const struct static_name *name = key;
    return g_direct_hash(name->unit) * 31 + g_str_hash(name->name);
}

static gboolean is_same_static(gconstpointer a, gconstpointer b)
{
    const struct static_name *x = a, *y = b;
    return x->unit == y->unit && g_str_equal(x->name, y->name);
}

/* A function in a header is one function, however many units include it. */
static char *place_key(const struct ir_unit *unit, const struct ir_function *function)
{
    return g_strdup_printf("%s:%u:%u %s", unit->files[function->at.file], function->at.line,
        function->at.column, function->name);
}

static struct function *add_function(
    struct program *program, const struct ir_unit *unit, const struct ir_function *ir)
{
    const bool init = g_str_equal(ir->name, IR_INIT);
    struct function *function = arena_alloc(program->arena, sizeof *function);
    *function = (struct function){
        .id = program->functions->len,
        .ir = init ? program_declare_objects(program, ir) : program_declare_assigned(program, ir),
        .unit = unit,
        .domain = domain_of(program, unit),
        .callers = g_ptr_array_new(),
        .is_main = init || is_main(ir),
        .returns = true,
    };
    const struct ir_annotation *annotation = ir_annotation_of(unit, ir->name);
    function->annotation = annotation ? annotation->text : NULL;
    function->results = arena_new_array(program->arena, struct call *, function->ir->n_results + 1);
    g_ptr_array_add(program->functions, function);
    return function;
}

static void add_name(struct program *program, struct function *function)
{
    GPtrArray *same = g_hash_table_lookup(program->by_name, function->ir->name);
    if (!same) {
        same = g_ptr_array_new();
        g_hash_table_insert(program->by_name, (gpointer)function->ir->name, same);
    }
    g_ptr_array_add(same, function);
}

static void add_functions(struct program *program)
{
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned u = 0; u < program->input->n_units; u++) {
        const struct ir_unit *unit = program->input->units[u];
        for (uint32_t f = 0; f < unit->n_functions; f++) {
            const struct ir_function *ir = &unit->functions[f];
            g_autofree char *place = place_key(unit, ir);
            bool located = ir->at.file != 0;
            struct function *function = located ? g_hash_table_lookup(places, place) : NULL;
            if (!function) {
                function = add_function(program, unit, ir);
                if (!ir->is_static && !g_str_equal(ir->name, IR_INIT))
                    add_name(program, function);
                if (located)
                    g_hash_table_insert(places, g_steal_pointer(&place), function);
            }
            const struct static_name name = {unit, ir->name};
            if (ir->is_static)
                g_hash_table_insert(
                    program->statics, arena_copy(program->arena, &name, sizeof name), function);
        }
    }
}

static size_t common_prefix(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    return n;
}

/* How near a definition is to a unit that names it: of the same unit, the same program, or shared. */
static size_t nearness(const struct program *program, const struct function *candidate,
    const struct ir_unit *unit, const char *domain)
{
    const size_t same_unit = 1u << 24, same_program = 1u << 20, shared = 1u << 16;
    size_t near = common_prefix(candidate->unit->path, unit->path);
    if (candidate->unit == unit)
        near += same_unit;
    if (g_str_equal(candidate->domain, domain))
        near += same_program;
    else if (sees(program, domain, candidate->domain))
        near += shared;
    return near;
}

static struct function *nearest(const struct program *program, const GPtrArray *candidates,
    const struct ir_unit *unit, const char *domain)
{
    struct function *best = NULL;
    size_t best_near = 0;
    for (guint i = 0; i < candidates->len; i++) {
        struct function *candidate = g_ptr_array_index(candidates, i);
        size_t near = nearness(program, candidate, unit, domain);
        if (!best || near > best_near) {
            best = candidate;
            best_near = near;
        }
    }
    return best;
}

/* Another program's function is meant only when the name is nobody else's. */
static bool may_be_meant(const struct program *program, const struct function *candidate, const char *domain)
{
    return sees(program, domain, candidate->domain) || is_only_one(program, candidate->ir->name);
}

struct function *program_find(const struct program *program, const struct ir_unit *unit, const char *name)
{
    struct function *own = g_hash_table_lookup(program->statics, &(struct static_name){unit, name});
    const GPtrArray *candidates = own ? NULL : g_hash_table_lookup(program->by_name, name);
    if (!candidates)
        return own;
    const char *domain = domain_of((struct program *)program, unit);
    struct function *best = nearest(program, candidates, unit, domain);
    return may_be_meant(program, best, domain) ? best : NULL;
}

struct function *program_named(
    const struct program *program, const struct function *function, const struct ir_expr *expr)
{
    return expr && expr->kind == IR_FUNC ? program_find(program, function->unit, expr->name) : NULL;
}

struct function *call_handed(
    const struct program *program, const struct call *outer, const struct call *inner)
{
    int64_t param = inner->ir->target->value;
    return program_named(program, outer->function, param < outer->ir->n_args ? outer->ir->args[param] : NULL);
}

bool program_add_target(struct program *program, struct call *call, struct function *target)
{
    for (uint32_t i = 0; i < call->n_targets; i++)
        if (call->targets[i] == target)
            return false;
    struct function **targets = arena_new_array(program->arena, struct function *, call->n_targets + 1);
    if (call->n_targets)
        memcpy(targets, call->targets, call->n_targets * sizeof *targets);
    targets[call->n_targets++] = target;
    call->targets = targets;
    if (!call->spawns)
        g_ptr_array_add(target->callers, call);
    return true;
}

/* What the units' `declare` lines say of one unit. */
static GHashTable *headers_of(const struct ir_unit *unit)
{
    GHashTable *headers = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < unit->n_declarations; i++)
        g_hash_table_insert(
            headers, (gpointer)unit->declarations[i].name, (gpointer)unit->declarations[i].header);
    return headers;
}

/* The system's functions and those of a modelled library, which the model passes over, keep no channels. */
static bool is_unknown(const struct program *program, const char *name, const char *header)
{
    const struct link_input *input = program->input;
    unsigned n;
    const struct model *const *models = model_list(input->models, &n);
    if (!header || g_str_has_prefix(header, "/usr/") || g_str_has_prefix(name, "__builtin"))
        return false;
    for (unsigned i = 0; i < n; i++)
        if (model_has_header(models[i], header))
            return false;
    return !(input->definers && input->definers(name, input->context) > 0);
}

/* What the code says that the function does: where the unit declares it, or where its body is. */
static const struct model_function *annotated(
    const struct program *program, const struct ir_unit *unit, const struct function *body, const char *name)
{
    const struct ir_annotation *declared = ir_annotation_of(unit, name);
    const char *text = declared ? declared->text : body ? body->annotation : NULL;
    const struct annotations *annotations = program->input->annotations;
    return text && annotations ? annotations_find(annotations, name, text) : NULL;
}

static const struct model_function *model_of_call(
    const struct program *program, const struct ir_instr *call, const char *header)
{
    enum { MOST_ARGUMENTS = 16 };
    int64_t arguments[MOST_ARGUMENTS];
    unsigned n = MIN(call->n_args, MOST_ARGUMENTS);
    for (unsigned i = 0; i < n; i++)
        arguments[i] = call->args[i]->kind == IR_INT ? call->args[i]->value : MODEL_UNKNOWN;
    return model_find_call(program->input->models, call->target->name, header, arguments, n);
}

/* A function is what the code says that it does. A library's is what its model says, even when its source is
 * in the tree. A function that the unit itself defines is the tree's own, but in the library's header: all of
 * the library may be there. */
static const struct model_function *model_of(
    const struct program *program, const struct call *call, const struct function *body, const char *header)
{
    const struct model_function *said = annotated(program, call->function->unit, body, call->callee);
    if (said || !body || body->unit != call->function->unit)
        return said ? said : model_of_call(program, call->ir, header);
    const char *file = program_file(body, body->ir->at);
    const struct model_function *model = model_of_call(program, call->ir, file);
    return model && model_has_header(model->model, file) ? model : NULL;
}

static void resolve(struct program *program, struct call *call, GHashTable *headers)
{
    const struct ir_expr *target = call->ir->target;
    if (target->kind != IR_FUNC)
        return;
    call->callee = target->name;
    call->loses = g_str_equal(target->name, IR_LOST);
    if (call->loses)
        return;
    struct function *body = program_find(program, call->function->unit, target->name);
    call->model = model_of(program, call, body, g_hash_table_lookup(headers, target->name));
    if (!call->model && body)
        program_add_target(program, call, body);
    call->exposes = !call->model && !body &&
                    is_unknown(program, target->name, g_hash_table_lookup(headers, target->name));
}

const struct model_function *program_model(
    const struct program *program, const struct ir_unit *unit, const char *name)
{
    const struct model_set *models = program->input->models;
    const struct function *body = program_find(program, unit, name);
    const struct model_function *said = annotated(program, unit, body, name);
    if (said || (body && body->unit == unit) || !model_find(models, name, NULL))
        return said;
    for (uint32_t i = 0; i < unit->n_declarations; i++)
        if (g_str_equal(unit->declarations[i].name, name))
            return model_find(models, name, unit->declarations[i].header);
    return model_find(models, name, NULL);
}

/* Between a macro's SPAWN_BEGIN and SPAWN_END the last call is the body, run by the new task. */
static void mark_spawned(struct call *end)
{
    struct call *body = end - 1;
    if (end == end->function->calls || body->block != end->block || body->model)
        return;
    body->spawns = true;
    for (uint32_t i = 0; i < body->n_targets; i++)
        g_ptr_array_remove(body->targets[i]->callers, body);
}

static void add_calls(struct program *program, struct function *function, GHashTable *headers)
{
    const struct ir_function *ir = function->ir;
    uint32_t n = 0;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++)
            n += ir->blocks[b].instrs[i].kind == IR_CALL;
    function->calls = arena_new_array(program->arena, struct call, n);
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &ir->blocks[b].instrs[i];
            if (instr->kind != IR_CALL)
                continue;
            struct call *call = &function->calls[function->n_calls++];
            *call = (struct call){.ir = instr, .function = function, .block = b, .instr = i};
            if (instr->result <= ir->n_results)
                function->results[instr->result] = call;
            resolve(program, call, headers);
            if (call->model && call->model->role == MODEL_SPAWN_END)
                mark_spawned(call);
        }
}

static void add_all_calls(struct program *program)
{
    const struct ir_unit *unit = NULL;
    g_autoptr(GHashTable) headers = NULL;
    for (guint i = 0; i < program->functions->len; i++) {
        struct function *function = program_function(program, i);
        if (function->unit != unit) {
            unit = function->unit;
            g_clear_pointer(&headers, g_hash_table_destroy);
            headers = headers_of(unit);
        }
        add_calls(program, function, headers);
    }
}

/* -- names of globals and fields, by who uses them -- */

/* A global, or a field of a record, that is used in what several programs share. */
struct shared_name {
    const char *domain, *name, *field; /* "" for no field */
};

static guint hash_shared(gconstpointer key)
{
    const struct shared_name *shared = key;
    return (g_str_hash(shared->domain) * 31 + g_str_hash(shared->name)) * 31 + g_str_hash(shared->field);
}

static gboolean is_same_shared(gconstpointer a, gconstpointer b)
{
    const struct shared_name *x = a, *y = b;
    return g_str_equal(x->name, y->name) && g_str_equal(x->field, y->field) &&
           g_str_equal(x->domain, y->domain);
}

static void own(struct program *program, const char *name, const char *field, const char *domain)
{
    const struct shared_name shared = {domain, name, field};
    if (!g_hash_table_contains(program->shared, &shared))
        g_hash_table_add(program->shared, arena_copy(program->arena, &shared, sizeof shared));
}

static void own_names(struct program *program, const struct ir_expr *expr, const char *domain)
{
    for (; expr; expr = expr->a) {
        if (expr->kind == IR_FIELD)
            own(program, expr->record, expr->name, domain);
        else if (expr->kind == IR_GLOBAL && !expr->value)
            own(program, expr->name, "", domain);
        if (expr->b)
            own_names(program, expr->b, domain);
    }
}

static void find_shared(struct program *program)
{
    for (guint i = 0; i < program->functions->len; i++) {
        const struct function *function = program_function(program, i);
        const struct ir_function *ir = function->ir;
        for (uint32_t b = 0; b < ir->n_blocks; b++) {
            const struct ir_block *block = &ir->blocks[b];
            for (uint32_t k = 0; k < block->n_instrs; k++) {
                const struct ir_instr *instr = &block->instrs[k];
                own_names(program, instr->target, function->domain);
                own_names(program, instr->value, function->domain);
                for (uint32_t a = 0; a < instr->n_args; a++)
                    own_names(program, instr->args[a], function->domain);
            }
            own_names(program, block->value, function->domain);
        }
    }
}

char *program_scoped(
    const struct program *program, const struct function *function, const char *name, const char *field)
{
    const char *domain = function->domain, *folder = around(program, domain);
    struct shared_name shared = {"", name, field ? field : ""};
    bool is_everywhere = g_hash_table_contains(program->shared, &shared);
    shared.domain = folder;
    if (is_everywhere)
        domain = "";
    else if (g_hash_table_contains(program->shared, &shared))
        domain = folder;
    return g_strconcat(domain, *domain ? "|" : "", name, field ? "." : NULL, field, NULL);
}

/* -- who comes back -- */

static bool may_exit(const struct call *call)
{
    if (call->spawns)
        return false;
    if (call->model)
        return call->model->role == MODEL_EXIT;
    for (uint32_t i = 0; i < call->n_targets; i++)
        if (call->targets[i]->exits)
            return true;
    return false;
}

static bool find_returns(struct function *function)
{
    bool returns = false, exits = false;
    g_autofree bool *live = cfg_reach(function, 0, NULL, NULL);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        returns |= live[b] && function->ir->blocks[b].exit == IR_RETURN && cfg_falls_through(function, b);
    for (uint32_t c = 0; c < function->n_calls && !exits; c++)
        exits = live[function->calls[c].block] && may_exit(&function->calls[c]);
    bool changed = returns != function->returns || exits != function->exits;
    function->returns = returns;
    function->exits = exits;
    return changed;
}

/* A function is looked at again when one that it calls turns out not to come back, or to end the task. */
void program_find_returns(const GPtrArray *order)
{
    g_autoptr(GPtrArray) due = g_ptr_array_sized_new(order->len);
    g_autofree bool *is_due = g_new(bool, order->len + 1);
    g_ptr_array_extend(due, (GPtrArray *)order, NULL, NULL);
    memset(is_due, true, order->len);
    for (guint i = 0; i < due->len; i++) {
        struct function *function = g_ptr_array_index(due, i);
        is_due[function->id] = false;
        if (!find_returns(function))
            continue;
        for (guint c = 0; c < function->callers->len; c++) {
            struct function *caller =
                ((const struct call *)g_ptr_array_index(function->callers, c))->function;
            if (!is_due[caller->id])
                g_ptr_array_add(due, caller);
            is_due[caller->id] = true;
        }
    }
}

struct program *program_new(const struct link_input *input)
{
    struct program *program = g_new0(struct program, 1);
    *program = (struct program){
        .arena = arena_new(),
        .input = input,
        .functions = g_ptr_array_new(),
        .by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref),
        .statics = g_hash_table_new(hash_static, is_same_static),
        .domains = g_hash_table_new(g_str_hash, g_str_equal),
        .around = g_hash_table_new(g_str_hash, g_str_equal),
        .shared = g_hash_table_new(hash_shared, is_same_shared),
    };
    find_domains(program);
    drop_libraries(program);
    add_functions(program);
    add_all_calls(program);
    find_shared(program);
    return program;
}

void program_free(struct program *program)
{
    for (guint i = 0; i < program->functions->len; i++) {
        struct function *function = program_function(program, i);
        g_ptr_array_unref(function->callers);
        cfg_free(function->cfg);
        g_clear_pointer(&function->values, g_hash_table_destroy);
    }
    g_ptr_array_unref(program->functions);
    g_hash_table_destroy(program->by_name);
    g_hash_table_destroy(program->statics);
    g_hash_table_destroy(program->domains);
    g_hash_table_destroy(program->around);
    g_hash_table_destroy(program->shared);
    arena_free(program->arena);
    g_free(program);
}
