/* The kiosk's own settings, which XLSForm knows nothing of: a sheet of keys and values, the keys dotted paths into the YAML. */
#include "parts.h"
#include "words.h"

typedef struct Entry {
  Str path;
  const YamlNode *value;
} Entry;

typedef struct Entries {
  Arena *arena;
  Entry *items;
  size_t count;
} Entries;

/* Settings that are yes or no, which a spreadsheet says in many ways. */
static bool is_flag(Str path) {
  static const char *const FLAGS[] = {"review", "phone.here", "phone.continue", "phone.invited"};
  for (size_t i = 0; i < COUNT_OF(FLAGS); i++)
    if (str_is(path, FLAGS[i])) return true;
  return false;
}

/* A text in several languages, or one value: a number, a word, an address. */
static const YamlNode *read_value(const Table *table, const Row *row, Str path) {
  const Cell *plain = table_cell(table, row, COLUMN_VALUE, LANGUAGE_NONE);
  if (!plain) return table_text(table, row, COLUMN_VALUE);
  Arena *arena = table->reading->arena;
  double number;
  Str words = words_of_label(arena, plain->text);
  Site site = table_site(table, row, plain);
  if (is_flag(path) && words_truth(words) != WORDS_NEITHER)
    return tree_word(arena, site, words_truth(words) == WORDS_TRUE ? STR("yes") : STR("no"));
  return str_to_double(words, &number) ? tree_word(arena, site, words) : tree_text(arena, site, words);
}

static Str path_of(const Table *table, const Row *row) {
  const Cell *cell = table_cell(table, row, COLUMN_KEY, LANGUAGE_NONE);
  return cell ? words_on_one_line(table->reading->arena, cell->text) : (Str){0};
}

static size_t segment_length(Str path) {
  size_t len = 0;
  while (len < path.len && path.ptr[len] != '.')
    len++;
  return len;
}

/* path without its first segment, if that is segment. */
static bool is_below(Str path, Str segment, Str *rest) {
  if (!str_starts_with(path, segment) || path.len <= segment.len + 1 || path.ptr[segment.len] != '.') return false;
  *rest = (Str){path.ptr + segment.len + 1, path.len - segment.len - 1};
  return true;
}

static const YamlNode *build(const Entries *entries);

static const YamlNode *build_below(const Entries *entries, Str segment) {
  Entries inner = {.arena = entries->arena, .items = ARENA_ARRAY(entries->arena, Entry, entries->count)};
  for (size_t i = 0; i < entries->count; i++) {
    Str rest;
    if (is_below(entries->items[i].path, segment, &rest)) inner.items[inner.count++] = (Entry){rest, entries->items[i].value};
  }
  return build(&inner);
}

/* The path gets shorter with each call. A key that stands twice counts once, its first time. */
static const YamlNode *build(const Entries *entries) {
  TreeMap map = tree_map(entries->arena, (Site){.place = entries->items[0].value->place, .line = entries->items[0].value->line});
  for (size_t i = 0; i < entries->count; i++) {
    Str path = entries->items[i].path, segment = {path.ptr, segment_length(path)};
    if (tree_has(&map, segment)) continue;
    bool is_leaf = segment.len + 1 >= path.len;
    tree_put(&map, segment, is_leaf ? entries->items[i].value : build_below(entries, segment));
  }
  return tree_map_done(&map);
}

enum { ENTRIES_MAX = 500, PATH_MAX_BYTES = 100 };

const YamlNode *xlsx_kiosk(const Table *table) {
  Entries entries = {.arena = table->reading->arena, .items = ARENA_ARRAY(table->reading->arena, Entry, ENTRIES_MAX)};
  for (size_t i = 0; i < table->row_count && entries.count < ENTRIES_MAX; i++) {
    Str path = path_of(table, &table->rows[i]), rest;
    const YamlNode *value = read_value(table, &table->rows[i], path);
    bool elsewhere = is_below(path, STR("languages"), &rest) || is_below(path, STR("settings"), &rest);
    if (path.len == 0 || path.len > PATH_MAX_BYTES || !value || elsewhere) continue;
    entries.items[entries.count++] = (Entry){path, value};
  }
  return entries.count ? build(&entries) : NULL;
}

const YamlNode *xlsx_kiosk_value(const Table *table, Str key) {
  for (size_t i = 0; i < table->row_count; i++)
    if (str_equal(path_of(table, &table->rows[i]), key)) return read_value(table, &table->rows[i], key);
  return NULL;
}
