/* Two services, each with a choose that takes from two channels. The archive's is in a loop without end; the hand-over
 * of a shift takes one note, or ends with its five minutes.
 */
#include <libmill.h>

int reading_poll(int *reading);
int note_poll(int *note);
int shift_next(void);
chan alarms(void);
void archive_add(int reading);
void archive_alarm(int alarm);
void shift_note(int note);

static coroutine void record(chan readings)
{
    int reading;
    while (reading_poll(&reading))
        chs(readings, int, reading); /* EXPECT note blocking-send: the archive loops for good */
}

static coroutine void collect_notes(chan notes)
{
    int note;
    while (note_poll(&note))
        chs(notes, int, note); /* EXPECT error blocking-send: the hand-over takes one, or none */
}

static coroutine void archive(chan readings, chan alarms)
{
    for (;;) {
        choose {
        in(readings, int, reading):
            archive_add(reading);
        in(alarms, int, alarm):
            archive_alarm(alarm);
        end
        }
    }
}

static void hand_over(void)
{
    chan notes = chmake(int, 0);
    go(collect_notes(chdup(notes)));
    choose {
    in(notes, int, note):
        shift_note(note);
    deadline(now() + 300000):
    end
    }
    chclose(notes);
}

int main(void)
{
    chan readings = chmake(int, 0);
    go(archive(readings, alarms()));
    go(record(readings));
    while (shift_next())
        hand_over();
    return 0;
}
