#include "ui.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "yaml_tree.h"

/* Every language is a file, and a visitor may switch to any of them at any time: all are read once, at the start. */
enum { LANGUAGES_MAX = 64, FILE_BYTES_MAX = 256 * 1024 };

typedef struct StringTable {
  Str language;
  const YamlNode *root;       /* of its file, for the places of mistakes; NULL: an empty file */
  Str texts[UI_STRING_COUNT]; /* empty: not translated */
} StringTable;

struct Strings {
  const StringTable *tables;
  size_t count;
};

static const char *const string_keys[UI_STRING_COUNT] = {
#define X(id, key) [UI_STRING_##id] = (key),
    UI_STRINGS(X)
#undef X
};

static const char *const placeholders[] = {"{n}", "{total}", "{weekday}", "{day}", "{month}", "{year}", "{date}", "{time}"};
static const char ending[] = ".yaml";

static const StringTable *find_exactly(const Strings *strings, Str language) {
  for (size_t i = 0; i < strings->count; i++)
    if (str_equal(strings->tables[i].language, language)) return &strings->tables[i];
  return NULL;
}

static Str primary_subtag(Str language) { /* "en-GB" is served by en */
  Str primary = language;
  for (size_t i = 0; i < language.len; i++)
    if (language.ptr[i] == '-') {
      primary.len = i;
      break;
    }
  return primary;
}

static bool holds(Str text, const char *part) {
  size_t len = strlen(part);
  for (size_t i = 0; i + len <= text.len; i++)
    if (memcmp(text.ptr + i, part, len) == 0) return true;
  return false;
}

static void read_texts(StringTable *table, DiagLevel missing_level, Diags *diags) {
  Buffer missing = buffer_new(diags->arena);
  Sink sink = sink_to_buffer(&missing);
  for (int i = 0; i < UI_STRING_COUNT; i++) {
    const YamlNode *node = yaml_get(table->root, string_keys[i]);
    if (!yaml_is_null(node) && !yaml_text(node, string_keys[i], &table->texts[i], diags)) continue;
    table->texts[i] = str_trim(table->texts[i]);
    if (table->texts[i].len == 0) sink_printf(&sink, "%s%s", missing.count > 0 ? ", " : "", string_keys[i]);
  }
  if (missing.count > 0)
    yaml_diag(table->root, missing_level, diags, "string-missing",
              arena_printf(diags->arena, "texts are missing: " STR_FMT, STR_ARG(buffer_view(&missing))),
              STR("add a line for each, as nb.yaml has it"));
}

static bool read_table(Arena *arena, const char *folder, StringTable *table, Diags *diags, Err *err) {
  Str path = arena_printf(arena, "%s/" STR_FMT "%s", folder, STR_ARG(table->language), ending);
  DiagLevel missing_level = str_is(table->language, "nb") ? DIAG_ERROR : DIAG_WARNING;
  size_t errors_before = diags->error_count;
  Str source;
  if (file_read(arena, path.ptr, FILE_BYTES_MAX, &source, err) != STATUS_OK) return false;
  table->root = yaml_parse(arena, source, path.ptr, diags).root;
  if (table->root) {
    yaml_expect_keys(table->root, "interface texts", string_keys, UI_STRING_COUNT, diags);
    read_texts(table, missing_level, diags);
  } else if (diags->error_count == errors_before) {
    diags_add(diags, missing_level, "string-missing", (Place){.file = path.ptr, .line = 1, .column = 1},
              STR("there are no texts in this file"), STR("add them, or remove the file"));
  }
  return diags->error_count == errors_before;
}

/* A translation that drops {n} would never tell the seconds, and one that invents it would show braces. */
static void check_placeholders(const StringTable *table, const StringTable *model, Diags *diags) {
  for (size_t i = 0; i < UI_STRING_COUNT; i++)
    for (size_t p = 0; p < COUNT_OF(placeholders) && table->texts[i].len > 0; p++)
      if (holds(table->texts[i], placeholders[p]) != holds(model->texts[i], placeholders[p]))
        yaml_diag(yaml_get(table->root, string_keys[i]), DIAG_WARNING, diags, "string-placeholder",
                  arena_printf(diags->arena, "%s stands in only one of this text and bokmål's", placeholders[p]),
                  STR("use the same {placeholders} in every language"));
}

static bool language_from_file(const char *name, Str *out) {
  size_t len = strlen(name), ending_len = sizeof ending - 1;
  if (name[0] == '.' || len <= ending_len || strcmp(name + len - ending_len, ending) != 0) return false;
  *out = (Str){name, len - ending_len};
  return true;
}

static int by_language(const void *a, const void *b) {
  return str_compare(((const StringTable *)a)->language, ((const StringTable *)b)->language);
}

static Status list_languages(Arena *arena, const char *folder, StringTable *tables, size_t *count, Err *err) {
  DIR *dir = opendir(folder);
  if (!dir)
    return err_set(err, STATUS_WORLD, "no-strings", "cannot open the folder %s of interface texts: %s", folder, strerror(errno));
  Str language;
  for (const struct dirent *entry = readdir(dir); entry && *count < LANGUAGES_MAX; entry = readdir(dir))
    if (language_from_file(entry->d_name, &language)) tables[(*count)++].language = arena_str(arena, language);
  closedir(dir);
  qsort(tables, *count, sizeof *tables, by_language); /* messages come in the same order everywhere */
  return STATUS_OK;
}

const Strings *strings_load(Arena *arena, const char *folder, Diags *diags, Err *err) {
  StringTable *tables = ARENA_ARRAY(arena, StringTable, LANGUAGES_MAX);
  Strings *strings = ARENA_NEW(arena, Strings);
  strings->tables = tables;
  if (list_languages(arena, folder, tables, &strings->count, err) != STATUS_OK) return NULL;
  const StringTable *bokmaal = find_exactly(strings, STR("nb"));
  if (!bokmaal) {
    err_set(err, STATUS_WORLD, "no-strings", "the folder %s has no nb.yaml; restore the product's assets", folder);
    return NULL;
  }
  bool good = true;
  for (size_t i = 0; i < strings->count; i++)
    good = read_table(arena, folder, &tables[i], diags, err) && good;
  if (!good) {
    err_set(err, STATUS_INPUT, "bad-strings", "the interface texts in %s have mistakes; mend them or restore the product's assets",
            folder);
    return NULL;
  }
  for (size_t i = 0; i < strings->count; i++)
    check_placeholders(&tables[i], bokmaal, diags);
  return strings;
}

static Str text_of(const Strings *strings, UiString id, Str language) {
  const StringTable *table = find_exactly(strings, language);
  if (!table) table = find_exactly(strings, primary_subtag(language));
  return table ? table->texts[id] : (Str){0};
}

Str strings_get(const Strings *strings, UiString id, Str language) {
  Str primary = primary_subtag(language);
  Str order[] = {language, {0}, STR("en"), STR("nb")};
  if (str_is(primary, "nn")) order[1] = STR("nb");
  if (str_is(primary, "nb")) order[1] = STR("nn");
  for (size_t i = 0; i < COUNT_OF(order); i++) {
    Str text = text_of(strings, id, order[i]);
    if (text.len > 0) return text;
  }
  return (Str){0};
}

static const StringSlot *slot_at(Str text, const StringSlot *slots, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_starts_with(text, str_from(slots[i].name))) return &slots[i];
  return NULL;
}

Str strings_fill(Arena *arena, const Strings *strings, UiString id, Str language, const StringSlot *slots, size_t count) {
  Str text = strings_get(strings, id, language);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  while (text.len > 0) {
    const StringSlot *slot = slot_at(text, slots, count);
    size_t taken = slot ? strlen(slot->name) : 1;
    sink_str(&sink, slot ? slot->words : (Str){text.ptr, 1});
    text = (Str){text.ptr + taken, text.len - taken};
  }
  return buffer_view(&buffer);
}

Str strings_format(Arena *arena, const Strings *strings, UiString id, Str language, int n, int total) {
  const StringSlot slots[] = {{"{n}", arena_printf(arena, "%d", n)}, {"{total}", arena_printf(arena, "%d", total)}};
  return strings_fill(arena, strings, id, language, slots, COUNT_OF(slots));
}
