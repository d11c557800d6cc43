/* All forms are read at once, line by line: no line of one means something else in another. */
#include "profile/profile.h"

#include <stdbool.h>
#include <string.h>

struct parser {
    struct profile *profile;
    GHashTable *known; /* the text of a stack -> struct profile_stack * */
    GArray *frames; /* of the stack that is being read */
    uint64_t tasks; /* that it stands for */
    bool in_goroutine; /* a line that is a call is a frame */
    bool placed; /* its last frame has a file, or is none that can have one */
};

/* -- stacks -- */

static void free_stack(gpointer stack)
{
    g_array_unref(((struct profile_stack *)stack)->frames);
    g_free(stack);
}

static char *text_of(const GArray *frames)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < frames->len; i++) {
        const struct profile_frame *frame = &g_array_index(frames, struct profile_frame, i);
        g_string_append_printf(text, "%s\t%s\t%u\n", frame->function, frame->file, frame->line);
    }
    return g_string_free(text, FALSE);
}

static void end_stack(struct parser *parser)
{
    if (parser->frames->len == 0)
        return;
    char *text = text_of(parser->frames);
    struct profile_stack *stack = g_hash_table_lookup(parser->known, text);
    if (!stack) {
        stack = g_new0(struct profile_stack, 1);
        stack->frames = parser->frames;
        parser->frames = g_array_new(FALSE, TRUE, sizeof(struct profile_frame));
        g_ptr_array_add(parser->profile->stacks, stack);
        g_hash_table_insert(parser->known, text, stack);
    } else {
        g_array_set_size(parser->frames, 0);
        g_free(text);
    }
    stack->tasks += parser->tasks;
    parser->profile->tasks += parser->tasks;
}

static void begin_stack(struct parser *parser, uint64_t tasks)
{
    end_stack(parser);
    parser->tasks = tasks;
    parser->in_goroutine = false;
    parser->placed = true;
}

static void add_frame(struct parser *parser, const char *function)
{
    const struct profile_frame frame = {
        .function = g_string_chunk_insert_const(parser->profile->texts, function), .file = ""};
    g_array_append_val(parser->frames, frame);
    parser->placed = false;
}

static void place_frame(struct parser *parser, const char *file, const char *line)
{
    if (parser->placed || parser->frames->len == 0)
        return;
    while (g_str_has_prefix(file, "./") || g_str_has_prefix(file, "../"))
        file = strchr(file, '/') + 1;
    struct profile_frame *last =
        &g_array_index(parser->frames, struct profile_frame, parser->frames->len - 1);
    last->file = g_string_chunk_insert_const(parser->profile->texts, file);
    last->line = (unsigned)g_ascii_strtoull(line, NULL, 10);
    parser->placed = true;
}

/* -- lines: what each does is given the groups of its pattern, "" where one is not there -- */

/* `41097 @ 0x4f2a10 0x4f31c2` */
static void take_group(struct parser *parser, char **groups)
{
    begin_stack(parser, g_ascii_strtoull(groups[1], NULL, 10));
}

/* `goroutine 18 [chan send, 2 minutes]:` */
static void take_goroutine(struct parser *parser, char **groups)
{
    (void)groups;
    begin_stack(parser, 1);
    parser->in_goroutine = true;
}

/* `created by main.serve`: the place behind it is of no frame */
static void take_origin(struct parser *parser, char **groups)
{
    (void)groups;
    parser->placed = true;
}

/* `#	0x4f2a10	main.watch+0x40	/src/main.go:31` */
static void take_named(struct parser *parser, char **groups)
{
    add_frame(parser, groups[1]);
    place_frame(parser, groups[2], groups[3]);
}

/* `main.watch(0xc000102000)` */
static void take_call(struct parser *parser, char **groups)
{
    if (parser->in_goroutine)
        add_frame(parser, groups[1]);
}

/* `#1  0x00005581 in watch (arg=0x0) at src/a.c:9`, `#1  0x00005581 watch - /bin/a` */
static void take_numbered(struct parser *parser, char **groups)
{
    if (g_str_equal(groups[1], "0"))
        begin_stack(parser, 1);
    g_autofree char *function = g_strdup(groups[2]);
    function[strcspn(function, "(@")] = '\0';
    char *module = strstr(function, " - ");
    if (module)
        *module = '\0';
    add_frame(parser, g_strchomp(function));
    if (*groups[3])
        place_frame(parser, groups[3], groups[4]);
}

/* `	/src/main.go:31 +0x40`, `    src/a.c:9:3` */
static void take_place(struct parser *parser, char **groups)
{
    place_frame(parser, groups[1], groups[2]);
}

#define ADDRESS "0x[0-9a-fA-F]+"

static struct {
    const char *pattern;
    void (*take)(struct parser *parser, char **groups);
    unsigned groups;
    GRegex *regex;
} lines[] = {
    {"^(\\d+) @(?: " ADDRESS ")*\\s*$", take_group, 1, NULL},
    {"^#\\t" ADDRESS "\\t(.*?)(?:\\+" ADDRESS ")?\\t(.*):(\\d+)\\s*$", take_named, 3, NULL},
    {"^goroutine \\d+ .*\\]:\\s*$", take_goroutine, 0, NULL},
    {"^created by ", take_origin, 0, NULL},
    {"^#(\\d+) +(?:" ADDRESS " +(?:in +)?)?(.+?)(?: at (\\S.*):(\\d+))?(?: from \\S+)?\\s*$", take_numbered,
        4, NULL},
    {"^\\s+(\\S.*?):(\\d+)(?::\\d+)?(?: \\+" ADDRESS ")?\\s*$", take_place, 2, NULL},
    {"^([^\\s#(].*)\\([^()]*\\)\\s*$", take_call, 1, NULL},
};

static void take_line(struct parser *parser, const char *line)
{
    enum { MOST_GROUPS = 5 };
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GMatchInfo) match = NULL;
        if (!g_regex_match(lines[i].regex, line, 0, &match))
            continue;
        char *groups[MOST_GROUPS];
        for (unsigned n = 0; n < MOST_GROUPS; n++) {
            char *group = n <= lines[i].groups ? g_match_info_fetch(match, (int)n) : NULL;
            groups[n] = group ? group : g_strdup("");
        }
        lines[i].take(parser, groups);
        for (unsigned n = 0; n < MOST_GROUPS; n++)
            g_free(groups[n]);
        return;
    }
}

static void compile_patterns(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(lines) && !lines[i].regex; i++)
        lines[i].regex = g_regex_new(lines[i].pattern, G_REGEX_RAW, 0, NULL);
}

static void take_lines(struct parser *parser, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (const char *end; *text; text = *end ? end + 1 : end) {
        end = text + strcspn(text, "\n");
        g_string_truncate(line, 0);
        g_string_append_len(line, text, end - text);
        take_line(parser, line->str);
    }
    end_stack(parser);
}

struct profile *profile_parse(const char *text, GError **error)
{
    struct profile *profile = g_new0(struct profile, 1);
    profile->stacks = g_ptr_array_new_with_free_func(free_stack);
    profile->texts = g_string_chunk_new(4096);
    struct parser parser = {
        .profile = profile,
        .known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .frames = g_array_new(FALSE, TRUE, sizeof(struct profile_frame)),
    };
    compile_patterns();
    take_lines(&parser, text);
    g_hash_table_unref(parser.known);
    g_array_unref(parser.frames);
    if (profile->stacks->len > 0)
        return profile;
    profile_free(profile);
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
        "there are no stacks in it: give a goroutine profile (debug=1 or debug=2), or what eu-stack, pstack "
        "or "
        "gdb's `thread apply all bt` print");
    return NULL;
}

void profile_free(struct profile *profile)
{
    if (!profile)
        return;
    g_ptr_array_unref(profile->stacks);
    g_string_chunk_free(profile->texts);
    g_free(profile);
}
