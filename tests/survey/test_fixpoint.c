/* Random forms of groups, repeats, conditions and calculations, and random visitors: after every event the survey, which works out only
 * what depends on it, agrees with an own reading of the form that works out everything again and again until nothing changes. */
#include "stage.h"

#include <math.h>

enum {
  FORMS = 400,
  VISITS = 4,
  EVENTS = 40,
  PARTS_MAX = 26,
  DEPTH_MAX = 3,
  CELLS_MAX = 4000,
  ROUNDS_MAX = 100,
  LARGEST_ANSWER = 4
};

typedef enum PartKind { PART_INTEGER, PART_CALCULATE, PART_GROUP, PART_FIELD_LIST, PART_FREE, PART_COUNTED } PartKind;

typedef enum Op { OP_NUMBER, OP_REFERENCE, OP_SUM, OP_COUNT, OP_POSITION, OP_ADD, OP_IF, OP_LESS, OP_IS, OP_AND, OP_OR, OP_NOT } Op;

typedef struct Term {
  Op op;
  int number; /* or the part it refers to */
  const struct Term *a, *b, *c;
} Term;

typedef struct Part {
  PartKind kind;
  int parent, repeat; /* parts, or -1 */
  int priority;       /* terms refer only to parts of lower ones */
  const Term *relevant, *work;
} Part;

typedef struct Cell { /* by the own reading */
  int part;
  Str frame, path;
  bool relevant;
  double value; /* NaN: empty */
} Cell;

typedef struct Reading {
  Cell *cells;
  size_t count;
} Reading;

typedef struct Trial {
  Stage stage;
  Arena *arena; /* of the form and its terms; rewound for each */
  Part parts[PARTS_MAX];
  int part_count;
  Random random;
} Trial;

typedef struct Context { /* where a term is read: the frames around it, innermost last */
  const Trial *trial;
  const Reading *before;
  int part;
  int repeats[DEPTH_MAX + 1];
  Str frames[DEPTH_MAX + 1];
  int depth, instance;
} Context;

static int below(Trial *trial, int bound) {
  return (int)random_below(&trial->random, (uint32_t)bound);
}

/* --- Forms --- */

static bool is_repeat(const Part *part) {
  return part->kind == PART_FREE || part->kind == PART_COUNTED;
}

static bool is_question(const Part *part) {
  return part->kind == PART_INTEGER || part->kind == PART_CALCULATE;
}

static bool encloses(const Trial *trial, int outer, int part) {
  for (int at = trial->parts[part].parent; at >= 0; at = trial->parts[at].parent) {
    if (at == outer) return true;
  }
  return outer < 0;
}

static const Term *term(Trial *trial, Op op, int number, const Term *a, const Term *b, const Term *c) {
  Term *made = ARENA_NEW(trial->arena, Term);
  *made = (Term){op, number, a, b, c};
  return made;
}

static const Term *random_leaf(Trial *trial, int part) {
  const Part *self = &trial->parts[part];
  for (int tries = 0; tries < 8; tries++) {
    int other = below(trial, trial->part_count);
    const Part *named = &trial->parts[other];
    if (other == part || named->priority >= self->priority) continue;
    bool across = named->repeat >= 0 && !encloses(trial, named->repeat, part);
    if (is_question(named)) return term(trial, across || below(trial, 4) == 0 ? OP_SUM : OP_REFERENCE, other, NULL, NULL, NULL);
    if (is_repeat(named) && !encloses(trial, other, part)) return term(trial, OP_COUNT, other, NULL, NULL, NULL);
  }
  if (self->repeat >= 0 && self->parent == self->repeat && is_question(self) && below(trial, 2))
    return term(trial, OP_POSITION, 0, NULL, NULL, NULL);
  return term(trial, OP_NUMBER, below(trial, 5), NULL, NULL, NULL);
}

static const Term *random_condition(Trial *trial, int part, int depth);

static const Term *random_number(Trial *trial, int part, int depth) {
  int kind = depth > 0 ? below(trial, 4) : 0;
  if (kind == 1)
    return term(trial, OP_IF, 0, random_condition(trial, part, depth - 1), random_number(trial, part, depth - 1),
                random_number(trial, part, depth - 1));
  if (kind > 1) return term(trial, OP_ADD, 0, random_number(trial, part, depth - 1), random_number(trial, part, depth - 1), NULL);
  return random_leaf(trial, part);
}

static const Term *random_condition(Trial *trial, int part, int depth) {
  static const Op ops[] = {OP_AND, OP_OR, OP_NOT};
  if (depth > 0 && below(trial, 2)) {
    Op op = ops[below(trial, COUNT_OF(ops))];
    return term(trial, op, 0, random_condition(trial, part, depth - 1), random_condition(trial, part, depth - 1), NULL);
  }
  if (below(trial, 2)) return term(trial, OP_IS, below(trial, 4), random_number(trial, part, 0), NULL, NULL);
  return term(trial, OP_LESS, 0, random_number(trial, part, 1), random_number(trial, part, 1), NULL);
}

static void print_term(Sink *sink, const Term *t) {
  static const char *const joined[] = {[OP_LESS] = " < ", [OP_AND] = " and ", [OP_OR] = " or "};
  switch (t->op) {
  case OP_NUMBER:
    sink_printf(sink, "%d", t->number);
    return;
  case OP_REFERENCE:
    sink_printf(sink, "${p%d}", t->number);
    return;
  case OP_SUM:
    sink_printf(sink, "sum(${p%d})", t->number);
    return;
  case OP_COUNT:
    sink_printf(sink, "count(${p%d})", t->number);
    return;
  case OP_POSITION:
    sink_z(sink, "position(..)");
    return;
  case OP_NOT:
    sink_z(sink, "not(");
    print_term(sink, t->a);
    sink_z(sink, ")");
    return;
  case OP_IS:
    print_term(sink, t->a);
    sink_printf(sink, " = %d", t->number);
    return;
  case OP_IF:
    sink_z(sink, "if(");
    print_term(sink, t->a);
    sink_z(sink, ", ");
    print_term(sink, t->b);
    sink_z(sink, ", ");
    print_term(sink, t->c);
    sink_z(sink, ")");
    return;
  case OP_ADD:
    sink_z(sink, "((");
    print_term(sink, t->a);
    sink_z(sink, " + ");
    print_term(sink, t->b);
    sink_z(sink, ") mod 4)");
    return;
  default:
    sink_z(sink, "(");
    print_term(sink, t->a);
    sink_z(sink, joined[t->op]);
    print_term(sink, t->b);
    sink_z(sink, ")");
  }
}

static int add_part(Trial *trial, PartKind kind, int parent) {
  Part *part = &trial->parts[trial->part_count];
  int around = parent < 0 ? -1 : is_repeat(&trial->parts[parent]) ? parent : trial->parts[parent].repeat;
  int least = parent < 0 ? 0 : trial->parts[parent].priority + 1;
  *part = (Part){.kind = kind, .parent = parent, .repeat = around, .priority = least + below(trial, 60)};
  return trial->part_count++;
}

static int depth_of(const Trial *trial, int part) {
  int depth = 0;
  for (int at = part; at >= 0; at = trial->parts[at].repeat)
    depth += is_repeat(&trial->parts[at]);
  return depth;
}

/* The first thing in each repeat tells by being relevant that its instance is there. */
static void add_parts(Trial *trial, int parent, int wanted) {
  if (parent >= 0 && is_repeat(&trial->parts[parent])) {
    int anchor = add_part(trial, PART_CALCULATE, parent);
    trial->parts[anchor].work = term(trial, OP_NUMBER, 1, NULL, NULL, NULL);
  }
  for (int i = 0; i < wanted && trial->part_count < PARTS_MAX - 6; i++) {
    static const PartKind kinds[] = {PART_INTEGER,   PART_INTEGER, PART_INTEGER,    PART_CALCULATE, PART_CALCULATE,
                                     PART_CALCULATE, PART_GROUP,   PART_FIELD_LIST, PART_FREE,      PART_COUNTED};
    bool in_list = parent >= 0 && trial->parts[parent].kind == PART_FIELD_LIST;
    PartKind kind = kinds[below(trial, in_list ? 6 : (int)COUNT_OF(kinds))];
    if ((kind == PART_FREE || kind == PART_COUNTED) && parent >= 0 && depth_of(trial, parent) == DEPTH_MAX) kind = PART_INTEGER;
    int part = add_part(trial, kind, parent);
    if (!is_question(&trial->parts[part])) add_parts(trial, part, 1 + below(trial, 4));
  }
  if (parent >= 0 && trial->parts[trial->part_count - 1].parent < parent) add_part(trial, PART_INTEGER, parent); /* not empty */
}

static void print_parts(Trial *trial, Sink *sink, int parent, int indent) {
  static const char *const types[] = {"integer", "calculate", "group", "group", "repeat", "repeat"};
  for (int i = 0; i < trial->part_count; i++) {
    const Part *part = &trial->parts[i];
    if (part->parent != parent) continue;
    sink_printf(sink, "%*s- type: %s\n%*s  name: p%d\n", indent, "", types[part->kind], indent, "", i);
    if (part->kind != PART_CALCULATE) sink_printf(sink, "%*s  label: L\n", indent, "");
    if (part->kind == PART_FIELD_LIST) sink_printf(sink, "%*s  appearance: field-list\n", indent, "");
    if (part->relevant) {
      sink_printf(sink, "%*s  relevant: \"", indent, "");
      print_term(sink, part->relevant);
      sink_z(sink, "\"\n");
    }
    if (part->work) {
      sink_printf(sink, "%*s  %s: \"", indent, "", is_repeat(part) ? "repeat_count" : "calculation");
      print_term(sink, part->work);
      sink_z(sink, "\"\n");
    }
    if (is_question(part)) continue;
    sink_printf(sink, "%*s  questions:\n", indent, "");
    print_parts(trial, sink, i, indent + 4);
  }
}

static void make_form(Trial *trial) {
  trial->part_count = 0;
  add_part(trial, PART_INTEGER, -1); /* always asked, so that there is a first page */
  add_parts(trial, -1, 3 + below(trial, 6));
  for (int i = 1; i < trial->part_count; i++) {
    Part *part = &trial->parts[i];
    bool is_anchor = part->work != NULL;
    if (!is_anchor && below(trial, 3) == 0) part->relevant = random_condition(trial, i, 1);
    if (!is_anchor && (part->kind == PART_CALCULATE || part->kind == PART_COUNTED)) part->work = random_number(trial, i, 2);
  }
  Buffer buffer = buffer_new(trial->arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "survey:\n");
  print_parts(trial, &sink, -1, 2);
  stage_set(&trial->stage, buffer.bytes);
}

/* --- The own reading --- */

static const Cell *find_cell(const Reading *reading, Str path) {
  for (size_t i = 0; reading && i < reading->count; i++) {
    if (str_equal(reading->cells[i].path, path)) return &reading->cells[i];
  }
  return NULL;
}

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
  while (i > 0 && !encloses(c->trial, c->repeats[i], part))
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
  if (is_question(p)) {
    double value = p->kind == PART_INTEGER ? answer_at(&c->trial->stage, path) : relevant ? read_number(c, p->work) : (double)NAN;
    assert_true(after->count < CELLS_MAX);
    after->cells[after->count++] = (Cell){part, c->frames[c->depth], path, relevant, value};
  } else if (!is_repeat(p)) {
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

static Reading read_form(const Trial *trial) {
  Reading before = {0};
  for (int round = 0; round < ROUNDS_MAX; round++) {
    Reading after = {.cells = ARENA_ARRAY(trial->stage.session, Cell, CELLS_MAX)};
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

/* --- Visits --- */

static void complain(const Trial *trial, uint64_t form, const Cell *cell, Str path, const char *what) {
  fprintf(stderr, STR_FMT "\n", STR_ARG(trial->stage.form->source));
  fail_msg("form %llu, " STR_FMT ": %s; it should be %s with %g", (unsigned long long)form, STR_ARG(path), what,
           cell && cell->relevant ? "relevant" : "irrelevant", cell ? cell->value : (double)NAN);
}

static void compare(const Trial *trial, uint64_t form) {
  const Stage *stage = &trial->stage;
  Reading reading = read_form(trial);
  size_t relevant = 0;
  for (int i = 0; i < survey_cell_count(stage->survey); i++) {
    if (!survey_is_relevant(stage->survey, i)) continue;
    relevant++;
    Str path = survey_path(stage->survey, i, stage->session);
    const Cell *cell = find_cell(&reading, path);
    if (!cell || !cell->relevant) complain(trial, form, cell, path, "it is relevant");
    Value value = survey_answer(stage->survey, i);
    double number = value.kind == VALUE_NUMBER ? value.number : (double)NAN;
    bool equal = number == cell->value || (isnan(number) && isnan(cell->value));
    if (!equal) complain(trial, form, cell, path, arena_printf(stage->session, "it has %g", number).ptr);
  }
  for (size_t i = 0; i < reading.count; i++)
    relevant -= reading.cells[i].relevant;
  if (relevant != 0) complain(trial, form, NULL, STR("some"), "cells that should be relevant are not");
}

static void check_page(const Trial *trial) {
  SurveyPage page = survey_page(trial->stage.survey);
  assert_true(page.kind == PAGE_REPEAT ? page.cell_count == 0 : page.cell_count > 0);
  for (size_t i = 0; i < page.cell_count; i++)
    assert_true(survey_is_relevant(trial->stage.survey, page.cells[i]));
  if (page.kind == PAGE_QUESTIONS) assert_int_equal(survey_current(trial->stage.survey), page.cells[0]);
}

static void random_event(Trial *trial) {
  Survey *survey = trial->stage.survey;
  SurveyPage page = survey_page(survey);
  SurveyEvent event = {.kind = below(trial, 4) ? SURVEY_NEXT : SURVEY_BACK};
  if (page.kind == PAGE_REPEAT && below(trial, 2)) {
    event.kind = below(trial, 2) && page.instance_count < 3 ? SURVEY_ADD : SURVEY_REMOVE;
  } else if (page.kind == PAGE_QUESTIONS && below(trial, 2)) {
    event.kind = SURVEY_ANSWER;
    event.cell = page.cells[below(trial, (int)page.cell_count)];
    event.value = below(trial, 6) ? value_number(below(trial, LARGEST_ANSWER + 1)) : VALUE_NONE;
  }
  if (event.kind == SURVEY_BACK && survey_page(survey).serial == 0) event.kind = SURVEY_NEXT; /* it would leave */
  survey_step(survey, &event);
}

static void incremental_and_fixpoint_agree(void **state) {
  (void)state;
  Trial trial = {.arena = arena_new(0)};
  for (uint64_t form = 0; form < FORMS; form++) {
    uint64_t seed = form + 1;
    trial.random = random_seeded(&seed);
    make_form(&trial);
    for (int visit = 0; visit < VISITS; visit++) {
      stage_begin(&trial.stage);
      for (int i = 0; i < EVENTS && !survey_is_over(trial.stage.survey); i++) {
        compare(&trial, form);
        check_page(&trial);
        random_event(&trial);
      }
    }
    stage_end(&trial.stage);
    arena_rewind(trial.arena);
  }
  arena_free(trial.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(incremental_and_fixpoint_agree)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
