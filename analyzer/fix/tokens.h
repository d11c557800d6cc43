/* The tokens of a text in C or C++, without comments. Private to fix/. */
#ifndef CHANLINT_FIX_TOKENS_H
#define CHANLINT_FIX_TOKENS_H

#include <glib.h>
#include <stdbool.h>

enum token_kind {
    TOKEN_WORD,
    TOKEN_MARK, /* one byte of punctuation */
    TOKEN_LITERAL,
    TOKEN_DIRECTIVE /* a whole one: macros' bodies are not looked into */
};

struct token {
    enum token_kind kind;
    gsize at, length;
};

/* The caller's array of struct token. */
GArray *tokens_of(const char *text, gsize length);

#endif
