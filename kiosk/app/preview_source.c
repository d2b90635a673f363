#include "preview_source.h"

#include <string.h>

typedef struct Reader {
  Arena *arena;
  SourceRow *rows;
  size_t count, capacity;
} Reader;

static Str text_of(const YamlNode *node) {
  return node != NULL && node->kind == YAML_SCALAR ? str_trim(node->text) : (Str){NULL, 0};
}

static void add_row(Reader *reader, Str path, const YamlNode *node) {
  if (reader->count == reader->capacity) {
    reader->capacity = reader->capacity ? reader->capacity * 2 : 64;
    SourceRow *rows = ARENA_ARRAY(reader->arena, SourceRow, reader->capacity);
    if (reader->count > 0) memcpy(rows, reader->rows, reader->count * sizeof *rows);
    reader->rows = rows;
  }
  reader->rows[reader->count++] = (SourceRow){path, node};
}

static Str join(Reader *reader, Str around, Str name) {
  if (around.len == 0) return name;
  return arena_printf(reader->arena, STR_FMT "/" STR_FMT, STR_ARG(around), STR_ARG(name));
}

static Str without_last_name(Str path) {
  while (path.len > 0 && path.ptr[--path.len] != '/')
    continue;
  return path;
}

/* Groups hold their questions, or stand around them as rows begin_group and end_group. */
static void read_rows(Reader *reader, const YamlNode *list, Str around) {
  for (size_t i = 0; list != NULL && list->kind == YAML_LIST && i < list->count; i++) {
    const YamlNode *row = list->items[i];
    Str type = text_of(yaml_get(row, "type")), word = type;
    Str first = str_next_word(&word);
    if (str_starts_with(first, STR("end_")) || (str_is(first, "end") && word.len > 0)) {
      around = without_last_name(around);
      continue;
    }
    Str path = join(reader, around, text_of(yaml_get(row, "name")));
    add_row(reader, path, row);
    read_rows(reader, yaml_get(row, "questions"), path);
    if (str_starts_with(first, STR("begin"))) around = path;
  }
}

Source preview_source_read(Arena *arena, const Form *form) {
  Diags diags = diags_new(arena);
  YamlDoc doc = yaml_parse(arena, form->source, "the form", &diags);
  Reader reader = {.arena = arena};
  read_rows(&reader, yaml_get(doc.root, "survey"), (Str){NULL, 0});
  return (Source){reader.rows, reader.count};
}

Str preview_source_get(const Source *source, Str path, const char *key, size_t *from) {
  for (size_t i = 0; i < source->count; i++) {
    size_t ix = (*from + i) % source->count;
    if (!str_equal(source->rows[ix].path, path)) continue;
    *from = ix;
    return text_of(yaml_get(source->rows[ix].node, key));
  }
  return (Str){NULL, 0};
}
