/* A parser emits tokens with a helper that has no result; it parses in a loop, and starts again at the end of the text. */
#include <libdill.h>

struct text;
int text_token(struct text *text, int *token);
void text_rewind(struct text *text);
struct text *text_next(void);
int editor_colour(int token);

static void emit(int out, int token)
{
    chsend(out, &token, sizeof token, -1); /* EXPECT error ignored-cancel: parse is not told that it failed */
}

static coroutine void parse(struct text *text, int out)
{
    int token;
    for (;;) {
        while (text_token(text, &token))
            emit(out, token);
        text_rewind(text);
    }
}

static void edit(struct text *text)
{
    int token, ch[2];
    if (chmake(ch) < 0)
        return;
    int parser = go(parse(text, ch[1]));
    while (chrecv(ch[0], &token, sizeof token, -1) == 0 && editor_colour(token))
        ;
    hclose(parser);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        edit(text_next());
}
