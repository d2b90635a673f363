#include "base.h"

/* "2026-11-22", or with the day on which the clock began to be doubted "2026-11-22 2027-03-01". */
typedef struct Memory {
  bool known, doubted;
  int64_t last, doubted_since;
} Memory;

static bool read_date(Str text, int64_t *out) {
  Value date;
  if (!value_from_iso(text, &date) || date.kind != VALUE_DATE) return false;
  *out = (int64_t)date.days;
  return true;
}

static Memory read_memory(Str remembered) {
  Memory memory = {.known = false};
  memory.known = read_date(str_next_word(&remembered), &memory.last);
  memory.doubted = memory.known && read_date(str_next_word(&remembered), &memory.doubted_since);
  return memory;
}

static bool follows(int64_t earlier, int64_t day) {
  return day >= earlier && day - earlier <= PURGE_JUMP_DAYS;
}

bool purge_day_last(Str remembered, int64_t *day) {
  Memory memory = read_memory(remembered);
  *day = memory.last;
  return memory.known;
}

PurgeWord purge_day_judge(Arena *arena, Str remembered, int64_t today, Str *remember) {
  Memory memory = read_memory(remembered);
  *remember = civil_day_to_str(arena, today);
  if (!memory.known || today == memory.last) return PURGE_NOT;
  if (follows(memory.last, today)) return PURGE_NOW;
  bool steady = memory.doubted && follows(memory.doubted_since, today);
  if (steady && today - memory.doubted_since >= PURGE_DOUBT_DAYS) return PURGE_NOW;
  int64_t since = steady ? memory.doubted_since : today;
  *remember = arena_printf(arena, STR_FMT " " STR_FMT, STR_ARG(civil_day_to_str(arena, memory.last)),
                           STR_ARG(civil_day_to_str(arena, since)));
  return PURGE_DOUBT;
}
