/* Forms by chance. */
#include "trial.h"

int trial_below(Trial *trial, int bound) {
  return (int)random_below(&trial->random, (uint32_t)bound);
}

bool part_is_repeat(const Part *part) {
  return part->kind == PART_FREE || part->kind == PART_COUNTED;
}

bool part_is_question(const Part *part) {
  return part->kind == PART_INTEGER || part->kind == PART_CALCULATE;
}

bool part_encloses(const Trial *trial, int outer, int part) {
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
    int other = trial_below(trial, trial->part_count);
    const Part *named = &trial->parts[other];
    if (other == part || named->priority >= self->priority) continue;
    bool across = named->repeat >= 0 && !part_encloses(trial, named->repeat, part);
    if (part_is_question(named))
      return term(trial, across || trial_below(trial, 4) == 0 ? OP_SUM : OP_REFERENCE, other, NULL, NULL, NULL);
    if (part_is_repeat(named) && !part_encloses(trial, other, part)) return term(trial, OP_COUNT, other, NULL, NULL, NULL);
  }
  if (self->repeat >= 0 && self->parent == self->repeat && part_is_question(self) && trial_below(trial, 2))
    return term(trial, OP_POSITION, 0, NULL, NULL, NULL);
  return term(trial, OP_NUMBER, trial_below(trial, 5), NULL, NULL, NULL);
}

static const Term *random_condition(Trial *trial, int part, int depth);

static const Term *random_number(Trial *trial, int part, int depth) {
  int kind = depth > 0 ? trial_below(trial, 4) : 0;
  if (kind == 1)
    return term(trial, OP_IF, 0, random_condition(trial, part, depth - 1), random_number(trial, part, depth - 1),
                random_number(trial, part, depth - 1));
  if (kind > 1) return term(trial, OP_ADD, 0, random_number(trial, part, depth - 1), random_number(trial, part, depth - 1), NULL);
  return random_leaf(trial, part);
}

static const Term *random_condition(Trial *trial, int part, int depth) {
  static const Op ops[] = {OP_AND, OP_OR, OP_NOT};
  if (depth > 0 && trial_below(trial, 2)) {
    Op op = ops[trial_below(trial, COUNT_OF(ops))];
    return term(trial, op, 0, random_condition(trial, part, depth - 1), random_condition(trial, part, depth - 1), NULL);
  }
  if (trial_below(trial, 2)) return term(trial, OP_IS, trial_below(trial, 4), random_number(trial, part, 0), NULL, NULL);
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
  int around = parent < 0 ? -1 : part_is_repeat(&trial->parts[parent]) ? parent : trial->parts[parent].repeat;
  int least = parent < 0 ? 0 : trial->parts[parent].priority + 1;
  *part = (Part){.kind = kind, .parent = parent, .repeat = around, .priority = least + trial_below(trial, 60)};
  return trial->part_count++;
}

static int depth_of(const Trial *trial, int part) {
  int depth = 0;
  for (int at = part; at >= 0; at = trial->parts[at].repeat)
    depth += part_is_repeat(&trial->parts[at]);
  return depth;
}

/* The first thing in each repeat tells by being relevant that its instance is there. */
static void add_parts(Trial *trial, int parent, int wanted) {
  if (parent >= 0 && part_is_repeat(&trial->parts[parent])) {
    int anchor = add_part(trial, PART_CALCULATE, parent);
    trial->parts[anchor].work = term(trial, OP_NUMBER, 1, NULL, NULL, NULL);
  }
  for (int i = 0; i < wanted && trial->part_count < TRIAL_PARTS_MAX - 6; i++) {
    static const PartKind kinds[] = {PART_INTEGER,   PART_INTEGER, PART_INTEGER,    PART_CALCULATE, PART_CALCULATE,
                                     PART_CALCULATE, PART_GROUP,   PART_FIELD_LIST, PART_FREE,      PART_COUNTED};
    bool in_list = parent >= 0 && trial->parts[parent].kind == PART_FIELD_LIST;
    PartKind kind = kinds[trial_below(trial, in_list ? 6 : (int)COUNT_OF(kinds))];
    if ((kind == PART_FREE || kind == PART_COUNTED) && parent >= 0 && depth_of(trial, parent) == TRIAL_DEPTH_MAX)
      kind = PART_INTEGER;
    int part = add_part(trial, kind, parent);
    if (!part_is_question(&trial->parts[part])) add_parts(trial, part, 1 + trial_below(trial, 4));
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
      sink_printf(sink, "%*s  %s: \"", indent, "", part_is_repeat(part) ? "repeat_count" : "calculation");
      print_term(sink, part->work);
      sink_z(sink, "\"\n");
    }
    if (part_is_question(part)) continue;
    sink_printf(sink, "%*s  questions:\n", indent, "");
    print_parts(trial, sink, i, indent + 4);
  }
}

void trial_make_form(Trial *trial) {
  trial->part_count = 0;
  add_part(trial, PART_INTEGER, -1); /* always asked, so that there is a first page */
  add_parts(trial, -1, 3 + trial_below(trial, 6));
  for (int i = 1; i < trial->part_count; i++) {
    Part *part = &trial->parts[i];
    bool is_anchor = part->work != NULL;
    if (!is_anchor && trial_below(trial, 3) == 0) part->relevant = random_condition(trial, i, 1);
    if (!is_anchor && (part->kind == PART_CALCULATE || part->kind == PART_COUNTED)) part->work = random_number(trial, i, 2);
  }
  Buffer buffer = buffer_new(trial->arena);
  Sink sink = sink_to_buffer(&buffer);
  if (trial_below(trial, 2)) sink_z(&sink, "kiosk: {review: yes}\n");
  sink_z(&sink, "survey:\n");
  print_parts(trial, &sink, -1, 2);
  stage_set(&trial->stage, buffer.bytes);
}
