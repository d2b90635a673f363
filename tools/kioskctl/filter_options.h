/* filter_options: which responses a command is about, as its options say. */
#ifndef FILTER_OPTIONS_H
#define FILTER_OPTIONS_H

#include "options.h"
#include "store.h"

typedef struct FilterWords { /* as they stand on the command line: values of "--status..." and so on */
  const char *statuses[OPTION_VALUES_MAX + 1], *channels[OPTION_VALUES_MAX + 1];
  const char *rounds[OPTION_VALUES_MAX + 1], *events[OPTION_VALUES_MAX + 1], *places[OPTION_VALUES_MAX + 1],
      *devices[OPTION_VALUES_MAX + 1];
  const char *from, *to;
  bool trials;
} FilterWords;

/* Into a filter that lives in the arena and borrows the words. STATUS_USAGE, option-value: a status or channel that there is not, what is
 * no date, an end before its beginning. */
Status filter_read(Arena *arena, const FilterWords *words, StoreFilter *out, Err *err);
/* Does it ask for anything but trials? */
bool filter_selects(const StoreFilter *filter);
/* A warning for each round, event, place, channel and device that no response of the form has, with those that there are when they are few. An empty
 * form_id: the only form, if it is the only one. */
Status filter_warn_of_strangers(Store *store, Arena *arena, Str form_id, const StoreFilter *filter, Sink *warnings, Err *err);

#endif
