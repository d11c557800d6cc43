// A search by std::async, mended: when it has enough hits, it says so, and
// add returns without having added.
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
    bool add(int hit)
    {
        std::unique_lock lock(mutex);
        room.wait(lock, [this] { return hits.size() < 10 || enough; });
        if (enough)
            return false;
        hits.push_back(hit);
        filled.notify_one();
        return true;
    }

    void finish()
    {
        std::lock_guard lock(mutex);
        enough = true;
        room.notify_all();
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
    bool enough = false;
};

static void search(Index *index, std::shared_ptr<Hits> hits)
{
    int hit;
    while (next_hit(index, &hit))
        if (!hits->add(hit))
            return;
}

static void query()
{
    auto hits = std::make_shared<Hits>();
    auto searched = std::async(std::launch::async, search, titles, hits);
    while (wants_more(hits->take())) {
    }
    hits->finish();
}

int main()
{
    while (next_query())
        query();
}
