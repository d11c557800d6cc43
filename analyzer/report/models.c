#include "report/report.h"
#include "report/table.h"

/* What functions of these roles are about. */
static const struct {
    const char *what;
    enum model_role roles[4];
    unsigned n;
} topics[] = {
    {"tasks", {MODEL_SPAWN, MODEL_SPAWN_BEGIN}, 2},
    {"channels", {MODEL_SEND, MODEL_RECEIVE, MODEL_SELECT_SEND, MODEL_SELECT_RECEIVE}, 4},
    {"select", {MODEL_SELECT, MODEL_SELECT_WAIT}, 2},
    {"close", {MODEL_CLOSE}, 1},
    {"cancel", {MODEL_CANCEL, MODEL_INTERRUPT}, 2},
    {"join", {MODEL_JOIN}, 1},
    {"conditions", {MODEL_WAIT, MODEL_SIGNAL}, 2},
    {"semaphores", {MODEL_ACQUIRE, MODEL_RELEASE}, 2},
    {"locks", {MODEL_LOCK, MODEL_UNLOCK}, 2},
    {"ends", {MODEL_EXIT, MODEL_EXIT_PROCESS}, 2},
};

static char *topics_of(const struct model *model)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(topics); i++) {
        unsigned roles = 0;
        for (unsigned r = 0; r < topics[i].n; r++)
            roles |= 1u << topics[i].roles[r];
        if (model->roles & roles)
            g_string_append_printf(text, text->len ? ", %s" : "%s", topics[i].what);
    }
    return g_string_free(text, FALSE);
}

static void set_number(struct table *table, unsigned column, unsigned number)
{
    g_autofree char *text = g_strdup_printf("%u", number);
    table_set(table, column, "", text);
}

void report_models(const struct model *const *models, unsigned n, const unsigned *files, GString *out)
{
    static const char *const plain[] = {"LIBRARY", "FUNCTIONS", "ABOUT", "MODEL", NULL};
    static const char *const in_tree[] = {"LIBRARY", "FUNCTIONS", "FILES", "ABOUT", "MODEL", NULL};
    struct table *table = table_new(files ? in_tree : plain);
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *about = topics_of(models[i]);
        unsigned column = 0;
        table_add_row(table);
        table_set(table, column++, "", models[i]->library);
        set_number(table, column++, models[i]->n_functions);
        if (files)
            set_number(table, column++, files[i]);
        table_set(table, column++, "", about);
        table_set(table, column, "", models[i]->file);
    }
    table_print(table, "", out);
    table_free(table);
}
