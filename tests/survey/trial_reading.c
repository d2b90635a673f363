/* The slow way to read a form. */
#include "trial.h"

#include <math.h>

enum { ROUNDS_MAX = 100 };

typedef struct Context { /* where a term is read: the frames around it, innermost last */
  const Trial *trial;
  const Reading *before;
  int part;
  int repeats[TRIAL_DEPTH_MAX + 1];
  Str frames[TRIAL_DEPTH_MAX + 1];
  int depth, instance;
} Context;

static const Cell *nearest(const Context *c, int part) {
  for (int i = c->depth; i >= 0; i--) {
    if (c->repeats[i] != c->trial->parts[part].repeat) continue;
    for (size_t j = 0; c->before && j < c->before->count; j++) {
      const Cell *cell = &c->before->cells[j];
      if (cell->part == part && str_equal(cell->frame, c->frames[i])) return cell;
    }
  }
  return NULL;
}

/* Relevant cells of a part in or beneath the innermost frame around both; how many, or their sum. */
static double gather(const Context *c, int part, bool sum) {
  int i = c->depth;
  while (i > 0 && !part_encloses(c->trial, c->repeats[i], part))
    i--;
  double total = 0;
  for (size_t j = 0; c->before && j < c->before->count; j++) {
    const Cell *cell = &c->before->cells[j];
    if (cell->part != part || !cell->relevant || !str_starts_with(cell->frame, c->frames[i])) continue;
    if (!sum)
      total++;
    else if (!isnan(cell->value))
      total += cell->value;
  }
  return total;
}

static double read_number(const Context *c, const Term *t);

static bool read_condition(const Context *c, const Term *t) {
  switch (t->op) {
  case OP_AND:
    return read_condition(c, t->a) && read_condition(c, t->b);
  case OP_OR:
    return read_condition(c, t->a) || read_condition(c, t->b);
  case OP_NOT:
    return !read_condition(c, t->a);
  case OP_IS:
    return read_number(c, t->a) == t->number;
  default:
    return read_number(c, t->a) < read_number(c, t->b);
  }
}

static double read_number(const Context *c, const Term *t) {
  const Cell *cell;
  switch (t->op) {
  case OP_NUMBER:
    return t->number;
  case OP_REFERENCE:
    cell = nearest(c, t->number);
    return cell && cell->relevant ? cell->value : (double)NAN;
  case OP_SUM:
    return gather(c, t->number, true);
  case OP_COUNT:
    return gather(c, t->number + 1, false); /* its anchors */
  case OP_POSITION:
    return c->instance;
  case OP_IF:
    return read_condition(c, t->a) ? read_number(c, t->b) : read_number(c, t->c);
  default:
    return fmod(read_number(c, t->a) + read_number(c, t->b), 4);
  }
}

static double answer_at(const Stage *stage, Str path) {
  for (int cell = survey_cell_count(stage->survey); cell-- > 0;) { /* the last of a path is the one that may be there */
    if (!str_equal(survey_path(stage->survey, cell, stage->session), path)) continue;
    Value value = survey_answer(stage->survey, cell);
    return value.kind == VALUE_NUMBER ? value.number : (double)NAN;
  }
  return (double)NAN;
}

static int instances_of(Context *c, int part, Str path) {
  const Stage *stage = &c->trial->stage;
  if (c->trial->parts[part].kind == PART_COUNTED) {
    double wanted = read_number(c, c->trial->parts[part].work);
    return wanted >= 1 ? (int)wanted : 0;
  }
  int count = 0;
  while (stage_cell(stage, arena_printf(stage->session, STR_FMT "[%d]/p%d", STR_ARG(path), count + 1, part + 1).ptr) >= 0)
    count++;
  return count;
}

static void read_parts(Context *c, Reading *after, int parent, Str path, bool relevant);

static void read_part(Context *c, Reading *after, int part, Str around, bool relevant) {
  const Part *p = &c->trial->parts[part];
  Arena *arena = c->trial->stage.session;
  Str path = arena_printf(arena, STR_FMT "p%d", STR_ARG(around), part);
  c->part = part;
  relevant = relevant && (!p->relevant || read_condition(c, p->relevant));
  if (part_is_question(p)) {
    double value = p->kind == PART_INTEGER ? answer_at(&c->trial->stage, path) : relevant ? read_number(c, p->work) : (double)NAN;
    assert_true(after->count < TRIAL_CELLS_MAX);
    after->cells[after->count++] = (Cell){part, c->frames[c->depth], path, relevant, value};
  } else if (!part_is_repeat(p)) {
    read_parts(c, after, part, arena_printf(arena, STR_FMT "/", STR_ARG(path)), relevant);
  } else if (relevant) {
    int count = instances_of(c, part, path);
    for (int i = 1; i <= count; i++) {
      Context inner = *c;
      inner.depth++;
      inner.instance = i;
      inner.repeats[inner.depth] = part;
      inner.frames[inner.depth] = arena_printf(arena, STR_FMT "[%d]/", STR_ARG(path), i);
      read_parts(&inner, after, part, inner.frames[inner.depth], relevant);
    }
  }
}

static void read_parts(Context *c, Reading *after, int parent, Str path, bool relevant) {
  for (int i = 0; i < c->trial->part_count; i++) {
    if (c->trial->parts[i].parent == parent) read_part(c, after, i, path, relevant);
  }
}

static bool same(const Reading *a, const Reading *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++) {
    const Cell *x = &a->cells[i], *y = &b->cells[i];
    bool same_value = x->value == y->value || (isnan(x->value) && isnan(y->value));
    if (!str_equal(x->path, y->path) || x->relevant != y->relevant || !same_value) return false;
  }
  return true;
}

Reading trial_read(const Trial *trial) {
  Reading before = {0};
  for (int round = 0; round < ROUNDS_MAX; round++) {
    Reading after = {.cells = trial->rooms[round % 2]};
    Context c = {.trial = trial, .before = round > 0 ? &before : NULL};
    c.repeats[0] = -1;
    c.frames[0] = STR("");
    read_parts(&c, &after, -1, STR(""), true);
    if (round > 0 && same(&before, &after)) return after;
    before = after;
  }
  fail_msg("the form does not settle");
  return before;
}
