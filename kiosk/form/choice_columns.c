#include "choice_columns.h"
#include "mention.h"

enum { COLUMNS_MAX = 100 };

static bool is_column(Str key, bool code_too) {
  if (code_too && str_is(key, "code")) return true;
  size_t count;
  const FormKey *keys = form_keys(FORM_PART_CHOICE, &count);
  for (size_t i = 0; i < count; i++)
    if (str_is(key, keys[i].name)) return false;
  return key.len > 0;
}

typedef struct Columns {
  const YamlNode **keys; /* every one of every choice, in order */
  Str *names;            /* beside keys */
  size_t count;
} Columns;

static Columns gather(Draft *draft, const YamlNode *const *nodes, size_t count, bool code_too) {
  Columns columns = {.count = 0};
  size_t pairs = 0;
  for (size_t i = 0; i < count; i++)
    pairs += nodes[i]->kind == YAML_MAP ? nodes[i]->count : 0;
  columns.keys = ARENA_ARRAY(draft->arena, const YamlNode *, pairs);
  columns.names = ARENA_ARRAY(draft->arena, Str, pairs);
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; nodes[i]->kind == YAML_MAP && k < nodes[i]->count; k++) {
      const YamlNode *key = nodes[i]->pairs[k].key;
      if (!is_column(key->text, code_too)) continue;
      columns.keys[columns.count] = key;
      columns.names[columns.count++] = key->text;
    }
  }
  return columns;
}

static void read_values(Draft *draft, const YamlNode *node, const NameIndex *index, Choice *choice) {
  Str *values = ARENA_ARRAY(draft->arena, Str, index->count);
  for (size_t k = 0; node->kind == YAML_MAP && k < node->count; k++) {
    const YamlPair *pair = &node->pairs[k];
    int column = name_index_find(index, 0, pair->key->text);
    if (column >= 0 && !yaml_is_null(pair->value) && yaml_text(pair->value, pair->key->text.ptr, &values[column], draft->diags))
      values[column] = str_trim(values[column]);
  }
  choice->columns = values;
}

void read_columns(Draft *draft, const YamlNode *const *nodes, ChoiceList *list, Choice *choices, ListDraft *list_draft,
                  bool code_too) {
  Columns columns = gather(draft, nodes, list->count, code_too);
  if (columns.count == 0) return;
  NameIndex all = name_index_new(draft->arena, columns.names, NULL, columns.count);
  Str *names = ARENA_ARRAY(draft->arena, Str, COLUMNS_MAX);
  const YamlNode **keys = ARENA_ARRAY(draft->arena, const YamlNode *, COLUMNS_MAX);
  size_t distinct = 0;
  for (size_t i = 0; i < columns.count; i++) {
    if (name_index_find(&all, 0, columns.names[i]) != (int)i) continue;
    if (distinct == COLUMNS_MAX) {
      draft_report(draft, MISTAKE_TOO_MANY, columns.keys[i],
                   SAY(draft, "the choices of " STR_FMT " have too many columns", STR_ARG(list->name)),
                   SAY(draft, "keep to %d beside name and label", (int)COLUMNS_MAX));
      return;
    }
    names[distinct] = columns.names[i];
    keys[distinct++] = columns.keys[i];
  }
  NameIndex index = name_index_new(draft->arena, names, NULL, distinct);
  for (size_t i = 0; i < list->count; i++)
    read_values(draft, nodes[i], &index, &choices[i]);
  list->column_names = names;
  list->column_count = distinct;
  list_draft->column_keys = keys;
}

void check_columns(Draft *draft, const ChoiceList *list, const ListDraft *list_draft) {
  size_t key_count;
  const FormKey *keys = form_keys(FORM_PART_CHOICE, &key_count);
  Str *known = ARENA_ARRAY(draft->arena, Str, key_count);
  for (size_t i = 0; i < key_count; i++)
    known[i] = str_from(keys[i].name);
  for (size_t i = 0; i < list->column_count && list_draft->column_keys; i++) {
    Str name = list->column_names[i];
    if (draft->patient || mentioned(draft, name)) continue;
    draft_report(draft, MISTAKE_COLUMN_UNKNOWN, list_draft->column_keys[i],
                 SAY(draft, "no expression asks for the column " STR_FMT " of the choices", STR_ARG(name)),
                 draft_suggest(draft, name, known, key_count, STR("ask for it in a choice_filter, or remove it")));
  }
}

const NameIndex *draft_index_choices(Draft *draft, const ChoiceList *list) {
  NameIndex *index = ARENA_NEW(draft->arena, NameIndex);
  Str *names = ARENA_ARRAY(draft->arena, Str, list->count);
  for (size_t i = 0; i < list->count; i++)
    names[i] = list->choices[i].name;
  *index = name_index_new(draft->arena, names, NULL, list->count);
  return index;
}
