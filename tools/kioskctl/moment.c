#include "moment.h"

#include <math.h>

enum { MS_PER_MINUTE = 60000, MS_PER_DAY = 86400000 };

Status moment_read(const char *option, const char *text, int64_t *wall_ms, Err *err) {
  Value v;
  if (!value_from_iso(str_from(text), &v) || v.kind == VALUE_TIME)
    return err_set(err, STATUS_USAGE, "option-value", "%s %s is no date; write it as 2026-11-21 or 2026-11-21T14:05:00+01:00",
                   option, text);
  const int offset_minutes = civil_local_offset_minutes(civil_from_days(v.days));
  *wall_ms = llround(v.days * MS_PER_DAY) - (int64_t)offset_minutes * MS_PER_MINUTE;
  return STATUS_OK;
}

Str moment_today(Arena *arena) {
  return civil_day_to_str(arena, civil_day_of_wall_ms(clock_system()->wall_ms(clock_system())));
}
