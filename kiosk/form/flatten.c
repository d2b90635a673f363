/* The survey as flat rows, whether its groups hold their questions or stand between begin_group and end_group as in XLSForm. An end
 * may carry any name or none: what it ends is told by nesting alone. */
#include <string.h>

#include "loop.h"
#include "other.h"

enum { ROWS_TO_READ = 2 * ROWS_MAX + 2 }; /* with the ends of groups: more are too many */

typedef struct Opening {
  const YamlNode *node;
  RowShape shape; /* ROW_GROUP, ROW_REPEAT or ROW_BEGIN_LOOP */
} Opening;

typedef struct Flattening {
  Draft *draft;
  size_t capacity;
  Opening open[NESTING_MAX];
  size_t depth, too_deep; /* too_deep: those open beyond, which are passed over */
  const YamlNode *last;
} Flattening;

static void add_row(Flattening *f, Row row) {
  Draft *draft = f->draft;
  if (draft->survey_row_count == f->capacity) {
    f->capacity = f->capacity ? f->capacity * 2 : 64;
    Row *rows = ARENA_ARRAY(draft->arena, Row, f->capacity);
    if (draft->survey_row_count) memcpy(rows, draft->survey_rows, draft->survey_row_count * sizeof(*rows));
    draft->survey_rows = rows;
  }
  draft->survey_rows[draft->survey_row_count++] = row;
}

static RowShape plain_shape(RowShape shape) {
  static const RowShape PLAIN[] = {[ROW_BEGIN_GROUP] = ROW_GROUP, [ROW_BEGIN_REPEAT] = ROW_REPEAT,  [ROW_END_GROUP] = ROW_GROUP,
                                   [ROW_END_REPEAT] = ROW_REPEAT, [ROW_END_LOOP] = ROW_BEGIN_LOOP,  [ROW_GROUP] = ROW_GROUP,
                                   [ROW_REPEAT] = ROW_REPEAT,     [ROW_BEGIN_LOOP] = ROW_BEGIN_LOOP};
  return PLAIN[shape];
}

static const char *shape_word(RowShape shape) {
  return shape == ROW_REPEAT ? "repeat" : shape == ROW_BEGIN_LOOP ? "loop" : "group";
}

static Str say_opening(Draft *draft, const Opening *opening) {
  const YamlNode *name = yaml_get(opening->node, "name");
  Str text = name && name->kind == YAML_SCALAR ? name->text : (Str){0};
  return SAY(draft, "%s%s" STR_FMT, shape_word(opening->shape), text.len ? " " : "", STR_ARG(text));
}

/* False: nested too deep, and its rows are passed over. */
static bool open_group(Flattening *f, const YamlNode *node, TypeWords type) {
  Draft *draft = f->draft;
  if (f->depth == NESTING_MAX) {
    if (!f->too_deep)
      draft_report(draft, MISTAKE_NESTED_TOO_DEEP, draft_get(node, "type"),
                   SAY(draft, "this group stands in %d others", (int)NESTING_MAX),
                   SAY(draft, "nest groups at most %d deep", (int)NESTING_MAX));
    draft->survey_broken = true;
    return false;
  }
  type.shape = plain_shape(type.shape);
  f->open[f->depth++] = (Opening){node, type.shape};
  add_row(f, (Row){.node = node, .type = type});
  return true;
}

static void close_group(Flattening *f) {
  add_row(f, (Row){.node = f->open[--f->depth].node, .ends = true});
}

/* base: how many groups were open where this list of rows began; those are none of its business. */
static void end_group(Flattening *f, const YamlNode *node, RowShape shape, size_t base) {
  Draft *draft = f->draft;
  const YamlNode *at = draft_get(node, "type");
  const char *word = shape_word(plain_shape(shape));
  if (f->too_deep) {
    f->too_deep--;
    return;
  }
  if (f->depth == base) {
    draft_report(draft, MISTAKE_GROUP_NOT_OPEN, at, SAY(draft, "this end_%s closes nothing", word),
                 SAY(draft, "remove it, or add the begin_%s it belongs to", word));
    return;
  }
  const Opening *top = &f->open[f->depth - 1];
  if (top->shape != plain_shape(shape))
    draft_report(draft, MISTAKE_GROUP_MISMATCH, at,
                 SAY(draft, "this end_%s stands where the " STR_FMT " (" STR_FMT ") is to be closed", word,
                     STR_ARG(say_opening(draft, top)), STR_ARG(draft_say_place(draft, draft_get(top->node, "type")->place))),
                 SAY(draft, "write end_%s, or add the row that is missing between them", shape_word(top->shape)));
  close_group(f);
}

static void report_open(Flattening *f, size_t base) {
  Draft *draft = f->draft;
  f->too_deep = 0;
  while (f->depth > base) {
    const Opening *top = &f->open[f->depth - 1];
    draft_report(draft, MISTAKE_GROUP_NOT_CLOSED, draft_get(top->node, "type"),
                 SAY(draft, "the " STR_FMT " is never closed; the last row is " STR_FMT, STR_ARG(say_opening(draft, top)),
                     STR_ARG(draft_say_place(draft, f->last->place))),
                 SAY(draft, "add a row of type end_%s behind its last question", shape_word(top->shape)));
    close_group(f);
  }
}

static bool is_disabled(Draft *draft, const YamlNode *row) {
  bool disabled = false;
  draft_read_flag(draft, yaml_get(row, "disabled"), "disabled", &disabled);
  return disabled;
}

static void flatten_list(Flattening *f, const YamlNode *list);

static void flatten_group(Flattening *f, const YamlNode *node, TypeWords type) {
  Draft *draft = f->draft;
  const YamlNode *questions = yaml_get(node, "questions");
  const char *word = shape_word(type.shape);
  if (!questions && draft->patient) { /* a workbook has nothing but rows */
    if (!open_group(f, node, type)) f->too_deep++;
    return;
  }
  if (!open_group(f, node, type)) return;
  if (!questions || yaml_is_null(questions))
    draft_report(draft, MISTAKE_MISSING_KEY, questions ? questions : node, SAY(draft, "this %s holds no questions", word),
                 STR("write questions: and below it - {type: text, name: WORD, label: TEXT}, a line for each question"));
  else if (questions->kind == YAML_LIST)
    flatten_list(f, questions);
  else if (!questions->broken)
    draft_report(draft, MISTAKE_NOT_A_LIST, questions, SAY(draft, "the questions of this %s are not a list", word),
                 STR("begin each question below it with '- '"));
  close_group(f);
}

static void flatten_row(Flattening *f, const YamlNode *node, size_t base) {
  const YamlNode *type_node = yaml_get(node, "type");
  TypeWords type = {.shape = ROW_UNKNOWN};
  if (type_node && type_node->kind == YAML_SCALAR) type = type_words(type_node->text);
  f->last = node;
  if (is_disabled(f->draft, node)) return;
  if (type.shape == ROW_GROUP || type.shape == ROW_REPEAT) {
    flatten_group(f, node, type);
  } else if (type.shape == ROW_BEGIN_GROUP || type.shape == ROW_BEGIN_REPEAT || type.shape == ROW_BEGIN_LOOP) {
    if (!open_group(f, node, type)) f->too_deep++;
  } else if (type.shape == ROW_END_GROUP || type.shape == ROW_END_REPEAT || type.shape == ROW_END_LOOP) {
    end_group(f, node, type.shape, base);
  } else if (!f->too_deep) {
    add_row(f, (Row){.node = node, .type = type});
    f->draft->other_count += type.or_other;
    const YamlNode *other = type.or_other ? other_question(f->draft, node) : NULL;
    if (other) add_row(f, (Row){.node = other, .type = type_words(STR("text"))});
  }
}

static RowShape shape_of(const YamlNode *row) {
  const YamlNode *type = yaml_get(row, "type");
  return type && type->kind == YAML_SCALAR ? type_words(type->text).shape : ROW_UNKNOWN;
}

/* How many rows stand between the loop on top of rows and its end; false: it has none. */
static bool find_end(const YamlNode *const *rows, size_t count, size_t *within) {
  size_t open = 1;
  for (size_t i = 1; i < count; i++) {
    RowShape shape = shape_of(rows[i]);
    open += shape == ROW_BEGIN_LOOP;
    if (shape == ROW_END_LOOP && --open == 0) {
      *within = i - 1;
      return true;
    }
  }
  return false;
}

static void flatten_rows(Flattening *f, const YamlNode *const *rows, size_t count);

static void flatten_for_choice(Flattening *f, const YamlNode *loop, const YamlNode *choice, const YamlNode *const *rows,
                               size_t count) {
  Draft *draft = f->draft;
  const YamlNode **filled_in = ARENA_ARRAY(draft->arena, const YamlNode *, count);
  for (size_t i = 0; i < count; i++)
    filled_in[i] = loop_row(draft, rows[i], choice);
  if (!open_group(f, loop_group(draft, loop, choice), type_words(STR("group")))) return;
  flatten_rows(f, filled_in, count);
  close_group(f);
}

/* The rows of the loop on top of rows, for each choice in turn. Returns how many rows that were; 0: they are to be read as they stand. */
static size_t flatten_loop(Flattening *f, const YamlNode *const *rows, size_t count) {
  Draft *draft = f->draft;
  size_t within;
  if (f->too_deep || shape_of(rows[0]) != ROW_BEGIN_LOOP || is_disabled(draft, rows[0]) || !find_end(rows, count, &within))
    return 0;
  TypeWords type = type_words(yaml_get(rows[0], "type")->text);
  const YamlNode *choices = loop_choices(draft, rows[0], &type);
  type.shape = ROW_GROUP;
  if (!choices || !open_group(f, rows[0], type)) return 0;
  for (size_t i = 0; i < choices->count && draft->survey_row_count <= ROWS_TO_READ; i++)
    if (loop_asks_about(choices->items[i])) flatten_for_choice(f, rows[0], choices->items[i], rows + 1, within);
  close_group(f);
  return within + 2;
}

static void flatten_rows(Flattening *f, const YamlNode *const *rows, size_t count) {
  size_t base = f->depth;
  for (size_t i = 0; i < count;) {
    size_t taken = flatten_loop(f, rows + i, count - i);
    if (taken == 0) flatten_row(f, rows[i], base);
    i += taken > 0 ? taken : 1;
  }
  report_open(f, base);
}

static void flatten_list(Flattening *f, const YamlNode *list) {
  flatten_rows(f, list->items, list->count);
}

void flatten_survey(Draft *draft) {
  const YamlNode *survey = yaml_get(draft->root, "survey");
  draft->survey_broken = true;
  if (yaml_is_null(survey)) {
    draft_report(draft, MISTAKE_MISSING_KEY, survey ? survey : draft->root, STR("the form has no survey, and so no questions"),
                 draft_remedy(draft,
                              STR("write survey: and below it - {type: text, name: WORD, label: TEXT}, a line for each question"),
                              STR("write a type, a name and a label into a row of the sheet survey for each question")));
    return;
  }
  if (survey->kind != YAML_LIST) {
    if (!survey->broken)
      draft_report(draft, MISTAKE_NOT_A_LIST, survey, STR("survey is not a list of questions"),
                   STR("begin each question below it with '- '"));
    return;
  }
  draft->survey_broken = survey->broken;
  flatten_list(&(Flattening){.draft = draft}, survey);
  size_t count = 0;
  for (size_t i = 0; i < draft->survey_row_count; i++)
    count += !draft->survey_rows[i].ends;
  if (count <= ROWS_MAX) return;
  draft_report(draft, MISTAKE_TOO_MANY, survey, SAY(draft, "the form has %zu questions and groups", count),
               SAY(draft, "keep to %d", (int)ROWS_MAX));
  draft->survey_broken = true;
  draft->survey_row_count = 0;
}
