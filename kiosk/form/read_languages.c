#include "draft.h"

static const Str FIRST_LANGUAGE = STR_INIT("nb"); /* of a form that names none */

static bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The shape of BCP 47 (RFC 5646): parts of one to eight letters and digits, the first of two or three. */
static bool is_language_code(Str code) {
  size_t part = 0, first = 0;
  for (size_t i = 0; i < code.len; i++) {
    if (code.ptr[i] == '-' ? part == 0 : !is_alphanumeric(code.ptr[i]) || part == 8) return false;
    part = code.ptr[i] == '-' ? 0 : part + 1;
    first += first == i && code.ptr[i] != '-';
  }
  return part > 0 && (first == 2 || first == 3);
}

static bool is_written_right_to_left(Str code) {
  static const char *const CODES[] = {"ar", "fa", "ur", "he", "prs", "ps", "ckb", "yi", "sd", "ug", "dv"};
  Str primary = code;
  for (size_t i = 0; i < code.len; i++)
    if (code.ptr[i] == '-' && primary.len == code.len) primary.len = i;
  for (size_t i = 0; i < COUNT_OF(CODES); i++)
    if (str_is(primary, CODES[i])) return true;
  return false;
}

static void read_direction(Draft *draft, const YamlNode *node, Language *language) {
  static const Str WORDS[] = {STR_INIT("ltr"), STR_INIT("rtl")};
  Str word;
  if (!yaml_text(node, "direction", &word, draft->diags)) return;
  if (!str_equal(word, WORDS[0]) && !str_equal(word, WORDS[1])) {
    draft_report(draft, MISTAKE_BAD_VALUE, node, SAY(draft, "direction cannot be \"" STR_FMT "\"", STR_ARG(word)),
                 STR("write ltr (left to right) or rtl (right to left)"));
    return;
  }
  language->rtl = str_equal(word, WORDS[1]);
}

static void read_language(Draft *draft, const YamlPair *pair, Language *language) {
  Str code = pair->key->text;
  *language = (Language){.code = code, .name = code, .rtl = is_written_right_to_left(code)};
  if (!is_language_code(code))
    draft_report(draft, MISTAKE_BAD_LANGUAGE, pair->key, SAY(draft, "\"" STR_FMT "\" is no language code", STR_ARG(code)),
                 STR("write codes such as nb, nn, en, uk, ar, and the language's own name behind the colon"));
  const YamlNode *name = pair->value;
  if (name->kind != YAML_SCALAR) {
    draft_expect_keys(draft, name, "a language", FORM_PART_LANGUAGE);
    read_direction(draft, yaml_get(name, "direction"), language);
    name = yaml_get(name, "name");
    if (!name && pair->value->kind == YAML_MAP && !pair->value->broken)
      draft_report(draft, MISTAKE_MISSING_KEY, pair->value, SAY(draft, "the language " STR_FMT " has no name", STR_ARG(code)),
                   STR("write name: and its name in the language itself, as the visitor picks it"));
  }
  yaml_text(name, "name", &language->name, draft->diags);
}

static void set_only_language(Draft *draft, Str code) {
  draft->languages = ARENA_NEW(draft->arena, Language);
  draft->languages[0] = (Language){.code = code, .name = code, .rtl = is_written_right_to_left(code)};
  draft->form.languages = draft->languages;
  draft->form.language_count = 1;
}

static bool can_read_languages(Draft *draft, const YamlNode *node) {
  if (node->kind != YAML_MAP || node->broken) {
    yaml_expect_keys(node, "languages", NULL, 0, draft->diags);
    return false;
  }
  if (node->count > LANGUAGES_MAX) {
    draft_report(draft, MISTAKE_TOO_MANY, node, SAY(draft, "the form has %zu languages", node->count),
                 SAY(draft, "keep to %d", (int)LANGUAGES_MAX));
    return false;
  }
  return true;
}

static void read_default_language(Draft *draft, const YamlNode *node, Str code) {
  int found = form_find_language(&draft->form, code);
  if (found >= 0) {
    draft->form.default_language_ix = found;
    return;
  }
  Str *codes = ARENA_ARRAY(draft->arena, Str, draft->form.language_count);
  for (size_t i = 0; i < draft->form.language_count; i++)
    codes[i] = draft->languages[i].code;
  Str known = draft_join(draft, codes, draft->form.language_count);
  draft_report(draft, MISTAKE_UNKNOWN_LANGUAGE, node,
               SAY(draft, "default_language is " STR_FMT ", which languages does not have", STR_ARG(code)),
               SAY(draft, "write one of " STR_FMT, STR_ARG(known)));
}

void read_languages(Draft *draft, const YamlNode *node, const YamlNode *default_node) {
  Str code = {0};
  if (!yaml_is_null(default_node)) yaml_text(default_node, "default_language", &code, draft->diags);
  bool declared = !yaml_is_null(node) && !(node->kind == YAML_MAP && node->count == 0);
  if (!declared || !can_read_languages(draft, node)) {
    draft->languages_broken = declared;
    set_only_language(draft, code.len ? code : FIRST_LANGUAGE);
    if (!draft->languages_broken && !is_language_code(draft->languages[0].code))
      draft_report(draft, MISTAKE_BAD_LANGUAGE, default_node, SAY(draft, "\"" STR_FMT "\" is no language code", STR_ARG(code)),
                   STR("write a code such as nb, nn, en, uk, ar"));
    return;
  }
  draft->languages = ARENA_ARRAY(draft->arena, Language, node->count);
  for (size_t i = 0; i < node->count; i++)
    read_language(draft, &node->pairs[i], &draft->languages[i]);
  draft->form.languages = draft->languages;
  draft->form.language_count = node->count;
  if (code.len) read_default_language(draft, default_node, code);
}
