#include <string.h>

#include "parts.h"
#include "words.h"

/* XLSForm has one row of settings; what stands below it is somebody's note. */
static const Row *settings_row(const Table *table) {
  for (size_t i = 0; i < table->row_count; i++)
    if (table_filled_count(table, &table->rows[i])) return &table->rows[i];
  return NULL;
}

static const Cell *default_language_cell(const Tables *tables) {
  const Row *row = settings_row(&tables->settings);
  return row ? table_cell(&tables->settings, row, COLUMN_DEFAULT_LANGUAGE, LANGUAGE_NONE) : NULL;
}

static bool has_column(const Table *table, ColumnKey key, bool plain) {
  for (size_t i = 0; i < table->column_count; i++)
    if (table->columns[i].key == key && (table->columns[i].language == LANGUAGE_NONE) == plain) return true;
  return false;
}

/* A plain label beside a translated one is a language of its own; a plain hint is somebody's forgetfulness. */
static bool has_plain_language(const Table *table) {
  return has_column(table, COLUMN_LABEL, true) && has_column(table, COLUMN_LABEL, false);
}

static int only_language(Reading *reading, Str written) {
  int found = languages_add(&reading->languages, written);
  if (found >= 0) return found;
  return languages_add(&reading->languages, STR("Default (und)"));
}

static void report_default_language(Reading *reading, const Tables *tables, const Cell *cell) {
  const SheetLanguage *first = &reading->languages.items[0];
  xlsx_report(reading, XLSX_DEFAULT_LANGUAGE, table_site(&tables->settings, settings_row(&tables->settings), cell),
              arena_printf(reading->arena, "no column is in the default_language, " STR_FMT, STR_ARG(str_trim(cell->text))),
              arena_printf(reading->arena, "write the name of a language as it stands behind label::, such as " STR_FMT,
                           STR_ARG(first->name)));
}

int xlsx_settle_languages(Reading *reading, const Tables *tables) {
  const Cell *cell = default_language_cell(tables);
  Str written = cell ? cell->text : (Str){0};
  if (reading->languages.count == 0) return reading->plain_language = only_language(reading, written);
  int named = languages_find(&reading->languages, written);
  bool plain = has_plain_language(&tables->survey) || has_plain_language(&tables->choices);
  if (plain && named < 0) named = only_language(reading, written);
  reading->plain_language = named < 0 ? 0 : named;
  if (named < 0 && cell) report_default_language(reading, tables, cell);
  return reading->plain_language;
}

static Str stem_of(const char *file) {
  const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file, *dot = strrchr(name, '.');
  return (Str){name, dot ? (size_t)(dot - name) : strlen(name)};
}

/* What the answers are filed under when nobody says: the file's name, made a name, as the form's reader makes it. */
static Str id_of_file(Arena *arena, const char *file) {
  enum { ID_MAX_BYTES = 64 };
  Str stem = stem_of(file);
  size_t count = 0;
  char *bytes = arena_alloc(arena, ID_MAX_BYTES + 1);
  for (size_t i = 0; i < stem.len && count < ID_MAX_BYTES; i++) {
    char c = stem.ptr[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), inside = (c >= '0' && c <= '9') || c == '-' || c == '.';
    if (inside && count == 0) bytes[count++] = '_';
    bytes[count++] = (char)(letter || inside ? c : '_');
  }
  return count ? (Str){bytes, count} : STR("form");
}

static bool is_digits(Str text) {
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
  return text.len > 0 && (text.ptr[0] != '0' || text.len == 1);
}

static const YamlNode *read_version(const Table *table, const Row *row) {
  const YamlNode *node = row ? table_words(table, row, COLUMN_VERSION) : NULL;
  return node && is_digits(node->text)
             ? tree_word(table->reading->arena, (Site){.place = node->place, .line = node->line}, node->text)
             : node;
}

const YamlNode *xlsx_settings(Reading *reading, const Tables *tables, int default_language_ix) {
  const Table *table = &tables->settings;
  const Row *row = settings_row(table);
  Site site = {.place = table->sheet ? table->heading_place : tables->survey.heading_place};
  TreeMap map = tree_map(reading->arena, site);
  const YamlNode *id = row ? table_words(table, row, COLUMN_FORM_ID) : NULL,
                 *title = row ? table_text(table, row, COLUMN_FORM_TITLE) : NULL;
  const YamlNode *translated = xlsx_kiosk_value(&tables->kiosk, STR("settings.form_title"));
  if (translated) title = translated;
  /* A title nobody translated is everybody's. */
  bool one_for_all = title && title->kind == YAML_MAP && title->count == 1;
  if (one_for_all) title = title->pairs[0].value;
  /* An untitled one is known by its file's name. */
  Str stem = stem_of(reading->file);
  if (!title && stem.len) title = tree_text(reading->arena, site, stem);
  tree_put(&map, STR("form_id"), id);
  tree_put(&map, STR("form_title"), title);
  tree_put(&map, STR("version"), read_version(table, row));
  tree_put(&map, STR("default_language"), tree_text(reading->arena, site, reading->languages.items[default_language_ix].code));
  tree_put(&map, STR("from_workbook"), tree_word(reading->arena, site, STR("yes")));
  return tree_map_done(&map);
}

const YamlNode *xlsx_with_form_id(Reading *reading, const YamlNode *settings) {
  if (yaml_get(settings, "form_id")) return settings;
  Site site = {.place = settings->place, .line = settings->line};
  TreeMap map = tree_map(reading->arena, site);
  tree_put(&map, STR("form_id"), tree_text(reading->arena, site, id_of_file(reading->arena, reading->file)));
  for (size_t i = 0; i < settings->count; i++)
    tree_put(&map, settings->pairs[i].key->text, settings->pairs[i].value);
  return tree_map_done(&map);
}

static const YamlNode *language_value(Reading *reading, const Tables *tables, const SheetLanguage *language) {
  Site site = {.place = tables->survey.heading_place};
  Str key = arena_printf(reading->arena, "languages." STR_FMT ".direction", STR_ARG(language->code));
  const YamlNode *said = xlsx_kiosk_value(&tables->kiosk, key), *name = tree_text(reading->arena, site, language->name);
  if (!said && !language->rtl) return name;
  TreeMap map = tree_map(reading->arena, site);
  tree_put(&map, STR("name"), name);
  tree_put(&map, STR("direction"), said ? said : tree_text(reading->arena, site, STR("rtl")));
  return tree_map_done(&map);
}

const YamlNode *xlsx_languages(Reading *reading, const Tables *tables) {
  const SheetLanguages *languages = &reading->languages;
  if (languages->count == 1 && (languages->items[0].bare_code || str_is(languages->items[0].code, "und"))) return NULL;
  TreeMap map = tree_map(reading->arena, (Site){.place = tables->survey.heading_place});
  for (size_t i = 0; i < languages->count; i++)
    tree_put(&map, languages->items[i].code, language_value(reading, tables, &languages->items[i]));
  return tree_map_done(&map);
}
