/* The walk of leaky_abandoned_walk, with another branch for each send: it fires when the channel `quit` is done. */
#include <libmill.h>
#include <stddef.h>

struct tree {
    struct tree *left, *right;
    int leaf;
};

struct tree *tree_next(void);
int wanted_next(void);
void report(int position);

static int hand_over(chan leaves, chan quit, int leaf)
{
    int wanted = 1;
    choose {
    out(leaves, int, leaf):
    in(quit, int, stop):
        wanted = stop;
    end
    }
    return wanted;
}

static int visit(const struct tree *tree, chan leaves, chan quit)
{
    if (!tree)
        return 1;
    return visit(tree->left, leaves, quit) && hand_over(leaves, quit, tree->leaf) &&
           visit(tree->right, leaves, quit);
}

static coroutine void walk(const struct tree *tree, chan leaves, chan quit)
{
    if (visit(tree, leaves, quit))
        hand_over(leaves, quit, -1);
    chclose(leaves);
    chclose(quit);
}

static int find(const struct tree *tree, int wanted)
{
    chan leaves = chmake(int, 0), quit = chmake(int, 0);
    int leaf, position = 0;
    go(walk(tree, chdup(leaves), chdup(quit)));
    while ((leaf = chr(leaves, int)) != -1 && leaf != wanted)
        position++;
    chdone(quit, int, 0);
    return leaf == wanted ? position : -1;
}

int main(void)
{
    const struct tree *tree;
    while ((tree = tree_next()))
        report(find(tree, wanted_next()));
    return 0;
}
