#include "regex_program.h"

typedef struct StepSet { /* which steps the machine is at; membership by cross-reference, so emptying costs nothing */
  size_t *members, *places;
  size_t count;
} StepSet;

typedef struct Spot { /* between two characters */
  bool at_start, at_end, at_boundary;
} Spot;

static StepSet step_set_new(Arena *arena, size_t capacity) {
  return (StepSet){.members = ARENA_ARRAY(arena, size_t, capacity), .places = ARENA_ARRAY(arena, size_t, capacity)};
}

static bool step_set_add(StepSet *set, size_t step) {
  const size_t place = set->places[step];
  if (place < set->count && set->members[place] == step) return false;
  set->places[step] = set->count;
  set->members[set->count++] = step;
  return true;
}

static bool passes(StepKind kind, Spot spot) {
  return (kind == STEP_START && spot.at_start) || (kind == STEP_END && spot.at_end) ||
         (kind == STEP_BOUNDARY && spot.at_boundary) || (kind == STEP_NOT_BOUNDARY && !spot.at_boundary);
}

/* Adds step and all that is reached from it without taking a character. The set's own list is the queue. */
static void follow(const Regex *regex, StepSet *set, size_t step, Spot spot) {
  size_t next = set->count;
  step_set_add(set, step);
  for (; next < set->count; next++) {
    const size_t at = set->members[next];
    const Step *s = &regex->steps[at];
    if (s->kind == STEP_JUMP || s->kind == STEP_FORK) step_set_add(set, s->to[0]);
    if (s->kind == STEP_FORK) step_set_add(set, s->to[1]);
    if (passes(s->kind, spot)) step_set_add(set, at + 1);
  }
}

static Spot spot_between(Str text, size_t at, bool word_before) {
  uint32_t cp = 0;
  size_t beyond = at;
  const bool word_after = str_next_cp(text, &beyond, &cp) && cp_set_has(&cp_word, cp);
  return (Spot){.at_start = at == 0, .at_end = at == text.len, .at_boundary = word_before != word_after};
}

bool regex_matches(const Regex *regex, Str text, Arena *scratch) {
  StepSet now = step_set_new(scratch, regex->count), then = step_set_new(scratch, regex->count);
  follow(regex, &now, 0, spot_between(text, 0, false));
  uint32_t cp;
  for (size_t at = 0; str_next_cp(text, &at, &cp) && now.count > 0;) {
    const Spot spot = spot_between(text, at, cp_set_has(&cp_word, cp));
    then.count = 0;
    for (size_t i = 0; i < now.count; i++) {
      const Step *s = &regex->steps[now.members[i]];
      if (s->kind == STEP_SET && cp_set_has(s->set, cp)) follow(regex, &then, now.members[i] + 1, spot);
    }
    const StepSet spent = now;
    now = then;
    then = spent;
  }
  for (size_t i = 0; i < now.count; i++) {
    if (regex->steps[now.members[i]].kind == STEP_MATCH) return true;
  }
  return false;
}
