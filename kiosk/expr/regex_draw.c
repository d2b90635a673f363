#include "regex_program.h"

enum { CHARACTERS_MAX = 200, WALK_MAX = 20000 };

/* What a keyboard has, for sets that have most of Unicode. */
static const char familiar[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-_@+/";

static uint32_t draw_cp(const CpSet *set, const Random *random) {
  char fitting[sizeof familiar];
  uint32_t count = 0;
  for (const char *c = familiar; *c; c++)
    if (cp_set_has(set, (uint32_t)*c)) fitting[count++] = *c;
  if (count > 0) return (uint32_t)fitting[random_below(random, count)];
  if (set->negated || set->count == 0) return '?';
  const CpRange range = set->ranges[random_below(random, (uint32_t)set->count)];
  return range.first + random_below(random, range.last - range.first + 1);
}

/* Of an endless repetition the way out is the second: long texts take it. */
static uint16_t draw_way(const Step *fork, const Random *random, size_t characters) {
  return fork->to[characters >= CHARACTERS_MAX || random_below(random, 2)];
}

Str regex_draw(const Regex *regex, const Random *random, Arena *arena) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  size_t at = 0, characters = 0;
  for (int i = 0; i < WALK_MAX && regex->steps[at].kind != STEP_MATCH; i++) {
    const Step *step = &regex->steps[at++];
    if (step->kind == STEP_JUMP) at = step->to[0];
    if (step->kind == STEP_FORK) at = draw_way(step, random, characters);
    if (step->kind != STEP_SET) continue;
    char bytes[4];
    sink_bytes(&sink, bytes, utf8_encode(draw_cp(step->set, random), bytes));
    characters++;
  }
  return buffer_view(&buffer);
}
