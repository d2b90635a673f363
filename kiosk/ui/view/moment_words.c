#include "moment.h"

Str moment_month(const Build *b, int month) {
  return build_string(b, (UiString)(UI_STRING_MONTH_1 + month - 1));
}

Str moment_month_title(const Build *b, int month) {
  return build_string(b, (UiString)(UI_STRING_LONG_MONTH_1 + month - 1));
}

int moment_weekday(int year, int month, int day) {
  int64_t since_thursday = civil_to_days(year, month, day) % 7; /* 1970-01-01 was one */
  return (int)((since_thursday + 7 + 3) % 7) + 1;
}

Str moment_weekday_name(const Build *b, int weekday) {
  return build_string(b, (UiString)(UI_STRING_WEEKDAY_1 + weekday - 1));
}

/* A pattern's {names} and what stands for them. */
typedef struct Slot {
  const char *name;
  Str words;
} Slot;

static const Slot *slot_at(Str rest, const Slot *slots, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (str_starts_with(rest, str_from(slots[i].name))) {
      return &slots[i];
    }
  }
  return NULL;
}

static Str filled(Build *b, Str pattern, const Slot *slots, size_t count) {
  Buffer words = buffer_new(b->arena);
  Sink sink = sink_to_buffer(&words);
  while (pattern.len > 0) {
    const Slot *slot = slot_at(pattern, slots, count);
    size_t taken = slot != NULL ? str_from(slot->name).len : 1;
    sink_str(&sink, slot != NULL ? slot->words : (Str){pattern.ptr, 1});
    pattern = (Str){pattern.ptr + taken, pattern.len - taken};
  }
  return buffer_view(&words);
}

Str moment_date_words(Build *b, const Moment *moment) {
  const int *p = moment->parts;
  const Slot slots[] = {
      {"{weekday}", moment_weekday_name(b, moment_weekday(p[PART_YEAR], p[PART_MONTH], p[PART_DAY]))},
      {"{day}", arena_printf(b->arena, "%d", p[PART_DAY])},
      {"{month}", build_string(b, (UiString)(UI_STRING_MONTH_OF_1 + p[PART_MONTH] - 1))},
      {"{year}", arena_printf(b->arena, "%d", p[PART_YEAR])},
  };
  return filled(b, build_string(b, UI_STRING_DATE_WORDS), slots, COUNT_OF(slots));
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
  const Slot slots[] = {{"{date}", date}, {"{time}", time}};
  return filled(b, build_string(b, UI_STRING_DATE_TIME_WORDS), slots, COUNT_OF(slots));
}
