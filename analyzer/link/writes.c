#include "link/writes.h"

#include "link/terms.h"

struct writes {
    GHashTable *by_place; /* place -> GPtrArray of struct write * */
};

static void add_write(
    struct program *program, struct writes *writes, uint32_t place, const struct write *write)
{
    GPtrArray *same = g_hash_table_lookup(writes->by_place, GUINT_TO_POINTER(place));
    if (!same) {
        same = g_ptr_array_new();
        g_hash_table_insert(writes->by_place, GUINT_TO_POINTER(place), same);
    }
    g_ptr_array_add(same, arena_copy(program->arena, write, sizeof *write));
}

struct writes *writes_new(struct program *program, struct classes *classes)
{
    struct writes *writes = g_new0(struct writes, 1);
    writes->by_place = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint f = 0; f < program->functions->len; f++) {
        struct function *function = program_function(program, f);
        const struct ir_function *ir = function->ir;
        if (g_str_equal(ir->name, IR_INIT))
            continue;
        for (uint32_t b = 0; b < ir->n_blocks; b++)
            for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
                const struct ir_instr *instr = &ir->blocks[b].instrs[i];
                if (instr->kind == IR_SET && term_is_memory(instr->target))
                    add_write(program, writes, classes_place(classes, function, instr->target),
                        &(struct write){function, instr, b, i});
            }
    }
    return writes;
}

void writes_free(struct writes *writes)
{
    g_hash_table_destroy(writes->by_place);
    g_free(writes);
}

struct call write_place(const struct write *write)
{
    return (struct call){
        .ir = write->instr, .function = write->function, .block = write->block, .instr = write->number};
}

const GPtrArray *writes_of(const struct writes *writes, uint32_t place)
{
    return g_hash_table_lookup(writes->by_place, GUINT_TO_POINTER(place));
}
