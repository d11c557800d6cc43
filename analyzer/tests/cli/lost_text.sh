# Text that does not compile, because a header is missing: who is named there may be used there, and nobody else.
. "$(dirname "$0")/harness.sh"

# tree HANDLER TASK: an interrupt's handler does HANDLER, and a task does TASK again and again
tree() {
    rm -rf tree
    mkdir -p tree
    cat >tree/button.c <<EOF
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "freertos/queue.h"
#include "board/pins.h"

static QueueHandle_t pressed;
static int presses;

static void IN_FAST_MEMORY on_press(void *arg)
{
    unsigned pin = (unsigned) arg;
    $1;
}

static void light(void *arg)
{
    unsigned pin = 0;
    for (;;)
        $2;
}

void app_main(void)
{
    pressed = xQueueCreate(10, sizeof(unsigned));
    xTaskCreate(light, "light", 2048, NULL, 10, NULL);
    pins_result_t installed = pins_add_handler(PIN_BUTTON, on_press, NULL);
}
EOF
}
receive='pins_toggle(xQueueReceive(pressed, &pin, portMAX_DELAY))'
send='xQueueSend(pressed, &pin, portMAX_DELAY)'

tree 'xQueueSendFromISR(pressed, &pin, NULL)' "$receive"
run 0 check --notes --no-cache tree
[ ! -s "$out" ] || fail 'the handler sends, but there is a finding'

tree 'presses++' "$receive"
run 1 check --no-cache tree
says 'button.c:19:21: error: receive from `pressed` blocks task `light`'

tree 'xQueueReceiveFromISR(pressed, &pin, NULL)' "$send"
run 0 check --notes --no-cache tree
says 'button.c:19:9: note: send on `pressed` blocks task `light`'

tree 'presses++' "$send"
run 1 check --no-cache tree
says 'button.c:19:9: error: send on `pressed` blocks task `light`'
finish
