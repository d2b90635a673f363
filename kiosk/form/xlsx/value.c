/* Cells as values of the tree. */
#include "table.h"
#include "words.h"

static Site site_of(const Table *table, const Row *row, const Cell *cell, Str value) {
  Site site = table_site(table, row, cell);
  site.edited = !str_equal(value, cell->text);
  return site;
}

static const YamlNode *words_of(const Table *table, const Row *row, const Cell *cell) {
  if (!cell) return NULL;
  Str words = words_on_one_line(table->reading->arena, cell->text);
  return tree_text(table->reading->arena, site_of(table, row, cell, words), words);
}

const YamlNode *table_words(const Table *table, const Row *row, ColumnKey key) {
  return words_of(table, row, table_cell(table, row, key, LANGUAGE_NONE));
}

const YamlNode *table_column_words(const Table *table, const Row *row, size_t column_ix) {
  return words_of(table, row, table_column_cell(table, row, column_ix));
}

const YamlNode *table_expression(const Table *table, const Row *row, ColumnKey key) {
  const Cell *cell = table_cell(table, row, key, LANGUAGE_NONE);
  if (!cell) return NULL;
  Arena *arena = table->reading->arena;
  Str text = words_of_expression(arena, cell->text);
  WordsTruth truth = words_truth(text);
  if (truth != WORDS_NEITHER) text = truth == WORDS_TRUE ? STR("true()") : STR("false()");
  return tree_text(arena, site_of(table, row, cell, text), text);
}

/* All languages there, and all alike. */
static bool is_same_everywhere(const Table *table, const TreeMap *map) {
  if (map->count < 2 || map->count < table->reading->languages.count) return false;
  for (size_t i = 0; i < map->count; i++)
    if (!str_equal(map->pairs[i].value->text, map->pairs[0].value->text)) return false;
  return !str_has_letters(map->pairs[0].value->text);
}

static const YamlNode *label_of(const Table *table, const Row *row, const Cell *cell) {
  Arena *arena = table->reading->arena;
  Str words = words_of_label(arena, cell->text);
  return tree_text(arena, site_of(table, row, cell, words), words);
}

/* A plain column beside translated ones says it in the plain language, unless that has a column of its own. */
static const Cell *cell_in(const Table *table, const Row *row, ColumnKey key, int language) {
  const Cell *cell = table_cell(table, row, key, language);
  return cell || language != table->reading->plain_language ? cell : table_cell(table, row, key, LANGUAGE_NONE);
}

const YamlNode *table_text(const Table *table, const Row *row, ColumnKey key) {
  Reading *reading = table->reading;
  TreeMap map = tree_map(reading->arena, (Site){0});
  for (size_t i = 0; i < reading->languages.count; i++) {
    const Cell *cell = cell_in(table, row, key, (int)i);
    if (!cell) continue;
    if (map.count == 0) map.site = table_site(table, row, cell);
    tree_put(&map, reading->languages.items[i].code, label_of(table, row, cell));
  }
  bool only_default = map.count == 1 && str_equal(map.pairs[0].key->text, reading->languages.items[reading->plain_language].code);
  if (only_default || is_same_everywhere(table, &map)) return map.pairs[0].value;
  return map.count ? tree_map_done(&map) : NULL;
}
