#include "parts.h"

#include "words.h"

typedef const YamlNode *(*ReadValue)(const Table *table, const Row *row, ColumnKey key);

/* A condition that is always so is a plain true, and one that never is goes without saying. */
static const YamlNode *read_truth(const Table *table, const Row *row, ColumnKey key) {
  const YamlNode *node = table_expression(table, row, key);
  if (!node) return NULL;
  WordsTruth truth = words_truth(node->text);
  if (truth == WORDS_NEITHER && str_is(node->text, "1")) truth = WORDS_TRUE;
  if (truth == WORDS_NEITHER && str_is(node->text, "0")) truth = WORDS_FALSE;
  if (truth == WORDS_NEITHER) return node;
  Site site = {.place = node->place, .line = node->line};
  return truth == WORDS_TRUE ? tree_word(table->reading->arena, site, STR("true")) : NULL;
}

static const YamlNode *read_flag(const Table *table, const Row *row, ColumnKey key) {
  const YamlNode *truth = read_truth(table, row, key);
  return truth && str_is(truth->text, "true") ? truth : NULL;
}

/* A text, or an expression; yes may be the name of a choice. */
static const YamlNode *read_default_value(const Table *table, const Row *row, ColumnKey key) {
  const Cell *cell = table_cell(table, row, key, LANGUAGE_NONE);
  if (!cell) return NULL;
  Site site = table_site(table, row, cell);
  Str text = words_of_expression(table->reading->arena, cell->text);
  site.edited = !str_equal(text, cell->text);
  return tree_text(table->reading->arena, site, text);
}

/* A picture for each language is one picture here: the default's, or whichever there is. */
static const YamlNode *read_image(const Table *table, const Row *row, ColumnKey key) {
  const YamlNode *node = table_words(table, row, key);
  if (node) return node;
  const YamlNode *text = table_text(table, row, key);
  return text && text->kind == YAML_MAP ? text->pairs[0].value : text;
}

/* In the order in which a person would write them. */
static const struct {
  ColumnKey key;
  ReadValue read;
} VALUES[] = {
    {COLUMN_TYPE, table_words},
    {COLUMN_NAME, table_words},
    {COLUMN_LABEL, table_text},
    {COLUMN_HINT, table_text},
    {COLUMN_GUIDANCE_HINT, table_text},
    {COLUMN_IMAGE, read_image},
    {COLUMN_REPEAT_COUNT, table_expression},
    {COLUMN_LINK_CODE, read_flag},
    {COLUMN_RELEVANT, table_expression},
    {COLUMN_APPEARANCE, table_words},
    {COLUMN_PARAMETERS, table_words},
    {COLUMN_CHOICE_FILTER, table_expression},
    {COLUMN_DEFAULT, read_default_value},
    {COLUMN_TRIGGER, table_words},
    {COLUMN_CALCULATION, table_expression},
    {COLUMN_READ_ONLY, read_truth},
    {COLUMN_REQUIRED, read_truth},
    {COLUMN_REQUIRED_MESSAGE, table_text},
    {COLUMN_CONSTRAINT, table_expression},
    {COLUMN_CONSTRAINT_MESSAGE, table_text},
};

static bool is_disabled(const Table *table, const Row *row) {
  const Cell *cell = table_cell(table, row, COLUMN_DISABLED, LANGUAGE_NONE);
  return cell && (words_truth(cell->text) == WORDS_TRUE || str_is(str_trim(cell->text), "1"));
}

/* What stands alone in a row, a heading or a remark, asks nothing. */
static bool is_stray(const Table *table, const Row *row) {
  return !table_cell(table, row, COLUMN_TYPE, LANGUAGE_NONE) && table_filled_count(table, row) < 2;
}

static const YamlNode *read_row(const Table *table, const Row *row) {
  const Cell *first = table_cell(table, row, COLUMN_TYPE, LANGUAGE_NONE);
  TreeMap map = tree_map(table->reading->arena, table_site(table, row, first ? first : &row->cells[0]));
  for (size_t i = 0; i < COUNT_OF(VALUES); i++)
    tree_put(&map, str_from(column_key_name(VALUES[i].key)), VALUES[i].read(table, row, VALUES[i].key));
  return tree_map_done(&map);
}

const YamlNode *xlsx_survey(const Table *table) {
  TreeList list = tree_list(table->reading->arena, (Site){.place = table->heading_place});
  for (size_t i = 0; i < table->row_count; i++) {
    const Row *row = &table->rows[i];
    if (!is_stray(table, row) && !is_disabled(table, row)) tree_append(&list, read_row(table, row));
  }
  return tree_list_done(&list);
}
