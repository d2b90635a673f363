#include "parts.h"
#include "row_name.h"
#include "type_words.h"

enum { NESTING_MAX = 64 };

typedef struct Opening {
  RowShape shape; /* ROW_GROUP or ROW_REPEAT */
  TreeMap map;    /* of the group */
  TreeList questions;
} Opening;

typedef struct Nesting {
  Arena *arena;
  TreeList survey;
  Opening open[NESTING_MAX];
  size_t depth;
} Nesting;

static RowShape opened_shape(RowShape shape) {
  if (shape == ROW_BEGIN_GROUP || shape == ROW_GROUP) return ROW_GROUP;
  return shape == ROW_BEGIN_REPEAT || shape == ROW_REPEAT ? ROW_REPEAT : ROW_UNKNOWN;
}

static RowShape closed_shape(RowShape shape) {
  if (shape == ROW_END_GROUP) return ROW_GROUP;
  return shape == ROW_END_REPEAT ? ROW_REPEAT : ROW_UNKNOWN;
}

static Site site_of(const YamlNode *node) {
  return (Site){.place = node->place, .line = node->line};
}

static void add(Nesting *nesting, const YamlNode *row) {
  tree_append(nesting->depth ? &nesting->open[nesting->depth - 1].questions : &nesting->survey, row);
}

/* The one spelling that the type's own record has. */
static const YamlNode *canonical_type(Arena *arena, const YamlNode *type, const TypeWords *words) {
  bool known = words->shape == ROW_QUESTION && words->kind != QUESTION_UNASKED;
  Str name = known ? str_from(form_type(words->kind)->name) : words->spelling;
  if (words->from_file) name = arena_printf(arena, STR_FMT "_from_file", STR_ARG(name));
  const Str parts[] = {name, words->list, words->or_other ? STR("or_other") : (Str){0}, words->rest};
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < COUNT_OF(parts); i++) {
    if (parts[i].len && i > 0) sink_z(&sink, " ");
    sink_str(&sink, parts[i]);
  }
  return tree_text(arena, site_of(type), buffer_view(&buffer));
}

/* The row's pairs, with a name for a row that has none: the one that it goes by. */
static TreeMap copy_row(Arena *arena, const YamlNode *row, const YamlNode *type, const char *kind) {
  TreeMap map = tree_map(arena, site_of(row));
  tree_put(&map, STR("type"), type);
  if (!yaml_get(row, "name")) tree_put(&map, STR("name"), tree_text(arena, site_of(row), row_name_by_place(arena, row, kind)));
  for (size_t i = 0; i < row->count; i++)
    if (!str_is(row->pairs[i].key->text, "type")) tree_put(&map, row->pairs[i].key->text, row->pairs[i].value);
  return map;
}

static bool open_group(Nesting *nesting, const YamlNode *row, RowShape shape) {
  if (nesting->depth == NESTING_MAX) return false;
  const char *word = shape == ROW_REPEAT ? "repeat" : "group";
  const YamlNode *type = tree_text(nesting->arena, site_of(row), str_from(word));
  nesting->open[nesting->depth++] = (Opening){
      .shape = shape, .map = copy_row(nesting->arena, row, type, word), .questions = tree_list(nesting->arena, site_of(row))};
  return true;
}

static bool close_group(Nesting *nesting, RowShape shape) {
  if (nesting->depth == 0 || nesting->open[nesting->depth - 1].shape != shape) return false;
  Opening *top = &nesting->open[--nesting->depth];
  tree_put(&top->map, STR("questions"), tree_list_done(&top->questions));
  add(nesting, tree_map_done(&top->map));
  return true;
}

/* False: this row fits into no nesting. */
static bool place_row(Nesting *nesting, const YamlNode *row) {
  const YamlNode *type = yaml_get(row, "type");
  if (!type) return false;
  TypeWords words = type_words(type->text);
  if (opened_shape(words.shape) != ROW_UNKNOWN) return open_group(nesting, row, opened_shape(words.shape));
  if (closed_shape(words.shape) != ROW_UNKNOWN) return close_group(nesting, closed_shape(words.shape));
  if (words.shape != ROW_QUESTION) return false;
  TreeMap map = copy_row(nesting->arena, row, canonical_type(nesting->arena, type, &words), "question");
  add(nesting, tree_map_done(&map));
  return true;
}

const YamlNode *xlsx_nest(Arena *arena, const YamlNode *survey) {
  Nesting *nesting = ARENA_NEW(arena, Nesting);
  *nesting = (Nesting){.arena = arena, .survey = tree_list(arena, site_of(survey))};
  for (size_t i = 0; i < survey->count; i++)
    if (!place_row(nesting, survey->items[i])) return survey;
  return nesting->depth ? survey : tree_list_done(&nesting->survey);
}
