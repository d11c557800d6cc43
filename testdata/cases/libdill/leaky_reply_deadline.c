/* The caller gives the translator half a second and then shows the text as it is. The translator has no such deadline.
 */
#include <libdill.h>

struct phrase {
    int id;
    int reply;
};

int translate(int phrase);
int phrase_next(void);
void caption(int phrase);

static coroutine void translator(int phrases)
{
    for (;;) {
        struct phrase phrase;
        int translated;
        if (chrecv(phrases, &phrase, sizeof phrase, -1) < 0)
            return;
        translated = translate(phrase.id);
        chsend(phrase.reply, &translated, sizeof translated, -1); /* EXPECT error blocking-send: 500 ms may be over */
    }
}

static void subtitle(int id, int phrases)
{
    int reply[2], translated;
    struct phrase phrase = {.id = id};
    if (chmake(reply) < 0)
        return;
    phrase.reply = reply[1];
    chsend(phrases, &phrase, sizeof phrase, -1);
    if (chrecv(reply[0], &translated, sizeof translated, now() + 500) < 0)
        translated = id;
    caption(translated);
}

int main(void)
{
    int phrases[2], id;
    chmake(phrases);
    go(translator(phrases[0]));
    while ((id = phrase_next()) >= 0)
        subtitle(id, phrases[1]);
    return 0;
}
