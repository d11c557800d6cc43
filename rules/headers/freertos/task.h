/* libtask's header has this name, too: FreeRTOS's stands behind FreeRTOS.h, which its own demands. */
#if defined(INC_FREERTOS_H) || !__has_include_next(<task.h>)
#include "FreeRTOS.h"
#else
#include_next <task.h>
#endif
