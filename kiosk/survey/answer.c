#include "survey_state.h"

#include <string.h>

static void *room(void *now, size_t *capacity, size_t wanted, size_t item_bytes, size_t least, Arena *session) {
  if (wanted <= *capacity) return now;
  size_t grown = *capacity ? *capacity : least;
  while (grown < wanted)
    grown *= 2;
  *capacity = grown;
  return arena_alloc_array(session, grown, item_bytes);
}

/* The new value may be made of pieces of the old one, so what it points to is moved, never copied over itself. */
static Str store_text(StoredAnswer *answer, Arena *session, Str text) {
  answer->bytes = room(answer->bytes, &answer->byte_capacity, text.len, 1, 32, session);
  if (text.len > 0) memmove(answer->bytes, text.ptr, text.len);
  return (Str){answer->bytes, text.len};
}

/* Names of choices are the form's own, which outlives the visit. */
static const Str *store_names(StoredAnswer *answer, Arena *session, const ChoiceList *list, Value value) {
  answer->items = room(answer->items, &answer->item_capacity, value.list.count, sizeof(Str), 4, session);
  for (size_t i = 0; i < value.list.count; i++) {
    int choice_ix = form_find_choice(list, value.list.items[i]);
    answer->items[i] = list->choices[choice_ix].name;
  }
  return answer->items;
}

void answer_store(StoredAnswer *answer, Arena *session, const ChoiceList *list, Value value) {
  if (value.kind == VALUE_TEXT) value.text = store_text(answer, session, value.text);
  if (value.kind == VALUE_LIST) value.list.items = store_names(answer, session, list, value);
  answer->value = value;
}
