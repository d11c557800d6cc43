/* What the writer and the reader of the text form share. Private to ir/. */
#ifndef CHANLINT_IR_TEXT_H
#define CHANLINT_IR_TEXT_H

#include "ir/ir.h"

/* By kind: what a variable, function or result starts with in the text form; NULL for the other kinds. */
extern const char *const ir_kind_prefix[];

/* A name of such bytes alone is written bare, any other as a string. */
bool ir_is_name_byte(unsigned char c);

void ir_write_name(const char *name, GString *text);
void ir_write_string(const char *string, GString *text);

#endif
