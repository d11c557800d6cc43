/* The formats, a file each. Private to report/. */
#ifndef CHANLINT_REPORT_WRITERS_H
#define CHANLINT_REPORT_WRITERS_H

#include "report/report.h"

report_writer report_text, report_sarif;

#endif
