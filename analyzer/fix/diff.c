/* Edits as a unified diff. There is nothing to search for: what has changed is known. */
#include "fix/fix.h"

#include <string.h>

enum { CONTEXT = 3 };

/* Lines of the old text that stand together, and what comes in their place. */
struct change {
    gsize first, behind; /* lines, from 0 */
    GString *text;
};

struct differ {
    const char *text;
    gsize length;
    GArray *starts; /* of gsize: where each line begins, and the text's end */
    GArray *changes; /* of struct change */
};

static int compare_edits(gconstpointer a, gconstpointer b)
{
    const struct edit *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

bool edits_order(GArray *edits)
{
    g_array_sort(edits, compare_edits); /* which is stable */
    for (guint i = 1; i < edits->len; i++) {
        const struct edit *last = &g_array_index(edits, struct edit, i - 1);
        const struct edit *edit = &g_array_index(edits, struct edit, i);
        if (edit->at == last->at && edit->length == last->length && g_str_equal(edit->text, last->text))
            g_array_remove_index(edits, i--);
        else if (edit->at < last->at + last->length || (edit->at == last->at && edit->length))
            return false;
    }
    return true;
}

/* Appends the text from `from` up to the edit, and what the edit puts; returns where the text goes on. */
static gsize append_edit(GString *out, const char *text, gsize from, const struct edit *edit)
{
    g_string_append_len(out, text + from, (gssize)(edit->at - from));
    g_string_append(out, edit->text);
    return edit->at + edit->length;
}

/* Appends the text from `from` to `to` with the edits from `*next` on that lie in there. */
static void append_edited(
    GString *out, const char *text, gsize from, gsize to, const GArray *edits, guint *next)
{
    for (; *next < edits->len; (*next)++) {
        const struct edit *edit = &g_array_index(edits, struct edit, *next);
        if (edit->at + edit->length > to || (edit->at == to && to > from && text[to - 1] == '\n'))
            break;
        from = append_edit(out, text, from, edit);
    }
    g_string_append_len(out, text + from, (gssize)(to - from));
}

GString *edits_apply(const char *text, gsize length, const GArray *edits)
{
    GString *out = g_string_sized_new(length);
    gsize done = 0;
    for (guint i = 0; i < edits->len; i++)
        done = append_edit(out, text, done, &g_array_index(edits, struct edit, i));
    return g_string_append_len(out, text + done, (gssize)(length - done));
}

/* -- changed lines -- */

static void find_lines(struct differ *differ)
{
    const char *text = differ->text, *end = text + differ->length;
    for (const char *at = text; at < end;) {
        gsize start = (gsize)(at - text);
        g_array_append_val(differ->starts, start);
        const char *newline = memchr(at, '\n', (gsize)(end - at));
        at = newline ? newline + 1 : end;
    }
    g_array_append_val(differ->starts, differ->length);
}

static gsize n_lines(const struct differ *differ)
{
    return differ->starts->len - 1;
}

static gsize start_of(const struct differ *differ, gsize line)
{
    return g_array_index(differ->starts, gsize, line);
}

static bool is_ended(const struct differ *differ)
{
    return !differ->length || differ->text[differ->length - 1] == '\n';
}

/* The line that the byte is in: behind the last line end that is one line more. */
static gsize line_of(const struct differ *differ, gsize at)
{
    gsize low = 0, high = n_lines(differ);
    if (at >= differ->length)
        return is_ended(differ) ? high : high - 1;
    while (high - low > 1) {
        gsize middle = (low + high) / 2;
        *(start_of(differ, middle) <= at ? &low : &high) = middle;
    }
    return low;
}

/* Whole lines that are put between two: no line of the old text changes. */
static bool is_between_lines(const struct differ *differ, const struct edit *edit)
{
    gsize length = strlen(edit->text);
    return !edit->length && edit->at == start_of(differ, line_of(differ, edit->at)) && length &&
           edit->text[length - 1] == '\n';
}

static void add_change(struct differ *differ, const struct edit *edit)
{
    struct change change = {.first = line_of(differ, edit->at)};
    struct change *last = differ->changes->len
                              ? &g_array_index(differ->changes, struct change, differ->changes->len - 1)
                              : NULL;
    change.behind = change.first;
    if (!is_between_lines(differ, edit))
        change.behind = line_of(differ, edit->at + edit->length) + 1;
    change.behind = MIN(change.behind, n_lines(differ));
    if (last && change.first <= last->behind && (change.first < last->behind || last->first == change.first))
        last->behind = MAX(last->behind, change.behind);
    else
        g_array_append_val(differ->changes, change);
}

/* leaves: changes, in order, of which no two share a line */
static void find_changes(struct differ *differ, const GArray *edits)
{
    guint next = 0;
    for (guint i = 0; i < edits->len; i++)
        add_change(differ, &g_array_index(edits, struct edit, i));
    for (guint i = 0; i < differ->changes->len; i++) {
        struct change *change = &g_array_index(differ->changes, struct change, i);
        gsize from = start_of(differ, change->first), to = start_of(differ, change->behind);
        change->text = g_string_new(NULL);
        append_edited(change->text, differ->text, from, to, edits, &next);
    }
}

/* -- hunks -- */

static void append_lines(GString *out, char mark, const char *text, gsize length)
{
    const char *end = text + length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (gsize)(end - text));
        const char *behind = newline ? newline + 1 : end;
        g_string_append_c(out, mark);
        g_string_append_len(out, text, behind - text);
        if (!newline)
            g_string_append(out, "\n\\ No newline at end of file\n");
        text = behind;
    }
}

static void append_old(GString *out, char mark, const struct differ *differ, gsize from, gsize to)
{
    gsize start = start_of(differ, from);
    append_lines(out, mark, differ->text + start, start_of(differ, to) - start);
}

static gsize count_lines(const GString *text)
{
    gsize n = text->len && text->str[text->len - 1] != '\n';
    for (gsize i = 0; i < text->len; i++)
        n += text->str[i] == '\n';
    return n;
}

/* A range of no lines is said to be behind the one before it. */
static void append_range(GString *out, char mark, gsize first, gsize n)
{
    g_string_append_printf(out, " %c%" G_GSIZE_FORMAT, mark, first + (n > 0));
    if (n != 1)
        g_string_append_printf(out, ",%" G_GSIZE_FORMAT, n);
}

/* One hunk of the changes from `i` to `end`; `*shift` is by how many lines those before it moved the rest. */
static void append_hunk(GString *out, const struct differ *differ, guint i, guint end, gssize *shift)
{
    const struct change *changes = &g_array_index(differ->changes, struct change, 0);
    const gsize first = changes[i].first - MIN(changes[i].first, CONTEXT);
    const gsize behind = MIN(changes[end - 1].behind + CONTEXT, n_lines(differ));
    gssize grown = 0;
    gsize at = first;
    for (guint c = i; c < end; c++)
        grown += (gssize)count_lines(changes[c].text) - (gssize)(changes[c].behind - changes[c].first);
    g_string_append(out, "@@");
    append_range(out, '-', first, behind - first);
    append_range(out, '+', (gsize)((gssize)first + *shift), (gsize)((gssize)(behind - first) + grown));
    g_string_append(out, " @@\n");
    for (; i < end; i++) {
        append_old(out, ' ', differ, at, changes[i].first);
        append_old(out, '-', differ, changes[i].first, changes[i].behind);
        append_lines(out, '+', changes[i].text->str, changes[i].text->len);
        at = changes[i].behind;
    }
    append_old(out, ' ', differ, at, behind);
    *shift += grown;
}

static void append_hunks(GString *out, const struct differ *differ)
{
    const struct change *changes = &g_array_index(differ->changes, struct change, 0);
    const guint n = differ->changes->len;
    gssize shift = 0;
    for (guint i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && changes[end].first - changes[end - 1].behind <= (gsize)2 * CONTEXT;)
            end++;
        append_hunk(out, differ, i, end, &shift);
    }
}

/* A name with bytes that are not printed stands in quotes, as git has it; one with blanks has a tab behind
 * it.
 */
static void append_name(GString *out, const char *mark, const char *side, const char *file)
{
    bool quoted = false;
    for (const char *c = file; *c; c++)
        quoted |= (guchar)*c < ' ' || (guchar)*c >= 0x7f || *c == '"' || *c == '\\';
    g_string_append_printf(out, "%s %s%s/", mark, quoted ? "\"" : "", side);
    for (const char *c = file; *c; c++)
        if ((guchar)*c < ' ' || (guchar)*c >= 0x7f)
            g_string_append_printf(out, "\\%03o", (guchar)*c);
        else
            g_string_append_printf(out, "%s%c", *c == '"' || *c == '\\' ? "\\" : "", *c);
    g_string_append(out, quoted ? "\"\n" : strchr(file, ' ') ? "\t\n" : "\n");
}

void edits_append_diff(GString *out, const char *file, const char *text, gsize length, const GArray *edits)
{
    struct differ differ = {
        .text = text,
        .length = length,
        .starts = g_array_new(FALSE, FALSE, sizeof(gsize)),
        .changes = g_array_new(FALSE, FALSE, sizeof(struct change)),
    };
    find_lines(&differ);
    find_changes(&differ, edits);
    if (edits->len) {
        append_name(out, "---", "a", file);
        append_name(out, "+++", "b", file);
        append_hunks(out, &differ);
    }
    for (guint i = 0; i < differ.changes->len; i++)
        g_string_free(g_array_index(differ.changes, struct change, i).text, TRUE);
    g_array_unref(differ.starts);
    g_array_unref(differ.changes);
}
