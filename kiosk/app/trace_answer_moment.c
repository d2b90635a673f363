#include "trace_answer_part.h"
#include "trace_reach.h"

#include <math.h>

/* The day last: until then its month may not have it. */
static const char *const names[] = {"year", "month", "day", "hour", "minute"};

enum { MINUTES_A_DAY = 24 * 60 };

Status part_set_moment(const Part *part, Value wanted, Err *err) {
  if (value_is_empty(wanted)) return part_clear(part, err);
  bool timed = wanted.kind != VALUE_DATE;
  double day = wanted.kind == VALUE_TIME ? 0 : floor(wanted.days);
  int minutes = timed ? (int)lround((wanted.days - day) * MINUTES_A_DAY) : 0;
  CivilTime date = civil_from_days(day);
  const int numbers[COUNT_OF(names)] = {date.year, date.month, date.day, minutes / 60, minutes % 60};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    Str id = part_id(part, names[i]);
    if (reach_find(part->hand, id) == NULL) continue; /* the question asks for no such part */
    Status status = reach_tap(part->hand, id, err);
    if (status != STATUS_OK) return status;
    hand_type(part->hand, arena_printf(part->arena, i == 0 ? "%04d" : "%02d", numbers[i]));
  }
  return STATUS_OK;
}
