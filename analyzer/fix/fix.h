/* Changes of source text: from what is to be said in it to edits, and from edits to a unified diff. Knows
 * tokens, and no more of the language: whether a change means what it should is found out by analysing its
 * result.
 *
 * Text is bytes. Lines and columns are counted from 1, columns in bytes. */
#ifndef CHANLINT_FIX_H
#define CHANLINT_FIX_H

#include <glib.h>
#include <stdbool.h>

/* In place of `length` bytes from `at` on stands `text`. */
struct edit {
    gsize at, length;
    const char *text;
};

/* What is to be done to the statement, or the call, that begins at a place.
 *
 * verb     does
 * after    puts the statements `text`, a line each, behind that one
 * before   puts it before that one
 * cover    puts the statements `text`, a line each, in the call's place. In them `$1` is an argument of the
 *          call as it is written, `$7:9.1` one of the call that begins at line 7, column 9, and `$call` what
 * is called; each level is indented by four blanks, which become what the file has for them listen   lets the
 * `while` around it, or the predicate that the call is given as a lambda, end when the flag `text` is set,
 * and then does `word`, a line each pass     passes `text` as the argument whose number `word` is; also of a
 * call within a statement rename   calls `text` in place of `word` in it leave    tests the call's result by
 * `text`, as in `< 0`, and then does `word`, as in `break` */
struct fix_step {
    const char *verb;
    unsigned line, column;
    const char *word, *text;
};

/* Appends the edits that do the step; their texts are the arena's. False, and nothing is appended, when what
 * stands there is not understood: in a macro, in the midst of an expression, under an `if` without braces. */
struct arena;
bool fix_plan(struct arena *arena, const char *text, gsize length, const struct fix_step *step,
    GArray *edits /* struct edit */);

/* Sorts edits of one file, and drops those that are there twice. False when two touch each other otherwise:
 * but insertions at one place are done in the order in which they came. */
bool edits_order(GArray *edits);

/* The text with the edits done, which are in order. The caller's. */
GString *edits_apply(const char *text, gsize length, const GArray *edits);

/* Appends what `git apply` and `patch -p1` take for the edits, which are in order, of a file. */
void edits_append_diff(GString *out, const char *file, const char *text, gsize length, const GArray *edits);

#endif
