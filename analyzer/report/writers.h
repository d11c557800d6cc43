/* The formats, a file each, and what they share. Private to report/. */
#ifndef CHANLINT_REPORT_WRITERS_H
#define CHANLINT_REPORT_WRITERS_H

#include "report/report.h"

report_writer report_text;

/* For a terminal; all empty otherwise. */
struct palette {
    const char *bold, *error, *warning, *note, *caret, *off;
};
const struct palette *report_palette(bool colors);

#endif
