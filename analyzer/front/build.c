/* Blocks and instructions of one function, and the order they are left in. */
#include "front/lower.h"

#include <string.h>

struct block *block_new(struct function *f)
{
    struct block *block = arena_alloc(f->unit->arena, sizeof *block);
    block->exit = IR_STOP; /* of a block that errors in the source left without an end */
    return block;
}

void begin(struct function *f, struct block *block)
{
    if (f->block && !f->block->closed)
        end_jump(f, block, f->block->last ? f->block->last->instr.at : (struct ir_location){0});
    f->block = block;
}

static struct node *append(struct function *f, struct ir_instr instr)
{
    struct node *node = arena_alloc(f->unit->arena, sizeof *node);
    node->instr = instr;
    if (f->block->last)
        f->block->last->next = node;
    else
        f->block->first = node;
    return f->block->last = node;
}

void emit_set(
    struct function *f, const struct ir_expr *target, const struct ir_expr *value, struct ir_location at)
{
    if (target->kind != IR_UNKNOWN)
        append(f, (struct ir_instr){.kind = IR_SET, .at = at, .target = target, .value = value});
}

const struct ir_expr *emit_call(struct function *f, const struct ir_expr *callee, const struct ir_expr **args,
    uint32_t n_args, struct ir_location at, const char *text)
{
    struct node *node = append(
        f, (struct ir_instr){
               .kind = IR_CALL, .at = at, .target = callee, .args = args, .n_args = n_args, .text = text});
    return node->result = ir_expr_new(f->unit->arena, IR_RESULT, NULL, 0, NULL, NULL);
}

/* What follows an exit is reached by labels alone: it starts a block of its own. */
static void end(struct function *f, enum ir_exit exit, const struct ir_expr *value, uint32_t n_next,
    struct ir_location at)
{
    struct block *block = f->block;
    block->exit = exit;
    block->value = value;
    block->at = at;
    block->n_next = n_next;
    block->next = arena_new_array(f->unit->arena, struct block *, n_next);
    block->closed = true;
    f->block = block_new(f);
}

void end_jump(struct function *f, struct block *to, struct ir_location at)
{
    struct block *block = f->block;
    end(f, IR_JUMP, NULL, 1, at);
    block->next[0] = to;
}

static bool is_known(const struct ir_expr *value, bool *truth)
{
    *truth = value->kind != IR_INT || value->value != 0;
    return value->kind == IR_INT || value->kind == IR_FUNC || value->kind == IR_STRING ||
           value->kind == IR_ADDR;
}

void end_branch(struct function *f, const struct ir_expr *value, struct block *yes, struct block *no,
    struct ir_location at)
{
    struct block *block = f->block;
    bool truth;
    if (is_known(value, &truth) || yes == no) {
        end_jump(f, truth ? yes : no, at);
        return;
    }
    end(f, IR_BRANCH, value, 2, at);
    block->next[0] = yes;
    block->next[1] = no;
}

static struct block *case_of(const struct cases *cases, int64_t value)
{
    for (guint i = 0; i < cases->ranges->len; i++) {
        const struct ir_range *range = &g_array_index(cases->ranges, struct ir_range, i);
        if (range->low <= value && value <= range->high)
            return g_ptr_array_index(cases->blocks, i);
    }
    return cases->otherwise;
}

void end_switch(
    struct function *f, const struct ir_expr *value, const struct cases *cases, struct ir_location at)
{
    struct block *block = f->block;
    if (value->kind == IR_INT || cases->ranges->len == 0) {
        end_jump(f, case_of(cases, value->value), at);
        return;
    }
    end(f, IR_SWITCH, value, cases->ranges->len + 1, at);
    block->next[0] = cases->otherwise;
    block->ranges =
        arena_copy(f->unit->arena, cases->ranges->data, cases->ranges->len * sizeof(struct ir_range));
    for (guint i = 0; i < cases->blocks->len; i++)
        block->next[i + 1] = g_ptr_array_index(cases->blocks, i);
}

void end_goto(struct function *f, GPtrArray *to, struct ir_location at)
{
    struct block *block = f->block;
    if (to->len == 0) {
        end_stop(f, at);
        return;
    }
    end(f, to->len == 1 ? IR_JUMP : IR_GOTO, NULL, to->len, at);
    memcpy(block->next, to->pdata, to->len * sizeof *block->next);
}

void end_return(struct function *f, const struct ir_expr *value, struct ir_location at)
{
    end(f, IR_RETURN, value, 0, at);
}

void end_stop(struct function *f, struct ir_location at)
{
    end(f, IR_STOP, NULL, 0, at);
}

/* -- the final order */

/* The block that an empty block's jumps lead to in the end. */
static struct block *followed(struct block *block)
{
    struct block *slow = block;
    for (unsigned steps = 0; !block->first && block->exit == IR_JUMP; steps++) {
        block = block->next[0];
        if (steps & 1)
            slow = slow->next[0];
        if (block == slow)
            break; /* an empty endless loop */
    }
    return block;
}

static void fold_exit(struct block *block)
{
    bool same = block->n_next > 1;
    for (uint32_t i = 0; i < block->n_next; i++) {
        block->next[i] = followed(block->next[i]);
        same = same && block->next[i] == block->next[0];
    }
    if (same) {
        block->exit = IR_JUMP;
        block->value = NULL;
        block->n_next = 1;
    }
}

struct visit {
    struct block *block;
    uint32_t next;
};

/* Appends to `order` in postorder what is reached from `entry` and has no number. Exits are folded on the way
 * back, when those of the successors are. */
static void postorder(struct block *entry, GPtrArray *order)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(struct visit));
    struct visit first = {entry, 0};
    g_array_append_val(stack, first);
    entry->number = 1;
    while (stack->len) {
        struct visit *top = &g_array_index(stack, struct visit, stack->len - 1);
        if (top->next == top->block->n_next) {
            fold_exit(top->block);
            g_ptr_array_add(order, top->block);
            g_array_set_size(stack, stack->len - 1);
            continue;
        }
        /* the last successor first, so that in the reverse the first follows the block */
        struct block *next = top->block->next[top->block->n_next - ++top->next];
        next->predecessors++;
        if (next->number)
            continue;
        next->number = 1;
        struct visit visit = {next, 0};
        g_array_append_val(stack, visit);
    }
}

/* A block that one jump alone leads to is a part of the block that jumps. */
static void merge(GPtrArray *postorder_blocks, struct block *entry)
{
    entry->predecessors++;
    for (guint i = 0; i < postorder_blocks->len; i++) {
        struct block *block = g_ptr_array_index(postorder_blocks, i);
        struct block *next = block->n_next ? block->next[0] : NULL;
        if (block->exit != IR_JUMP || next == block || next->predecessors != 1)
            continue;
        if (!block->first)
            block->first = next->first;
        else
            block->last->next = next->first;
        block->last = next->last ? next->last : block->last;
        block->exit = next->exit;
        block->value = next->value;
        block->at = next->at;
        block->next = next->next;
        block->n_next = next->n_next;
        block->ranges = next->ranges;
        next->number = 0;
    }
}

static void write_block(struct function *f, const struct block *block, struct ir_block *result)
{
    struct arena *arena = f->unit->arena;
    for (const struct node *node = block->first; node; node = node->next)
        result->n_instrs++;
    result->instrs = arena_new_array(arena, struct ir_instr, result->n_instrs);
    uint32_t n = 0;
    for (const struct node *node = block->first; node; node = node->next)
        result->instrs[n++] = node->instr;
    result->exit = block->exit;
    result->at = block->at;
    result->value = block->value;
    result->ranges = block->ranges;
    result->n_next = block->n_next;
    result->next = arena_new_array(arena, uint32_t, block->n_next);
    for (uint32_t i = 0; i < block->n_next; i++)
        result->next[i] = block->next[i]->number - 1;
}

/* One block that holds all instructions, for what runs once and before everything else. */
static void flatten(GPtrArray *order, struct block *entry)
{
    for (guint i = 0; i < order->len; i++) {
        struct block *block = g_ptr_array_index(order, i);
        if (block == entry || !block->first)
            continue;
        if (entry->last)
            entry->last->next = block->first;
        else
            entry->first = block->first;
        entry->last = block->last;
    }
    entry->exit = IR_RETURN;
    entry->value = NULL;
    entry->n_next = 0;
    g_ptr_array_set_size(order, 0);
    g_ptr_array_add(order, entry);
}

static void number_results(GPtrArray *order, struct ir_function *result)
{
    for (guint b = 0; b < order->len; b++) {
        struct block *block = g_ptr_array_index(order, b);
        for (struct node *node = block->first; node; node = node->next)
            if (node->instr.kind == IR_CALL)
                node->result->value = node->instr.result = ++result->n_results;
    }
}

void build_function(struct function *f, struct ir_function *result, bool flat)
{
    g_autoptr(GPtrArray) reached = g_ptr_array_new();
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    postorder(f->entry, reached);
    for (guint i = 0; i < reached->len; i++) {
        struct block *block = g_ptr_array_index(reached, i);
        block->number = block->predecessors = 0;
    }
    g_ptr_array_set_size(reached, 0);
    struct block *entry = followed(f->entry);
    postorder(entry, reached);
    merge(reached, entry);
    for (guint i = reached->len; i-- > 0;) {
        struct block *block = g_ptr_array_index(reached, i);
        if (block->number)
            g_ptr_array_add(order, block);
    }
    if (flat)
        flatten(order, entry);
    for (guint i = 0; i < order->len; i++)
        ((struct block *)g_ptr_array_index(order, i))->number = i + 1;
    number_results(order, result);
    result->n_blocks = order->len;
    result->blocks = arena_new_array(f->unit->arena, struct ir_block, order->len);
    for (guint i = 0; i < order->len; i++)
        write_block(f, g_ptr_array_index(order, i), &result->blocks[i]);
}
