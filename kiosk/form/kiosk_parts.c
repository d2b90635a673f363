#include "kiosk_parts.h"

const YamlNode *kiosk_part(Draft *draft, const YamlNode *kiosk, const char *key, const char *what, FormPart keys) {
  const YamlNode *part = yaml_get(kiosk, key);
  if (yaml_is_null(part)) return NULL;
  draft_expect_keys(draft, part, what, keys);
  return part;
}

void kiosk_word(Draft *draft, const YamlNode *node, const char *key, const Str *words, size_t count, int *out) {
  Str word;
  if (!yaml_text(node, key, &word, draft->diags)) return;
  for (size_t i = 0; i < count; i++) {
    if (str_equal(word, words[i])) {
      *out = (int)i;
      return;
    }
  }
  Str known = SAY(draft, "write one of " STR_FMT, STR_ARG(draft_join(draft, words, count)));
  draft_report(draft, MISTAKE_BAD_VALUE, node, SAY(draft, "%s cannot be \"" STR_FMT "\"", key, STR_ARG(word)),
               draft_suggest(draft, word, words, count, known));
}

void kiosk_text(Draft *draft, const YamlNode *node, const char *key, int self_ix, Text *out) {
  if (!read_text(draft, node, key, self_ix, out)) return;
  report_missing_languages(draft, missing_languages(draft, *out), node, str_from(key));
}
