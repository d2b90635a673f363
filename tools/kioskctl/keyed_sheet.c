#include "keyed_sheet.h"

enum { PLAIN = -1 }; /* no language */

Str sheet_form_language(const SheetForm *from, int language_ix) {
  const Language *language = &from->form->languages[language_ix];
  return arena_printf(from->arena, STR_FMT " (" STR_FMT ")", STR_ARG(language->name), STR_ARG(language->code));
}

KeyedSheet keyed_sheet_new(const SheetForm *from, const char *name, const Key *keys, size_t count) {
  KeyedSheet keyed = {.from = from, .sheet = form_sheet_new(from->arena, name), .keys = keys, .key_count = count};
  BUG_UNLESS(count <= KEYS_MAX);
  for (size_t i = 0; i < count; i++) {
    keyed.first_column[i] = form_sheet_add_column(&keyed.sheet, str_from(keys[i].heading));
    bool by_language = from->has_languages && keys[i].kind >= KEY_TEXT;
    for (size_t l = 0; by_language && l < from->form->language_count; l++)
      form_sheet_add_column(&keyed.sheet,
                            arena_printf(from->arena, "%s::" STR_FMT, keys[i].heading, STR_ARG(sheet_form_language(from, (int)l))));
  }
  return keyed;
}

size_t keyed_sheet_column(const KeyedSheet *keyed, size_t key_ix, int language_ix) {
  return keyed->first_column[key_ix] + (size_t)(language_ix + 1);
}

/* A whole number as its digits say it: neither 007 nor one that a spreadsheet would round. */
static bool is_number(Arena *arena, const YamlNode *node) {
  int64_t number;
  enum { EXACT_DIGITS = 15 };
  if (node->quoted || node->text.len > EXACT_DIGITS || !str_to_int64(node->text, &number)) return false;
  return str_equal(arena_printf(arena, "%lld", (long long)number), node->text);
}

static bool is_yes(const YamlNode *node) {
  return !node->quoted && (str_is(node->text, "true") || str_is(node->text, "yes"));
}

static bool is_no(const YamlNode *node) {
  return !node->quoted && (str_is(node->text, "false") || str_is(node->text, "no"));
}

static void put_scalar(KeyedSheet *keyed, size_t column_ix, const YamlNode *node, KeyKind kind) {
  if (node->kind != YAML_SCALAR || yaml_is_null(node)) return;
  bool flag = kind == KEY_FLAG;
  Str text = flag && is_yes(node) ? STR("yes") : flag && is_no(node) ? STR("no") : node->text;
  form_sheet_put(&keyed->sheet, column_ix, text, is_number(keyed->sheet.arena, node));
}

static void put_parameters(KeyedSheet *keyed, size_t column_ix, const YamlNode *node) {
  if (node->kind != YAML_MAP) {
    put_scalar(keyed, column_ix, node, KEY_PARAMETERS);
    return;
  }
  Buffer buffer = buffer_new(keyed->from->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < node->count; i++)
    sink_printf(&sink, "%s" STR_FMT "=" STR_FMT, i > 0 ? " " : "", STR_ARG(node->pairs[i].key->text),
                STR_ARG(node->pairs[i].value->text));
  form_sheet_put(&keyed->sheet, column_ix, buffer_view(&buffer), false);
}

/* One text where the form has languages is the default language's; the reader takes one without letters, such as 0 or 10, for the same
 * in all of them. */
static void put_single_text(KeyedSheet *keyed, size_t key_ix, const YamlNode *node) {
  for (int l = 0; l < (int)keyed->from->form->language_count; l++)
    if (l == keyed->from->form->default_language_ix || !str_has_letters(node->text))
      put_scalar(keyed, keyed_sheet_column(keyed, key_ix, l), node, KEY_TEXT);
}

static void put_text(KeyedSheet *keyed, size_t key_ix, const YamlNode *node, KeyKind kind) {
  if (node->kind == YAML_SCALAR) {
    if (keyed->from->has_languages && kind == KEY_TEXT)
      put_single_text(keyed, key_ix, node);
    else
      put_scalar(keyed, keyed_sheet_column(keyed, key_ix, PLAIN), node, kind);
    return;
  }
  for (size_t i = 0; node->kind == YAML_MAP && i < node->count; i++) {
    int language_ix = form_find_language(keyed->from->form, node->pairs[i].key->text);
    int column_language = keyed->from->has_languages ? language_ix : PLAIN;
    if (language_ix >= 0) put_scalar(keyed, keyed_sheet_column(keyed, key_ix, column_language), node->pairs[i].value, kind);
  }
}

void keyed_sheet_put(KeyedSheet *keyed, size_t key_ix, const YamlNode *node) {
  if (node == NULL) return;
  KeyKind kind = keyed->keys[key_ix].kind;
  if (kind >= KEY_TEXT)
    put_text(keyed, key_ix, node, kind);
  else if (kind == KEY_PARAMETERS)
    put_parameters(keyed, keyed->first_column[key_ix], node);
  else
    put_scalar(keyed, keyed->first_column[key_ix], node, kind);
}

void keyed_sheet_put_str(KeyedSheet *keyed, size_t key_ix, Str text) {
  form_sheet_put(&keyed->sheet, keyed->first_column[key_ix], text, false);
}

void keyed_sheet_put_map(KeyedSheet *keyed, const YamlNode *map) {
  for (size_t i = 0; i < keyed->key_count; i++)
    keyed_sheet_put(keyed, i, yaml_get(map, keyed->keys[i].name));
}

void keyed_sheet_put_other(KeyedSheet *keyed, Str heading, const YamlNode *node) {
  FormSheet *sheet = &keyed->sheet;
  size_t at = keyed->first_column[keyed->key_count - 1] + 1;
  while (at < sheet->column_count && !str_equal(sheet->columns[at].heading, heading))
    at++;
  if (at == sheet->column_count) form_sheet_add_column(sheet, heading);
  put_scalar(keyed, at, node, KEY_WORDS);
}
