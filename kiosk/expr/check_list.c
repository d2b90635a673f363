/* Steps through a list of choices, or a table: root/item, and what an item holds. */
#include "check.h"

enum { SHOWN_MAX = 8 };

typedef struct Fields {
  const Str *names;
  size_t count;
} Fields;

static bool has(Fields fields, Str name) {
  for (size_t i = 0; i < fields.count; i++)
    if (str_equal(fields.names[i], name)) return true;
  return false;
}

/* "name, label and fylke" */
static Str say_fields(Compilation *c, Fields fields) {
  Buffer buffer = buffer_new(c->diags->arena);
  Sink sink = sink_to_buffer(&buffer);
  const size_t shown = fields.count > SHOWN_MAX ? SHOWN_MAX : fields.count;
  for (size_t i = 0; i < shown; i++) {
    if (i > 0) sink_z(&sink, i + 1 == fields.count ? " and " : ", ");
    sink_str(&sink, fields.names[i]);
  }
  if (shown < fields.count) sink_printf(&sink, " and %zu more", fields.count - shown);
  return buffer_view(&buffer);
}

/* A question's name, or true, is bare by a slip more often than a column is misspelt. */
static Str remedy_for_column(const Checker *k, const PathStep *step, Fields fields) {
  Compilation *c = k->c;
  const Str name = step->name;
  if (str_is(name, "true") || str_is(name, "false")) return mistake_text(c, "write " STR_FMT "()", STR_ARG(name));
  if (c->scope->find(c->scope->context, name) >= 0)
    return mistake_text(c, "give the choices that column, or write ${" STR_FMT "} for the answer to the question", STR_ARG(name));
  const Str nearest = str_nearest(name, fields.names, fields.count);
  if (nearest.len > 0) return mistake_text(c, "did you mean " STR_FMT "?", STR_ARG(nearest));
  return mistake_text(c, "what there is to ask for is " STR_FMT, STR_ARG(say_fields(c, fields)));
}

static void report_column(Checker *k, ListSpot from, const PathStep *step, Fields fields) {
  const Str what = from.id.len > 0
                       ? mistake_text(k->c, "the list " STR_FMT " has no column " STR_FMT, STR_ARG(from.id), STR_ARG(step->name))
                       : mistake_text(k->c, "no choice on offer has a column " STR_FMT, STR_ARG(step->name));
  mistake_unless_lenient(k->c, step->at, MISTAKE_UNKNOWN_COLUMN, what, remedy_for_column(k, step, fields));
}

static bool check_column(Checker *k, ListSpot from, const PathStep *step) {
  const ExprScope *scope = k->c->scope;
  Fields fields = {.names = NULL};
  if (scope->fields) fields.names = scope->fields(scope->context, from.id, &fields.count);
  if (!fields.names || has(fields, step->name)) return true;
  report_column(k, from, step, fields);
  return false;
}

static bool check_step(Checker *k, ListSpot from, const PathStep *step) {
  static const char *const WITHIN[] = {[LIST_DOCUMENT] = "root", [LIST_ROOT] = "item"};
  if (from.level == LIST_ITEM) return check_column(k, from, step);
  if (from.level != LIST_FIELD && str_is(step->name, WITHIN[from.level])) return true;
  const Str what = mistake_text(k->c, "a list has no " STR_FMT " there", STR_ARG(step->name));
  mistake_unless_lenient(k->c, step->at, MISTAKE_UNKNOWN_STEP, what,
                         STR("write instance('LIST')/root/item, and behind it the name of one column"));
  return false;
}

ListSpot check_list_step(Checker *k, ListSpot from, const PathStep *step) {
  static const ListSpot nowhere = {.level = LIST_NONE};
  if (from.level == LIST_NONE || step->axis == AXIS_SELF || step->axis == AXIS_FILTER) return from;
  if (step->axis == AXIS_PARENT) return (ListSpot){from.level - 1, from.id};
  if (step->name.len > 0 && !k->unreached && !check_step(k, from, step)) return nowhere;
  return from.level == LIST_FIELD ? nowhere : (ListSpot){from.level + 1, from.id};
}
