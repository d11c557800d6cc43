/* The display asks the sampling thread to end, which does not hear it while it waits. */
#include "ch.h"

static msg_t memory[8];
static MAILBOX_DECL(samples, memory, 8);
static THD_WORKING_AREA(sample_area, 128);
static THD_WORKING_AREA(display_area, 128);

msg_t read_sensor(void);
int show(msg_t sample);

static THD_FUNCTION(sample, argument)
{
    while (!chThdShouldTerminateX()) {
        msg_t value = read_sensor();
        chMBPostTimeout(&samples, value, TIME_INFINITE); // EXPECT error blocking-send: the display ends
    }
}

static thread_t *sampler;

static THD_FUNCTION(display, argument)
{
    msg_t value;
    while (chMBFetchTimeout(&samples, &value, TIME_INFINITE) == MSG_OK)
        if (show(value) < 0)
            break;
    chThdTerminate(sampler);
}

int main(void)
{
    chSysInit();
    sampler = chThdCreateStatic(sample_area, sizeof sample_area, NORMALPRIO, sample, NULL);
    chThdCreateStatic(display_area, sizeof display_area, NORMALPRIO, display, NULL);
    for (;;)
        chThdSleepSeconds(1);
}
