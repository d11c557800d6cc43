/* The files of cases. Private to cases/. */
#ifndef CHANLINT_CASES_FILES_H
#define CHANLINT_CASES_FILES_H

#include <glib.h>

/* The names in a folder that do not begin with a dot, sorted. The caller's. */
GPtrArray *files_in(const char *folder);

/* The C and C++ files in and below a folder, headers too, relative to it and in order. The caller's. */
GPtrArray *files_below(const char *folder);

#endif
