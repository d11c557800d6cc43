/* The parser whose helper hands on the result of its send. */
#include <libdill.h>

struct text;
int text_token(struct text *text, int *token);
void text_rewind(struct text *text);
struct text *text_next(void);
int editor_colour(int token);

static int emit(int out, int token)
{
    return chsend(out, &token, sizeof token, -1);
}

static coroutine void parse(struct text *text, int out)
{
    int token;
    for (;;) {
        while (text_token(text, &token))
            if (emit(out, token) < 0)
                return;
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
