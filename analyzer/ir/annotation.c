#include "ir/ir.h"

#include <string.h>

const struct ir_annotation *ir_annotation_of(const struct ir_unit *unit, const char *function)
{
    uint32_t low = 0, high = unit->n_annotations;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(unit->annotations[middle].name, function) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < unit->n_annotations && strcmp(unit->annotations[low].name, function) == 0;
    return found ? &unit->annotations[low] : NULL;
}
