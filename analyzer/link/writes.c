#include "link/writes.h"

#include "base/multimap.h"
#include "link/terms.h"

struct writes {
    GHashTable *by_place, *by_function; /* of struct write * */
};

static void add_write(struct program *program, struct writes *writes, const struct write *write)
{
    const struct write *kept = arena_copy(program->arena, write, sizeof *write);
    multimap_add(writes->by_place, GUINT_TO_POINTER(kept->place), kept);
    multimap_add(writes->by_function, kept->function, kept);
}

struct writes *writes_new(struct program *program, struct classes *classes)
{
    struct writes *writes = g_new0(struct writes, 1);
    *writes = (struct writes){multimap_new(), multimap_new()};
    for (guint f = 0; f < program->functions->len; f++) {
        struct function *function = program_function(program, f);
        const struct ir_function *ir = function->ir;
        if (g_str_equal(ir->name, IR_INIT))
            continue;
        for (uint32_t b = 0; b < ir->n_blocks; b++)
            for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
                const struct ir_instr *instr = &ir->blocks[b].instrs[i];
                if (instr->kind == IR_SET && term_is_memory(instr->target))
                    add_write(program, writes,
                        &(struct write){
                            function, classes_place(classes, function, instr->target), instr, b, i});
            }
    }
    return writes;
}

void writes_free(struct writes *writes)
{
    g_hash_table_destroy(writes->by_place);
    g_hash_table_destroy(writes->by_function);
    g_free(writes);
}

struct call write_place(const struct write *write)
{
    return (struct call){
        .ir = write->instr, .function = write->function, .block = write->block, .instr = write->number};
}

const GPtrArray *writes_of(const struct writes *writes, uint32_t place)
{
    return multimap_find(writes->by_place, GUINT_TO_POINTER(place));
}

const GPtrArray *writes_in(const struct writes *writes, const struct function *function)
{
    return multimap_find(writes->by_function, function);
}
