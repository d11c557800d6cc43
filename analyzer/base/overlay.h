#ifndef CHANLINT_OVERLAY_H
#define CHANLINT_OVERLAY_H

#include <glib.h>

/* A file that holds this text, whatever it holds on disk. */
struct overlay {
    const char *path; /* absolute */
    const char *text;
    gsize length;
};

#endif
