#include "base/error.h"

GQuark chanlint_error_quark(void)
{
    return g_quark_from_static_string("chanlint");
}
