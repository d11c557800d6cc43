#include "ir/ir.h"
#include "ir/text.h"

static void write_location(struct ir_location at, GString *text)
{
    g_string_append(text, " @");
    ir_write_number(at.file, text);
    g_string_append_c(text, ':');
    ir_write_number(at.line, text);
    g_string_append_c(text, ':');
    ir_write_number(at.column, text);
}

static void write_instr(const struct ir_instr *instr, GString *text)
{
    if (instr->kind == IR_SET) {
        g_string_append(text, "  set ");
        ir_expr_write(instr->target, text);
        g_string_append_c(text, ' ');
        ir_expr_write(instr->value, text);
        write_location(instr->at, text);
    } else {
        g_string_append(text, "  call %");
        ir_write_number(instr->result, text);
        g_string_append_c(text, ' ');
        ir_expr_write(instr->target, text);
        g_string_append(text, " (");
        for (uint32_t i = 0; i < instr->n_args; i++) {
            if (i)
                g_string_append_c(text, ' ');
            ir_expr_write(instr->args[i], text);
        }
        g_string_append_c(text, ')');
        write_location(instr->at, text);
        g_string_append_c(text, ' ');
        ir_write_string(instr->text ? instr->text : "", text);
    }
    g_string_append_c(text, '\n');
}

static void write_exit(const struct ir_block *block, GString *text)
{
    static const char *const words[] = {
        [IR_JUMP] = "jump",
        [IR_BRANCH] = "branch",
        [IR_SWITCH] = "switch",
        [IR_GOTO] = "goto",
        [IR_RETURN] = "return",
        [IR_STOP] = "stop",
    };
    g_string_append(text, "  ");
    g_string_append(text, words[block->exit]);
    if (block->value) {
        g_string_append_c(text, ' ');
        ir_expr_write(block->value, text);
    }
    for (uint32_t i = 0; i < block->n_next; i++) {
        g_string_append_c(text, ' ');
        if (block->exit == IR_SWITCH && i > 0) {
            const struct ir_range *range = &block->ranges[i - 1];
            ir_write_number(range->low, text);
            g_string_append(text, "..");
            ir_write_number(range->high, text);
            g_string_append_c(text, ':');
        }
        g_string_append_c(text, 'b');
        ir_write_number(block->next[i], text);
    }
    write_location(block->at, text);
    g_string_append_c(text, '\n');
}

static void write_function(const struct ir_function *function, GString *text)
{
    g_string_append(text, function->is_static ? "function static " : "function ");
    ir_write_name(function->name, text);
    write_location(function->at, text);
    g_string_append_c(text, ' ');
    ir_write_string(function->type, text);
    g_string_append_c(text, '\n');
    for (uint32_t i = 0; i < function->n_params; i++) {
        g_string_append(text, "param ");
        ir_write_name(function->params[i].name, text);
        g_string_append_c(text, ' ');
        ir_write_string(function->params[i].type, text);
        g_string_append_c(text, '\n');
    }
    for (uint32_t b = 0; b < function->n_blocks; b++) {
        const struct ir_block *block = &function->blocks[b];
        g_string_append_c(text, 'b');
        ir_write_number(b, text);
        g_string_append(text, ":\n");
        for (uint32_t i = 0; i < block->n_instrs; i++)
            write_instr(&block->instrs[i], text);
        write_exit(block, text);
    }
    g_string_append(text, "end\n");
}

void ir_write(const struct ir_unit *unit, GString *text)
{
    g_string_append(text, "unit ");
    ir_write_string(unit->path, text);
    g_string_append_c(text, '\n');
    for (uint32_t i = 1; i <= unit->n_files; i++) {
        g_string_append(text, "file ");
        ir_write_number(i, text);
        g_string_append_c(text, ' ');
        ir_write_string(unit->files[i], text);
        g_string_append_c(text, '\n');
    }
    for (uint32_t i = 0; i < unit->n_declarations; i++) {
        g_string_append(text, "declare ");
        ir_write_name(unit->declarations[i].name, text);
        g_string_append_c(text, ' ');
        ir_write_string(unit->declarations[i].header, text);
        g_string_append_c(text, '\n');
    }
    for (uint32_t i = 0; i < unit->n_annotations; i++) {
        g_string_append(text, "annotate ");
        ir_write_name(unit->annotations[i].name, text);
        write_location(unit->annotations[i].at, text);
        g_string_append_c(text, ' ');
        ir_write_string(unit->annotations[i].text, text);
        g_string_append_c(text, '\n');
    }
    for (uint32_t i = 0; i < unit->n_functions; i++)
        write_function(&unit->functions[i], text);
}
