#include <string.h>

#include "draft.h"
#include "markup.h"

static void report_unknown_language(Draft *draft, const YamlNode *key) {
  for (size_t i = 0; i < draft->unknown_language_count; i++)
    if (str_equal(draft->unknown_languages[i], key->text)) return;
  if (!draft->unknown_languages) draft->unknown_languages = ARENA_ARRAY(draft->arena, Str, DIAG_MAX);
  if (draft->unknown_language_count == DIAG_MAX) return;
  draft->unknown_languages[draft->unknown_language_count++] = key->text;
  Str codes[LANGUAGES_MAX];
  for (size_t i = 0; i < draft->form.language_count; i++)
    codes[i] = draft->languages[i].code;
  /* Codes have two letters, of which the nearest is seldom the one meant. */
  draft_report(draft, MISTAKE_UNKNOWN_LANGUAGE, key, SAY(draft, "the form has no language \"" STR_FMT "\"", STR_ARG(key->text)),
               SAY(draft, "declare it with its name under languages, or write one of " STR_FMT,
                   STR_ARG(draft_join(draft, codes, draft->form.language_count))));
}

/* Takes up room at most: white space, controls, marks of direction, joiners, variation selectors, tags, and letters made to fill a place. */
static bool is_unseen(uint32_t cp) {
  static const struct {
    uint32_t first, last;
  } UNSEEN[] = {{0x0000, 0x0020}, {0x007F, 0x00A0}, {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},
                {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F},
                {0x2028, 0x202F}, {0x205F, 0x206F}, {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
                {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF}};
  for (size_t i = 0; i < COUNT_OF(UNSEEN); i++)
    if (cp >= UNSEEN[i].first && cp <= UNSEEN[i].last) return true;
  return false;
}

static bool is_seen(Str words) {
  uint32_t cp;
  for (size_t at = 0; str_next_cp(words, &at, &cp);)
    if (!is_unseen(cp)) return true;
  return false;
}

/* Words that nobody sees are none. */
static bool read_words(Draft *draft, const YamlNode *node, const char *key, Str *out) {
  if (yaml_is_null(node)) return true;
  Str text;
  if (!yaml_text(node, key, &text, draft->diags)) return false;
  Str words = str_trim(markup_plain(draft->arena, str_trim(text)));
  *out = is_seen(words) ? words : (Str){0};
  return true;
}

static bool has_references(const Draft *draft, Text text) {
  for (size_t i = 0; i < draft->form.language_count; i++)
    if (text.by_language[i].len && strstr(text.by_language[i].ptr, "${")) return true;
  return false;
}

static void add_pending(Draft *draft, PendingText pending) {
  if (draft->pending_count == draft->pending_capacity) {
    draft->pending_capacity = draft->pending_capacity ? draft->pending_capacity * 2 : 16;
    PendingText *grown = ARENA_ARRAY(draft->arena, PendingText, draft->pending_capacity);
    if (draft->pending_count) memcpy(grown, draft->pending, draft->pending_count * sizeof(*grown));
    draft->pending = grown;
  }
  draft->pending[draft->pending_count++] = pending;
}

static bool read_by_language(Draft *draft, const YamlNode *node, const char *key, Str *texts) {
  bool ok = true;
  if (node->kind != YAML_MAP) {
    Str words = {0};
    ok = read_words(draft, node, key, &words);
    for (size_t i = 0; i < draft->form.language_count; i++)
      if ((int)i == draft->form.default_language_ix || !str_has_letters(words)) texts[i] = words;
    return ok;
  }
  for (size_t i = 0; i < node->count; i++) {
    const YamlPair *pair = &node->pairs[i];
    int language_ix = form_find_language(&draft->form, pair->key->text);
    Str unused, *target = language_ix < 0 ? &unused : &texts[language_ix];
    ok &= read_words(draft, pair->value, key, target) && language_ix >= 0;
    if (language_ix < 0 && !draft->languages_broken) report_unknown_language(draft, pair->key);
  }
  return ok;
}

bool read_text(Draft *draft, const YamlNode *node, const char *key, int self_ix, Text *out) {
  *out = (Text){.by_language = NULL};
  if (yaml_is_null(node)) return true;
  if (node->broken) return false;
  Str *texts = ARENA_ARRAY(draft->arena, Str, draft->form.language_count);
  *out = (Text){.by_language = texts};
  bool ok = read_by_language(draft, node, key, texts);
  if (has_references(draft, *out)) add_pending(draft, (PendingText){out, node, self_ix});
  return ok;
}

_Static_assert(LANGUAGES_MAX <= 64, "languages as bits");

uint64_t missing_languages(const Draft *draft, Text text) {
  uint64_t missing = 0;
  for (size_t i = 0; text.by_language && i < draft->form.language_count; i++)
    missing |= (uint64_t)(text.by_language[i].len == 0) << i;
  return text_is_empty(&draft->form, text) ? 0 : missing;
}

void report_missing_languages(Draft *draft, uint64_t missing, const YamlNode *at, Str whose) {
  Str codes[LANGUAGES_MAX];
  size_t count = 0;
  if (!missing) return;
  for (size_t i = 0; i < draft->form.language_count; i++)
    if (missing >> i & 1) codes[count++] = draft->languages[i].code;
  draft_report(draft, MISTAKE_MISSING_TRANSLATION, at,
               SAY(draft, STR_FMT " has no text in " STR_FMT, STR_ARG(whose), STR_ARG(draft_join(draft, codes, count))),
               STR("write a text for each language, or visitors read it in another one"));
}

Text draft_same_text(Draft *draft, Str words) {
  Str *texts = ARENA_ARRAY(draft->arena, Str, draft->form.language_count);
  for (size_t i = 0; i < draft->form.language_count; i++)
    texts[i] = words;
  return (Text){.by_language = texts};
}

/* A file's name is no prose: no markup, no ${name}. */
void draft_read_image(Draft *draft, const YamlNode *node, Str *out) {
  Str path;
  if (yaml_is_null(node)) return;
  if (node->kind == YAML_MAP) {
    const YamlNode *chosen = yaml_get(node, draft->languages[draft->form.default_language_ix].code.ptr);
    if (!chosen && node->count) chosen = node->pairs[0].value;
    node = chosen;
  }
  if (!yaml_is_null(node) && yaml_text(node, "image", &path, draft->diags)) *out = str_trim(path);
}

/* Spreadsheets say yes in many ways, and what is none of them means no. */
void draft_read_flag(Draft *draft, const YamlNode *node, const char *key, bool *out) {
  static const char *const YES[] = {"yes", "true", "true()", "1"};
  if (!draft->patient) {
    yaml_bool(node, key, out, draft->diags);
    return;
  }
  if (!node || node->kind != YAML_SCALAR) return;
  *out = false;
  for (size_t i = 0; i < COUNT_OF(YES); i++)
    *out |= str_edit_distance(str_trim(node->text), str_from(YES[i]), 0) == 0;
}
