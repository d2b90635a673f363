#include "mention.h"

static const char *const EXPRESSION_KEYS[] = {"relevant", "required",      "constraint",   "calculation",
                                              "default",  "choice_filter", "repeat_count", "read_only"};

static bool is_word_byte(char c) {
  unsigned char byte = (unsigned char)c;
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
         byte >= 0x80;
}

/* Counts the words of text, and notes them where words is not NULL. */
static size_t split_words(Str text, Str *words) {
  size_t count = 0;
  for (size_t i = 0, start; i < text.len; i++) {
    if (!is_word_byte(text.ptr[i])) continue;
    for (start = i; i < text.len && is_word_byte(text.ptr[i]); i++) {}
    if (words) words[count] = (Str){text.ptr + start, i - start};
    count++;
  }
  return count;
}

static size_t collect(const Draft *draft, Str *words) {
  size_t count = 0;
  for (size_t i = 0; i < draft->survey_row_count; i++) {
    for (size_t k = 0; k < COUNT_OF(EXPRESSION_KEYS) && !draft->survey_rows[i].ends; k++) {
      const YamlNode *node = yaml_get(draft->survey_rows[i].node, EXPRESSION_KEYS[k]);
      if (node && node->kind == YAML_SCALAR) count += split_words(node->text, words ? words + count : NULL);
    }
  }
  return count;
}

bool mentioned(Draft *draft, Str word) {
  if (!draft->mentions) {
    NameIndex *index = ARENA_NEW(draft->arena, NameIndex);
    size_t count = collect(draft, NULL);
    Str *words = ARENA_ARRAY(draft->arena, Str, count);
    collect(draft, words);
    *index = name_index_new(draft->arena, words, NULL, count);
    draft->mentions = index;
  }
  return name_index_find(draft->mentions, 0, word) >= 0;
}
