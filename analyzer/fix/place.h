/* Where in a text a step is done: the statement there, and how it is laid out. Private to fix/. */
#ifndef CHANLINT_FIX_PLACE_H
#define CHANLINT_FIX_PLACE_H

#include "fix/fix.h"
#include "fix/tokens.h"

/* The statement that begins at a token. */
struct place {
    struct arena *arena;
    const char *text;
    gsize length;
    const struct token *tokens;
    guint n_tokens;
    guint first, end; /* its first token, and the `;` behind it */
    gsize line; /* where the line of the first token begins */
};

/* -- the text -- */

gsize place_offset(const char *text, gsize length, unsigned line, unsigned column);
gsize place_line_start(const char *text, gsize at);
gsize place_line_end(const struct place *place, gsize at);

/* The blanks that the line begins with. */
gsize place_indent(const struct place *place, gsize line);

/* How lines end, there. */
const char *place_newline(const struct place *place, gsize at);

/* -- tokens -- */

bool place_is_mark(const struct place *place, guint i, char mark);
bool place_is_word(const struct place *place, guint i, const char *word);

/* 1 at what opens, -1 at what closes. */
int place_nesting(const struct place *place, guint i);

/* The token that begins at the offset, or n_tokens. */
guint place_token(const struct place *place, gsize at);

/* The `(` of the `)`, or n_tokens. */
guint place_opening(const struct place *place, guint i);

/* -- the statement -- */

/* leaves: first and line; false when no token begins there */
bool place_find(struct place *place, gsize at);

/* requires: first; leaves: end; false when no `;` ends what begins there */
bool place_find_end(struct place *place);

/* Does a statement begin there that could be another one, too: in braces, and not in the parentheses of a
 * `for`? */
bool place_stands_alone(const struct place *place);

/* Is it all that a loop does, without braces, and no `else` behind it to be taken for its own? */
bool place_is_body_of_loop(const struct place *place);

/* Is the statement one call, `f(x);` or `a->b.f(x);`, whose value nobody wants? */
bool place_is_call(const struct place *place);

/* Does the expression, which ends before the token `end`, bind less than `||`, or than `&&`? */
bool place_binds_less(const struct place *place, guint first, guint end, bool conjunction);

/* Has the statement lines for itself? */
bool place_has_lines(const struct place *place);

/* By what the statement is indented against the one around it; the caller's. */
char *place_unit(const struct place *place);

/* Appends an edit; the arena keeps its text. */
void place_add(const struct place *place, GArray *edits, gsize at, gsize length, const char *text);

/* -- verbs with a file of their own -- */

bool place_cover(const struct place *place, const struct fix_step *step, GArray *edits);
bool place_pass(const struct place *place, const struct fix_step *step, GArray *edits);

#endif
