#include "moment.h"

Str moment_month(const Build *b, int month) {
  return build_string(b, (UiString)(UI_STRING_MONTH_1 + month - 1));
}

Str moment_month_title(const Build *b, int month) {
  return build_string(b, (UiString)(UI_STRING_LONG_MONTH_1 + month - 1));
}

Str moment_weekday_name(const Build *b, int weekday) {
  return build_string(b, (UiString)(UI_STRING_WEEKDAY_1 + weekday - 1));
}

Str moment_date_words(Build *b, const Moment *moment) {
  const int *p = moment->parts;
  const PhraseSlot slots[] = {
      {"{weekday}", moment_weekday_name(b, civil_weekday(civil_to_days(p[PART_YEAR], p[PART_MONTH], p[PART_DAY])))},
      {"{day}", arena_printf(b->arena, "%d", p[PART_DAY])},
      {"{month}", build_string(b, (UiString)(UI_STRING_MONTH_OF_1 + p[PART_MONTH] - 1))},
      {"{year}", arena_printf(b->arena, "%d", p[PART_YEAR])},
  };
  return phrases_fill(b->arena, b->strings, UI_STRING_DATE_WORDS, b->language, slots, COUNT_OF(slots));
}

static bool asks(const MomentParts *parts, MomentPart part) {
  for (size_t i = 0; i < parts->count; i++) {
    if (parts->items[i] == part) {
      return true;
    }
  }
  return false;
}

bool moment_is_whole_date(const Question *question) {
  MomentParts parts = moment_parts(question);
  return asks(&parts, PART_DAY);
}

static Str date_part_words(Build *b, const MomentParts *parts, const Moment *moment) {
  if (asks(parts, PART_DAY)) {
    return moment_date_words(b, moment);
  }
  if (!asks(parts, PART_YEAR)) {
    return (Str){NULL, 0};
  }
  Str month = asks(parts, PART_MONTH) ? moment_month_title(b, moment->parts[PART_MONTH]) : STR("");
  return arena_printf(b->arena, STR_FMT "%s%d", STR_ARG(month), month.len > 0 ? " " : "", moment->parts[PART_YEAR]);
}

Str moment_words(Build *b, const Asked *asked) {
  MomentParts parts = moment_parts(asked->question);
  Moment moment = moment_from_value(asked->answer);
  Str date = date_part_words(b, &parts, &moment);
  if (!asks(&parts, PART_HOUR)) {
    return date;
  }
  Str time = arena_printf(b->arena, "%02d:%02d", moment.parts[PART_HOUR], moment.parts[PART_MINUTE]);
  if (date.len == 0) {
    return time;
  }
  const PhraseSlot slots[] = {{"{date}", date}, {"{time}", time}};
  return phrases_fill(b->arena, b->strings, UI_STRING_DATE_TIME_WORDS, b->language, slots, COUNT_OF(slots));
}
