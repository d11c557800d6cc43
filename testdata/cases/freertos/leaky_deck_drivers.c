// The drivers are started again each time that a deck is found anew, and what they started before goes on for ever.
#include "FreeRTOS.h"
#include "task.h"

struct deck;

struct driver {
    const char *name;
    void (*start)(struct deck *deck);
};

struct deck {
    const struct driver *driver;
    int reading;
};

static struct deck decks[4];
static int plugged;

static void range_task(void *arg)
{
    struct deck *deck = arg;
    for (;;) {
        vTaskDelay(10);
        deck->reading++;
    }
}

static void range_start(struct deck *deck)
{
    xTaskCreate(range_task, "range", 200, deck, 1, NULL); // EXPECT warning immortal-task: one more each time that the deck is found
}

static const struct driver range = {"range", range_start};

static void flow_task(void *arg)
{
    struct deck *deck = arg;
    for (;;) {
        vTaskDelay(20);
        deck->reading--;
    }
}

static void flow_start(struct deck *deck)
{
    const struct driver *lower = &range;
    lower->start(deck);
    xTaskCreate(flow_task, "flow", 200, deck, 1, NULL); // EXPECT warning immortal-task: one more each time that the deck is found
}

static const struct driver flow = {"flow", flow_start};

static void plug(const struct driver *driver)
{
    decks[plugged++].driver = driver;
}

static void watch_task(void *arg)
{
    int *found = arg;
    for (;;) {
        vTaskDelay(100);
        for (int i = 0; i < plugged; i++)
            if (found[i])
                decks[i].driver->start(&decks[i]);
    }
}

int main(void)
{
    static int found[4];
    plug(&range);
    plug(&flow);
    xTaskCreate(watch_task, "watch", 200, found, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
