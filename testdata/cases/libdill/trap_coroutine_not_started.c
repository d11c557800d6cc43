/* A forecast is computed in a coroutine. When there is no memory for one, nobody sends, and nobody need receive. */
#include <libdill.h>

int station_next(void);
int forecast_of(int station);
void forecast_print(int forecast);

static coroutine void compute(int station, int out)
{
    int forecast = forecast_of(station);
    chsend(out, &forecast, sizeof forecast, -1);
}

static int forecast(int station)
{
    int result, ch[2];
    if (chmake(ch) < 0)
        return -1;
    int computing = go(compute(station, ch[1]));
    if (computing < 0) {
        hclose(ch[0]);
        hclose(ch[1]);
        return -1;
    }
    chrecv(ch[0], &result, sizeof result, -1);
    forecast_print(result);
    return 0;
}

int main(void)
{
    int station;
    while ((station = station_next()) >= 0)
        forecast(station);
    return 0;
}
