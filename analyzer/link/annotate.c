/* What the code says that functions do, read before anything is linked. */
#include "base/error.h"
#include "link/link.h"

static void place_error(const struct ir_unit *unit, const struct ir_annotation *annotation, GError **error)
{
    const char *file = annotation->at.file <= unit->n_files ? unit->files[annotation->at.file] : "";
    g_prefix_error(error, "%s:%u:%u: the annotation `" IR_ANNOTATION_PREFIX "%s` of `%s`: ", file,
        annotation->at.line, annotation->at.column, annotation->text, annotation->name);
    if (error)
        g_strdelimit((*error)->message, "\n\r", ' '); /* of what it quotes */
}

static bool annotate(const struct ir_unit *unit, struct annotations *annotations, GError **error)
{
    for (uint32_t i = 0; i < unit->n_annotations; i++) {
        const struct ir_annotation *annotation = &unit->annotations[i];
        if (i > 0 && g_str_equal(annotation[-1].name, annotation->name))
            g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
                "it has another one, `" IR_ANNOTATION_PREFIX "%s`", annotation[-1].text);
        else if (annotations_add(annotations, annotation->name, annotation->text, error))
            continue;
        place_error(unit, annotation, error);
        return false;
    }
    return true;
}

bool link_annotate(struct ir_unit *const *units, unsigned n, struct annotations *annotations, GError **error)
{
    for (unsigned u = 0; u < n; u++)
        if (!annotate(units[u], annotations, error))
            return false;
    return true;
}
