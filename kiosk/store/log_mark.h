/* log_mark: which log belongs to which file.
 *
 * SQLite lays a log over whatever file stands beside it: a backup that was put in the place of a file whose log is still there would
 * be changed by it, page by page, and a file that is overwritten in place (cp) while it is open likewise. So each log begins, soon after
 * its first transaction, with a mark made at random and the mark before it; the file beside it has the one or the other, as far as the
 * log was folded into it. A backup has a mark that no log knows. */
#ifndef LOG_MARK_H
#define LOG_MARK_H

#include "base.h"

#include <sys/types.h>
#include <time.h>

#define LOG_MARK_SETTING "log_mark"

enum { LOG_MARK_LEN = 16 };

typedef struct LogMark {
  char now[LOG_MARK_LEN + 1], before[LOG_MARK_LEN + 1]; /* empty: none yet */
} LogMark;

typedef struct LogWatch { /* of an open file */
  bool begun;             /* by log_mark_open */
  LogMark mark;
  unsigned char salts[8];  /* of the log that has the mark in it; SQLite makes new ones whenever a log begins anew */
  struct timespec changed; /* when the file was written to, as last seen */
  off_t bytes;
} LogWatch;

#endif
