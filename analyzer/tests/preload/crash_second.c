/* For LD_PRELOAD: the second process that sets itself an alarm crashes, as the second case does whose link is
 * tried. They are counted by the length of the file $ALARMS. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

unsigned alarm(unsigned seconds)
{
    (void)seconds;
    int file = open(getenv("ALARMS"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file < 0 || write(file, "x", 1) != 1 || lseek(file, 0, SEEK_END) == 2)
        abort();
    close(file);
    return 0;
}
