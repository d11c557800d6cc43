// A search asks two indexes at once, by std::async, and stops reading when it has enough hits: what the future's
// destructor waits for then waits for room.
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>

struct Index;
bool next_hit(Index *index, int *hit);
bool wants_more(int hit);
bool next_query();
extern Index *titles;

class Hits {
public:
    void add(int hit)
    {
        std::unique_lock lock(mutex);
        room.wait(lock, [this] { return hits.size() < 10; });
        hits.push_back(hit);
        filled.notify_one();
    }

    int take()
    {
        std::unique_lock lock(mutex);
        filled.wait(lock, [this] { return !hits.empty(); });
        int hit = hits.front();
        hits.pop_front();
        room.notify_one();
        return hit;
    }

private:
    std::mutex mutex;
    std::condition_variable room, filled;
    std::deque<int> hits;
};

static void search(Index *index, std::shared_ptr<Hits> hits)
{
    int hit;
    while (next_hit(index, &hit))
        hits->add(hit); // EXPECT error blocking-send: the query may have enough
}

static void query()
{
    auto hits = std::make_shared<Hits>();
    auto searched = std::async(std::launch::async, search, titles, hits);
    while (wants_more(hits->take())) {
    }
}

int main()
{
    while (next_query())
        query();
}
