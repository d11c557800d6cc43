// A page is fetched from two caches by fibers with small stacks, and the first answer is shown. There is room for the other
// fiber's answer as well.
#include <boost/fiber/all.hpp>
#include <memory>
#include <string>

std::string fetch(int cache, int page);
int next_page();
void show(const std::string &text);

typedef boost::fibers::buffered_channel<std::string> Texts;

static void ask(std::shared_ptr<Texts> texts, int cache, int page)
{
    texts->push(fetch(cache, page)); // SEES fits send
}

static void show_page(int page)
{
    boost::fibers::fixedsize_stack stack(16384);
    auto texts = std::make_shared<Texts>(4);
    boost::fibers::fiber(boost::fibers::launch::post, std::allocator_arg, stack, ask, texts, 0, page).detach(); // SEES spawn
    boost::fibers::fiber(std::allocator_arg, stack, ask, texts, 1, page).detach(); // SEES spawn
    show(texts->value_pop());
}

int main()
{
    for (;;)
        show_page(next_page());
}
