// Each deck that is plugged in has a driver, which is started once at boot. One driver starts another itself, through
// the same pointer: none of them calls itself for that.
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
    xTaskCreate(range_task, "range", 200, deck, 1, NULL); // EXPECT note immortal-task: one for each deck, at boot
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
    xTaskCreate(flow_task, "flow", 200, deck, 1, NULL); // EXPECT note immortal-task: one for each deck, at boot
}

static const struct driver flow = {"flow", flow_start};

static void plug(const struct driver *driver)
{
    decks[plugged++].driver = driver;
}

int main(void)
{
    plug(&range);
    plug(&flow);
    for (int i = 0; i < plugged; i++)
        decks[i].driver->start(&decks[i]);
    vTaskStartScheduler();
    return 0;
}
