#include "phrases.h"
#include "plural.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "yaml_tree.h"

/* Every language is a file, and a visitor may switch to any of them at any time: all are read once, at the start. */
enum { LANGUAGES_MAX = 64, FILE_BYTES_MAX = 256 * 1024 };

typedef struct PhraseTable {
  Str language;
  const YamlNode *root; /* of its file, for the places of mistakes; NULL: an empty file */
  Str *texts;           /* by id; empty: not translated */
} PhraseTable;

struct Phrases {
  const char *const *keys;
  size_t key_count;
  const PhraseTable *tables;
  size_t count;
};

static const char *const placeholders[] = {"{n}",    "{total}", "{weekday}", "{day}",  "{month}",  "{year}",
                                           "{date}", "{time}",  "{low}",     "{high}", "{example}"};
static const char ending[] = ".yaml";

static const PhraseTable *find_exactly(const Phrases *phrases, Str language) {
  for (size_t i = 0; i < phrases->count; i++)
    if (str_equal(phrases->tables[i].language, language)) return &phrases->tables[i];
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

static void read_texts(const Phrases *phrases, PhraseTable *table, DiagLevel missing_level, Diags *diags) {
  Buffer missing = buffer_new(diags->arena);
  Sink sink = sink_to_buffer(&missing);
  for (size_t i = 0; i < phrases->key_count; i++) {
    const YamlNode *node = yaml_get(table->root, phrases->keys[i]);
    if (!yaml_is_null(node) && !yaml_text(node, phrases->keys[i], &table->texts[i], diags)) continue;
    table->texts[i] = str_trim(table->texts[i]);
    if (table->texts[i].len == 0) sink_printf(&sink, "%s%s", missing.count > 0 ? ", " : "", phrases->keys[i]);
  }
  if (missing.count > 0)
    yaml_diag(table->root, missing_level, diags, "string-missing",
              arena_printf(diags->arena, "texts are missing: " STR_FMT, STR_ARG(buffer_view(&missing))),
              STR("add a line for each, as nb.yaml has it"));
}

static bool read_table(Arena *arena, const char *folder, const Phrases *phrases, PhraseTable *table, Diags *diags, Err *err) {
  Str path = arena_printf(arena, "%s/" STR_FMT "%s", folder, STR_ARG(table->language), ending);
  DiagLevel missing_level = str_is(table->language, "nb") ? DIAG_ERROR : DIAG_WARNING;
  size_t errors_before = diags->error_count;
  Str source;
  table->texts = ARENA_ARRAY(arena, Str, phrases->key_count);
  if (file_read(arena, path.ptr, FILE_BYTES_MAX, &source, err) != STATUS_OK) return false;
  table->root = yaml_parse(arena, source, path.ptr, diags).root;
  if (table->root) {
    yaml_expect_keys(table->root, "interface texts", phrases->keys, phrases->key_count, diags);
    read_texts(phrases, table, missing_level, diags);
  } else if (diags->error_count == errors_before) {
    diags_add(diags, missing_level, "string-missing", (Place){.file = path.ptr, .line = 1, .column = 1},
              STR("there are no texts in this file"), STR("add them, or remove the file"));
  }
  return diags->error_count == errors_before;
}

/* A translation that drops {n} would never tell the seconds, and one that invents it would show braces. */
static void check_placeholders(const Phrases *phrases, const PhraseTable *table, const PhraseTable *model, Diags *diags) {
  for (size_t i = 0; i < phrases->key_count; i++)
    for (size_t p = 0; p < COUNT_OF(placeholders) && table->texts[i].len > 0; p++)
      if (holds(table->texts[i], placeholders[p]) != holds(model->texts[i], placeholders[p]))
        yaml_diag(yaml_get(table->root, phrases->keys[i]), DIAG_WARNING, diags, "string-placeholder",
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
  return str_compare(((const PhraseTable *)a)->language, ((const PhraseTable *)b)->language);
}

static Status list_languages(Arena *arena, const char *folder, PhraseTable *tables, size_t *count, Err *err) {
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

const Phrases *phrases_load(Arena *arena, const char *folder, const char *const *keys, size_t key_count, Diags *diags, Err *err) {
  PhraseTable *tables = ARENA_ARRAY(arena, PhraseTable, LANGUAGES_MAX);
  Phrases *phrases = ARENA_NEW(arena, Phrases);
  *phrases = (Phrases){.keys = keys, .key_count = key_count, .tables = tables};
  if (list_languages(arena, folder, tables, &phrases->count, err) != STATUS_OK) return NULL;
  const PhraseTable *bokmaal = find_exactly(phrases, STR("nb"));
  if (!bokmaal) {
    err_set(err, STATUS_WORLD, "no-strings", "the folder %s has no nb.yaml; restore the product's assets", folder);
    return NULL;
  }
  bool good = true;
  for (size_t i = 0; i < phrases->count; i++)
    good = read_table(arena, folder, phrases, &tables[i], diags, err) && good;
  if (!good) {
    err_set(err, STATUS_INPUT, "bad-strings", "the interface texts in %s have mistakes; mend them or restore the product's assets",
            folder);
    return NULL;
  }
  for (size_t i = 0; i < phrases->count; i++)
    check_placeholders(phrases, &tables[i], bokmaal, diags);
  return phrases;
}

static Str text_of(const Phrases *phrases, int id, Str language) {
  const PhraseTable *table = find_exactly(phrases, language);
  if (!table) table = find_exactly(phrases, primary_subtag(language));
  return table ? table->texts[id] : (Str){0};
}

/* *found: the language it is in. */
static Str nearest_text(const Phrases *phrases, int id, Str language, Str *found) {
  Str primary = primary_subtag(language);
  Str order[] = {language, {0}, STR("en"), STR("nb")};
  if (str_is(primary, "nn")) order[1] = STR("nb");
  if (str_is(primary, "nb")) order[1] = STR("nn");
  for (size_t i = 0; i < COUNT_OF(order); i++) {
    Str text = text_of(phrases, id, order[i]);
    *found = order[i];
    if (text.len > 0) return text;
  }
  return (Str){0};
}

Str phrases_get(const Phrases *phrases, int id, Str language) {
  Str found;
  return nearest_text(phrases, id, language, &found);
}

static const PhraseSlot *slot_at(Str text, const PhraseSlot *slots, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_starts_with(text, str_from(slots[i].name))) return &slots[i];
  return NULL;
}

static Str fill(Arena *arena, Str text, const PhraseSlot *slots, size_t count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  while (text.len > 0) {
    const PhraseSlot *slot = slot_at(text, slots, count);
    size_t taken = slot ? strlen(slot->name) : 1;
    sink_str(&sink, slot ? slot->words : (Str){text.ptr, 1});
    text = (Str){text.ptr + taken, text.len - taken};
  }
  return buffer_view(&buffer);
}

Str phrases_fill(Arena *arena, const Phrases *phrases, int id, Str language, const PhraseSlot *slots, size_t count) {
  return fill(arena, phrases_get(phrases, id, language), slots, count);
}

Str phrases_format(Arena *arena, const Phrases *phrases, int id, Str language, int n, int total) {
  const PhraseSlot slots[] = {{"{n}", arena_printf(arena, "%d", n)}, {"{total}", arena_printf(arena, "%d", total)}};
  return phrases_fill(arena, phrases, id, language, slots, COUNT_OF(slots));
}

/* The last one stands for those that are not there. */
static Str nth_form(Str text, int nth) {
  const char *bar = text.len > 0 ? memchr(text.ptr, '|', text.len) : NULL;
  while (bar && nth-- > 0) {
    text = (Str){bar + 1, text.len - (size_t)(bar + 1 - text.ptr)};
    bar = memchr(text.ptr, '|', text.len);
  }
  return str_trim(bar ? (Str){text.ptr, (size_t)(bar - text.ptr)} : text);
}

Str phrases_count(Arena *arena, const Phrases *phrases, int id, Str language, int n) {
  Str found, forms = nearest_text(phrases, id, language, &found);
  const PhraseSlot slots[] = {{"{n}", arena_printf(arena, "%d", n)}};
  return fill(arena, nth_form(forms, plural_form(found, n)), slots, COUNT_OF(slots));
}
