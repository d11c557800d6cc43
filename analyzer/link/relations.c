#include "link/relations.h"

#define ROWS(noun) g_array_new(FALSE, TRUE, sizeof(struct relation_##noun))

struct relations *relations_new(void)
{
    struct relations *relations = g_new0(struct relations, 1);
    *relations = (struct relations){
        .arena = arena_new(),
        .tasks = ROWS(task),
        .channels = ROWS(channel),
        .ops = ROWS(op),
        .clauses = ROWS(clause),
        .reaches = ROWS(reach),
        .steps = ROWS(step),
        .wakes = ROWS(wake),
        .exits = ROWS(exit),
        .peers = ROWS(peer),
        .tokens = ROWS(token),
        .joined = ROWS(joined),
        .joined_sends = ROWS(joined_send),
        .locks_held = ROWS(lock_held),
        .locks_needed = ROWS(lock_needed),
        .unheard_flags = ROWS(unheard_flag),
        .unheeded = ROWS(unheeded),
        .lost = ROWS(lost),
        .overslept = ROWS(overslept),
        .stragglers = ROWS(straggler),
        .fixes = ROWS(fix),
        .proposals = ROWS(proposal),
        .candidates = ROWS(candidate),
    };
    return relations;
}

void relations_free(struct relations *relations)
{
    if (!relations)
        return;
    GArray *const tables[] = {relations->tasks, relations->channels, relations->ops, relations->clauses,
        relations->reaches, relations->steps, relations->wakes, relations->exits, relations->peers,
        relations->tokens, relations->joined, relations->joined_sends, relations->locks_held,
        relations->locks_needed, relations->unheard_flags, relations->unheeded, relations->lost,
        relations->overslept, relations->stragglers, relations->fixes, relations->proposals,
        relations->candidates};
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        g_array_free(tables[i], TRUE);
    arena_free(relations->arena);
    g_free(relations);
}
