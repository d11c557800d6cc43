/* What the libraries' models say is to be done about an operation that nothing wakes. */
#include "link/linked.h"

static void add(struct linked *linked, const struct model *model, const char *kind, const char *words)
{
    const struct relation_fix fix = {
        .library = linked_text(linked, model->library), .kind = kind, .words = linked_text(linked, words)};
    if (words)
        g_array_append_val(linked->relations->fixes, fix);
}

void link_fixes(struct linked *linked)
{
    unsigned n;
    const struct model *const *models = model_list(linked->program->input->models, &n);
    for (unsigned i = 0; i < n; i++) {
        add(linked, models[i], "send", models[i]->fixes.send);
        add(linked, models[i], "receive", models[i]->fixes.receive);
        add(linked, models[i], "wait", models[i]->fixes.wait);
    }
}
