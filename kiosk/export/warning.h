/* warning: what was left out of an export, a line each: for whoever asked for the export, or for the log. */
#ifndef WARNING_H
#define WARNING_H

#include "base.h"

enum { WARNINGS_MAX = 50 }; /* of one kind: what is wrong as a whole is soon told */

/* warnings NULL: the log. Never an answer. */
void warning_add(Sink *warnings, const char *format, ...) BASE_PRINTF(2, 3);

#endif
