#include "when.h"

Str when_day(Build *b, int weekday, int month, int day) {
  Str name = build_string(b, (UiString)(UI_STRING_WEEKDAY_1 + weekday - 1));
  if (month == 0) {
    return name;
  }
  const PhraseSlot slots[] = {{"{weekday}", name},
                              {"{day}", arena_printf(b->arena, "%d", day)},
                              {"{month}", build_string(b, (UiString)(UI_STRING_MONTH_OF_1 + month - 1))}};
  return phrases_fill(b->arena, b->strings, UI_STRING_DAY_WORDS, b->language, slots, COUNT_OF(slots));
}

Str when_words(Build *b, Str day, int hour, int minute) {
  const PhraseSlot slots[] = {{"{time}", arena_printf(b->arena, "\u2068%02d:%02d\u2069", hour, minute)}, {"{date}", day}};
  UiString says = day.len == 0 ? UI_STRING_TIME_WORDS : UI_STRING_DATE_TIME_WORDS;
  return phrases_fill(b->arena, b->strings, (int)says, b->language, slots, COUNT_OF(slots));
}

Str when_past(Build *b, int64_t wall_ms) {
  CivilTime then = civil_from_wall_ms(wall_ms), now = civil_from_wall_ms(b->scene->now_wall_ms);
  int64_t day = civil_to_days(then.year, then.month, then.day);
  bool today = day == civil_to_days(now.year, now.month, now.day);
  Str date = today ? STR("") : when_day(b, civil_weekday(day), then.month, then.day);
  return when_words(b, date, then.hour, then.minute);
}
