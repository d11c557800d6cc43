/* What the writer and the reader of the text form share. Private to ir/. */
#ifndef CHANLINT_IR_TEXT_H
#define CHANLINT_IR_TEXT_H

#include "ir/ir.h"

/* By kind: what a variable, function or result starts with in the text form; NULL for the other kinds. */
extern const char *const ir_kind_prefix[];

/* A name of such bytes alone is written bare, any other as a string. */
static inline bool ir_is_name_byte(unsigned char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '$' || c == ':' || c == '@' || c == '~';
}

/* In decimal. Most of a text form's tokens are numbers, and printf is slow. */
void ir_write_number(int64_t number, GString *text);

void ir_write_name(const char *name, GString *text);
void ir_write_string(const char *string, GString *text);

#endif
