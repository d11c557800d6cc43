/* GCatch: a generator that is abandoned. A recursive walk hands over leaf by leaf; whoever looks for one leaf stops
 * when it has come, and the walk waits to hand over the next.
 */
#include <libmill.h>
#include <stddef.h>

struct tree {
    struct tree *left, *right;
    int leaf;
};

struct tree *tree_next(void);
int wanted_next(void);
void report(int position);

static void visit(const struct tree *tree, chan leaves)
{
    if (!tree)
        return;
    visit(tree->left, leaves);
    chs(leaves, int, tree->leaf); /* EXPECT error blocking-send: the leaf may have come before */
    visit(tree->right, leaves);
}

static coroutine void walk(const struct tree *tree, chan leaves)
{
    visit(tree, leaves);
    chs(leaves, int, -1); /* EXPECT error blocking-send: the leaf may have come before */
    chclose(leaves);
}

static int find(const struct tree *tree, int wanted)
{
    chan leaves = chmake(int, 0);
    int leaf, position = 0;
    go(walk(tree, chdup(leaves)));
    while ((leaf = chr(leaves, int)) != -1) {
        if (leaf == wanted)
            return position;
        position++;
    }
    return -1;
}

int main(void)
{
    const struct tree *tree;
    while ((tree = tree_next()))
        report(find(tree, wanted_next()));
    return 0;
}
