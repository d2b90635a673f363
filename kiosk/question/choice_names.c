#include "question_types.h"

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Names with spaces in them are about, so the longest name that ends at a space or with the text is meant. */
static int longest_choice(const ChoiceList *list, Str text) {
  int best_ix = -1;
  for (size_t i = 0; i < list->count; i++) {
    const Str name = list->choices[i].name;
    if (name.len == 0 || !str_starts_with(text, name)) continue;
    if (text.len > name.len && !is_space(text.ptr[name.len])) continue;
    if (best_ix < 0 || name.len > list->choices[best_ix].name.len) best_ix = (int)i;
  }
  return best_ix;
}

bool question_choices_from_text(Arena *arena, const ChoiceList *list, Str text, int **choices, size_t *count) {
  *choices = ARENA_ARRAY(arena, int, text.len / 2 + 1);
  *count = 0;
  for (text = str_trim(text); text.len > 0; text = str_trim_start(text)) {
    const int choice_ix = longest_choice(list, text);
    if (choice_ix < 0) return false;
    (*choices)[(*count)++] = choice_ix;
    const size_t length = list->choices[choice_ix].name.len;
    text = (Str){text.ptr + length, text.len - length};
  }
  return true;
}
