#include "codes.h"
#include "lines.h"
#include "yaml_tree.h"

enum { QUOTE_MAX_BYTES = 40 };

void yaml_diag(const YamlNode *node, DiagLevel level, Diags *diags, const char *code, Str what, Str remedy) {
  diags_add_quoting(diags, level, code, node->place, what, remedy, node->line);
}

Str yaml_line_at(Str source, int line) {
  Str rest = without_byte_order_mark(source), text = {0};
  for (int i = 0; i < line; i++)
    if (!next_line(&rest, &text)) return (Str){0};
  return text;
}

const YamlNode *yaml_get(const YamlNode *map, const char *key) {
  if (!map || map->kind != YAML_MAP) return NULL;
  for (size_t i = 0; i < map->count; i++)
    if (str_is(map->pairs[i].key->text, key)) return map->pairs[i].value;
  return NULL;
}

bool yaml_is_null(const YamlNode *node) {
  if (!node) return true;
  if (node->kind != YAML_SCALAR || node->quoted || node->broken) return false;
  Str text = node->text;
  return text.len == 0 || str_is(text, "~") || str_is(text, "null") || str_is(text, "Null") || str_is(text, "NULL");
}

/* A value in a message: short, on one line. */
static Str quote(Arena *arena, Str text) {
  size_t end = 0, at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp) && at <= QUOTE_MAX_BYTES && cp >= ' ')
    end = at;
  return arena_printf(arena, "\"" STR_FMT "%s\"", STR_ARG(((Str){text.ptr, end})), end < text.len ? "…" : "");
}

static Str describe(Arena *arena, const YamlNode *node) {
  if (yaml_is_null(node)) return STR("empty");
  if (node->kind == YAML_LIST) return STR("a list");
  if (node->kind == YAML_MAP) return STR("a map");
  return arena_printf(arena, STR_FMT "%s", STR_ARG(quote(arena, node->text)), node->quoted ? " in quotes, a text" : "");
}

/* Always false, so that a reader can end with it. */
static bool refuse(const YamlNode *node, const char *name, const char *expected, Diags *diags) {
  if (node->broken) return false;
  Str is = describe(diags->arena, node);
  yaml_diag(node, DIAG_ERROR, diags, YAML_CODE_TYPE,
            arena_printf(diags->arena, "\"%s\" is " STR_FMT ", not %s", name, STR_ARG(is), expected),
            arena_printf(diags->arena, "write %s%s", expected, node->quoted ? " without quotes" : ""));
  return false;
}

static bool is_plain(const YamlNode *node) {
  return node->kind == YAML_SCALAR && !node->quoted && !node->broken;
}

bool yaml_text(const YamlNode *node, const char *name, Str *out, Diags *diags) {
  if (!node) return false;
  if (node->kind != YAML_SCALAR || node->broken || yaml_is_null(node)) return refuse(node, name, "a text", diags);
  *out = node->text;
  return true;
}

bool yaml_bool(const YamlNode *node, const char *name, bool *out, Diags *diags) {
  static const struct {
    const char *word;
    bool value;
  } WORDS[] = {{"true", true}, {"false", false}, {"yes", true},  {"no", false}, {"True", true},   {"False", false},
               {"Yes", true},  {"No", false},    {"TRUE", true}, {"YES", true}, {"FALSE", false}, {"NO", false}};
  if (!node) return false;
  for (size_t i = 0; is_plain(node) && i < COUNT_OF(WORDS); i++) {
    if (str_is(node->text, WORDS[i].word)) {
      *out = WORDS[i].value;
      return true;
    }
  }
  return refuse(node, name, "yes or no", diags);
}

static bool read_number(const YamlNode *node, const char *name, const char *kind, double min, double max, double *out,
                        Diags *diags) {
  Str expected = arena_printf(diags->arena, "%s from " STR_FMT " to " STR_FMT, kind, STR_ARG(number_to_str(diags->arena, min)),
                              STR_ARG(number_to_str(diags->arena, max)));
  double number;
  if (!is_plain(node) || !str_to_double(node->text, &number) || number < min || number > max)
    return refuse(node, name, expected.ptr, diags);
  *out = number;
  return true;
}

bool yaml_number(const YamlNode *node, const char *name, double min, double max, double *out, Diags *diags) {
  return node && read_number(node, name, "a number", min, max, out, diags);
}

bool yaml_int(const YamlNode *node, const char *name, int min, int max, int *out, Diags *diags) {
  static const char KIND[] = "a whole number";
  double number;
  int64_t whole;
  if (!node || !read_number(node, name, KIND, min, max, &number, diags)) return false;
  if (!str_to_int64(node->text, &whole)) {
    Str expected = arena_printf(diags->arena, "%s from %d to %d", KIND, min, max);
    return refuse(node, name, expected.ptr, diags);
  }
  *out = (int)whole;
  return true;
}

static Str list_keys(Arena *arena, const char *const *known, size_t known_count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "the keys here are ");
  for (size_t i = 0; i < known_count; i++)
    sink_printf(&sink, "%s%s", i ? ", " : "", known[i]);
  return buffer_view(&buffer);
}

static Str suggest_key(Arena *arena, Str wanted, const char *const *known, size_t known_count) {
  Str *names = ARENA_ARRAY(arena, Str, known_count);
  for (size_t i = 0; i < known_count; i++)
    names[i] = str_from(known[i]);
  Str nearest = str_nearest(wanted, names, known_count);
  return nearest.len ? arena_printf(arena, "perhaps you mean \"" STR_FMT "\"", STR_ARG(nearest))
                     : list_keys(arena, known, known_count);
}

static bool is_known(Str key, const char *const *known, size_t known_count) {
  for (size_t i = 0; i < known_count; i++)
    if (str_is(key, known[i])) return true;
  return false;
}

void yaml_expect_keys(const YamlNode *map, const char *what, const char *const *known, size_t known_count, Diags *diags) {
  if (!map || map->broken) return;
  if (map->kind != YAML_MAP) {
    yaml_diag(map, DIAG_ERROR, diags, YAML_CODE_NOT_A_MAP,
              arena_printf(diags->arena, "%s must be a map and is " STR_FMT, what, STR_ARG(describe(diags->arena, map))),
              STR("write KEY: VALUE on lines of their own, indented, or {KEY: VALUE, KEY: VALUE}"));
    return;
  }
  for (size_t i = 0; i < map->count; i++) {
    const YamlNode *key = map->pairs[i].key;
    if (is_known(key->text, known, known_count)) continue;
    Str name = quote(diags->arena, key->text);
    yaml_diag(key, DIAG_ERROR, diags, YAML_CODE_UNKNOWN_KEY,
              arena_printf(diags->arena, "%s has no key " STR_FMT, what, STR_ARG(name)),
              suggest_key(diags->arena, key->text, known, known_count));
  }
}

const char *const *yaml_codes(size_t *count) {
  static const char *const CODES[] = {YAML_CODE_SYNTAX, YAML_CODE_DUPLICATE_KEY, YAML_CODE_ALIAS,
                                      YAML_CODE_TAG,    YAML_CODE_LIMIT,         YAML_CODE_ENCODING,
                                      YAML_CODE_TYPE,   YAML_CODE_UNKNOWN_KEY,   YAML_CODE_NOT_A_MAP};
  *count = COUNT_OF(CODES);
  return CODES;
}
