// An order that cannot be booked throws. That is caught inside the loop that takes the orders, which goes on.
#include <condition_variable>
#include <mutex>
#include <queue>
#include <stdexcept>
#include <string>
#include <thread>

std::string read_order(); // empty once the shop is closed
int price_of(const std::string &order);

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

int main()
{
    Orders *orders = new Orders;
    std::thread([orders] {
        for (std::string order = read_order(); !order.empty(); order = read_order())
            orders->put(order); // EXPECT note blocking-send: its receiver stays
    }).detach();
    for (;;) {
        try {
            book(orders->take());
        } catch (const std::invalid_argument &) {
        }
    }
}
