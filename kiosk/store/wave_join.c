/* Two responses belong together when nobody else comes into question. So what several share joins none of them, and a near miss counts only where
 * neither of the two is as near, or nearer, to anybody else. */
#include "wave.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST, SECOND, SIDE_COUNT };
#define SEVERAL   (UINT32_MAX - 1)
#define OF_SECOND UINT32_C(0x80000000)

typedef struct Mark { /* 16 bytes: of one part at a time */
  WaveHash hash;
  uint32_t whose; /* the response's index, and OF_SECOND */
} Mark;

typedef struct Side {
  const Wave *wave;
  uint32_t *whole; /* by index: whose code is the same; WAVE_NOBODY, SEVERAL */
  uint32_t *near;  /* of whose code all but one element are the same: likewise */
} Side;

typedef struct Joining {
  Side sides[SIDE_COUNT];
  Mark *marks;
} Joining;

static uint32_t *make_nobodies(Arena *arena, size_t count) {
  uint32_t *nobodies = ARENA_ARRAY(arena, uint32_t, count);
  for (size_t i = 0; i < count; i++)
    nobodies[i] = WAVE_NOBODY;
  return nobodies;
}

static int compare_marks(const void *a, const void *b) {
  const Mark *left = a, *right = b;
  int order = memcmp(&left->hash, &right->hash, sizeof left->hash);
  return order != 0 ? order : (left->whose > right->whose) - (left->whose < right->whose);
}

static size_t mark_part(Joining *joining, size_t part) {
  size_t count = 0;
  for (int side = FIRST; side < SIDE_COUNT; side++) {
    const Wave *wave = joining->sides[side].wave;
    for (uint32_t i = 0; i < wave->count; i++)
      if (part < wave->part_counts[i]) joining->marks[count++] = (Mark){wave->parts[i][part], side == SECOND ? i | OF_SECOND : i};
  }
  if (count > 0) qsort(joining->marks, count, sizeof *joining->marks, compare_marks);
  return count;
}

static void note(uint32_t *known, uint32_t other) {
  if (*known == WAVE_NOBODY)
    *known = other;
  else if (*known != other)
    *known = SEVERAL;
}

/* Of those whose hash is the same: the firsts, then the seconds. A code that two of one wave share is several people's, whoever else has it. */
static void note_group(Joining *joining, const Mark *marks, size_t first_count, size_t count, bool near) {
  size_t second_count = count - first_count;
  if (first_count == 0 || second_count == 0) return;
  uint32_t only_first = first_count == 1 ? marks[0].whose : SEVERAL;
  uint32_t only_second = second_count == 1 ? marks[count - 1].whose & ~OF_SECOND : SEVERAL;
  if (!near && (first_count > 1 || second_count > 1)) only_first = only_second = SEVERAL;
  const Side *first = &joining->sides[FIRST], *second = &joining->sides[SECOND];
  for (size_t i = 0; i < first_count; i++)
    note(near ? &first->near[marks[i].whose] : &first->whole[marks[i].whose], only_second);
  for (size_t i = first_count; i < count; i++) {
    uint32_t ix = marks[i].whose & ~OF_SECOND;
    note(near ? &second->near[ix] : &second->whole[ix], only_first);
  }
}

static void note_part(Joining *joining, size_t part) {
  size_t count = mark_part(joining, part);
  for (size_t from = 0, to; from < count; from = to) {
    size_t firsts = 0;
    for (to = from; to < count && memcmp(&joining->marks[to].hash, &joining->marks[from].hash, sizeof(WaveHash)) == 0; to++)
      firsts += (joining->marks[to].whose & OF_SECOND) == 0;
    note_group(joining, joining->marks + from, firsts, to - from, part > 0);
  }
}

static bool is_somebody(uint32_t who) {
  return who != WAVE_NOBODY && who != SEVERAL;
}

/* Nearer to nobody, and to nobody else as near. */
static bool is_near_only(const Side *side, uint32_t ix, uint32_t other) {
  return side->whole[ix] == WAVE_NOBODY && side->near[ix] == other;
}

static void conclude(const Joining *joining, uint32_t second_ix, WaveJoin *out) {
  const Side *first = &joining->sides[FIRST], *second = &joining->sides[SECOND];
  uint32_t whole = second->whole[second_ix], near = second->near[second_ix];
  StoreMatch match = STORE_MATCH_NONE;
  if (is_somebody(whole))
    match = STORE_MATCH_WHOLE;
  else if (is_somebody(near) && is_near_only(second, second_ix, near) && is_near_only(first, near, second_ix))
    match = STORE_MATCH_NEAR;
  out->whole += match == STORE_MATCH_WHOLE;
  out->near += match == STORE_MATCH_NEAR;
  out->ambiguous += match == STORE_MATCH_NONE && (whole != WAVE_NOBODY || near != WAVE_NOBODY);
  if (match == STORE_MATCH_NONE) return;
  uint32_t first_ix = match == STORE_MATCH_WHOLE ? whole : near;
  out->second_of[first_ix] = second_ix;
  out->match_of[first_ix] = match;
}

void wave_join(Arena *arena, const Wave *first, const Wave *second, bool near, WaveJoin *out) {
  const Wave *const waves[SIDE_COUNT] = {[FIRST] = first, [SECOND] = second};
  BUG_UNLESS(first->count < OF_SECOND && second->count < OF_SECOND);
  Arena *work = arena_new(0);
  Joining joining = {.marks = ARENA_ARRAY(work, Mark, first->count + second->count)};
  for (int side = FIRST; side < SIDE_COUNT; side++)
    joining.sides[side] = (Side){waves[side], make_nobodies(work, waves[side]->count), make_nobodies(work, waves[side]->count)};
  *out = (WaveJoin){.second_of = make_nobodies(arena, first->count), .match_of = ARENA_ARRAY(arena, StoreMatch, first->count)};
  for (size_t part = 0; part < (near ? WAVE_PARTS_MAX : 1); part++)
    note_part(&joining, part);
  for (uint32_t i = 0; i < second->count; i++)
    conclude(&joining, i, out);
  arena_free(work);
}
