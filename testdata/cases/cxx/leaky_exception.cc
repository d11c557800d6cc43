// An order that cannot be booked throws. That is caught around the loop that takes the orders, and work leaves: the thread that
// puts them waits for room.
#include <condition_variable>
#include <mutex>
#include <queue>
#include <stdexcept>
#include <string>
#include <thread>

std::string read_order(); // empty once the shop is closed
int price_of(const std::string &order);
bool next_day();

class Orders {
public:
    void put(const std::string &order)
    {
        std::unique_lock<std::mutex> lock(mutex);
        changed.wait(lock, [this] { return orders.size() < 10; });
        orders.push(order);
        changed.notify_all();
    }

    std::string take()
    {
        std::unique_lock<std::mutex> lock(mutex);
        changed.wait(lock, [this] { return !orders.empty(); });
        std::string order = orders.front();
        orders.pop();
        changed.notify_all();
        return order;
    }

private:
    std::mutex mutex;
    std::condition_variable changed;
    std::queue<std::string> orders;
};

static void book(const std::string &order)
{
    if (price_of(order) < 0)
        throw std::invalid_argument(order);
}

static void work()
{
    Orders *orders = new Orders;
    std::thread([orders] {
        for (std::string order = read_order(); !order.empty(); order = read_order())
            orders->put(order); // EXPECT error blocking-send: an exception ends the loop that takes
    }).detach();
    try {
        for (;;)
            book(orders->take());
    } catch (const std::invalid_argument &) {
    }
}

int main()
{
    while (next_day())
        work();
}
