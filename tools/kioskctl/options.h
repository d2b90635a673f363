/* options: the command line of one command, by a table. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base.h"

typedef struct Option {
  const char *name;   /* "--db" */
  const char **value; /* where its value goes, "--db X" or "--db=X"; NULL for a flag */
  bool *flag;         /* set true when a flag is given */
} Option;

/* An option whose name ends with "..." ("--key...") may stand several times: value is the first of OPTION_VALUES_MAX + 1, all NULL, and they
 * are filled from the front. */
enum { OPTION_VALUES_MAX = 32 };

/* Reads the options in argv[1] and on; each of the others may stand once. The other words are moved to argv[1] and on, in their order; *word_count
 * says how many. "--" ends the options; "-" alone is a word. Failures are STATUS_USAGE: unknown-option, option-value, option-twice,
 * option-often. */
Status options_read(int argc, char **argv, const Option *options, size_t count, int *word_count, Err *err);
/* STATUS_USAGE, option-missing, when value is NULL. */
Status options_require(const char *value, const char *name, const char *what, Err *err);

#endif
