#include "regex_program.h"

#include <string.h>

enum { STEPS_MAX = 4000, EFFORT_MAX = 100000, NO_STEP = UINT16_MAX };

typedef struct Writer {
  Step *steps;
  uint16_t count;
  int effort; /* grows with every piece written, empty ones too */
  bool full;
} Writer;

static uint16_t put(Writer *w, Step step) {
  if (w->count == STEPS_MAX) {
    w->full = true;
    return 0;
  }
  w->steps[w->count] = step;
  return w->count++;
}

static void write_piece(Writer *w, const Piece *piece);

/* Each way but the last: a fork to it and past it, the way, a jump to the end. */
static void write_choice(Writer *w, const Piece *choice) {
  uint16_t last_jump = NO_STEP; /* the jumps to the end are chained through their targets until it is known */
  for (const Piece *way = choice->first; way && !w->full; way = way->next) {
    if (!way->next) {
      write_piece(w, way);
      break;
    }
    const uint16_t fork = put(w, (Step){.kind = STEP_FORK});
    w->steps[fork].to[0] = w->count;
    write_piece(w, way);
    last_jump = put(w, (Step){.kind = STEP_JUMP, .to = {last_jump}});
    if (!w->full) w->steps[fork].to[1] = w->count;
  }
  while (!w->full && last_jump != NO_STEP) {
    const uint16_t before = w->steps[last_jump].to[0];
    w->steps[last_jump].to[0] = w->count;
    last_jump = before;
  }
}

static void write_endless(Writer *w, const Piece *inside) {
  const uint16_t fork = put(w, (Step){.kind = STEP_FORK});
  write_piece(w, inside);
  put(w, (Step){.kind = STEP_JUMP, .to = {fork}});
  if (w->full) return;
  w->steps[fork].to[0] = (uint16_t)(fork + 1);
  w->steps[fork].to[1] = w->count;
}

static void write_optional(Writer *w, const Piece *inside) {
  const uint16_t fork = put(w, (Step){.kind = STEP_FORK});
  write_piece(w, inside);
  if (w->full) return;
  w->steps[fork].to[0] = (uint16_t)(fork + 1);
  w->steps[fork].to[1] = w->count;
}

static void write_repeat(Writer *w, const Piece *repeat) {
  for (int i = 0; i < repeat->least && !w->full; i++)
    write_piece(w, repeat->first);
  if (repeat->most == REPEAT_UNLIMITED) {
    write_endless(w, repeat->first);
    return;
  }
  for (int i = repeat->least; i < repeat->most && !w->full; i++)
    write_optional(w, repeat->first);
}

static void write_piece(Writer *w, const Piece *piece) {
  if (w->full || ++w->effort > EFFORT_MAX) {
    w->full = true;
    return;
  }
  if (piece->kind == PIECE_STEP) put(w, piece->step);
  if (piece->kind == PIECE_CHOICE) write_choice(w, piece);
  if (piece->kind == PIECE_REPEAT) write_repeat(w, piece);
  if (piece->kind != PIECE_SEQUENCE) return;
  for (const Piece *part = piece->first; part; part = part->next)
    write_piece(w, part);
}

const Regex *regex_compile(Arena *arena, Str pattern, const char **problem) {
  const Piece *whole = regex_parse(arena, pattern.len > 0 ? pattern : STR(""), problem);
  if (!whole) return NULL;
  Step steps[STEPS_MAX];
  Writer w = {.steps = steps};
  write_piece(&w, whole);
  put(&w, (Step){.kind = STEP_MATCH});
  if (w.full) {
    *problem = "it is too large";
    return NULL;
  }
  Step *kept = ARENA_ARRAY(arena, Step, w.count);
  memcpy(kept, steps, w.count * sizeof *kept);
  Regex *regex = ARENA_NEW(arena, Regex);
  *regex = (Regex){kept, w.count};
  return regex;
}
