#include "survey_state.h"

#include <string.h>

enum { LEAST_BYTES = 32, LEAST_ITEMS = 4 };

static size_t grown(size_t capacity, size_t wanted, size_t least) {
  if (capacity == 0) capacity = least;
  while (capacity < wanted)
    capacity *= 2;
  return capacity;
}

void *room_for(Arena *arena, void *now, size_t used, size_t wanted, size_t item_bytes, size_t *capacity) {
  if (wanted <= *capacity) return now;
  *capacity = grown(*capacity, wanted, LEAST_ITEMS);
  void *room = arena_alloc_array(arena, *capacity, item_bytes);
  if (used > 0) memcpy(room, now, used * item_bytes);
  return room;
}

/* The new value may be made of pieces of the old one, so what it points to is moved, never copied over itself. */
static Str store_text(StoredAnswer *answer, Arena *session, Str text) {
  if (text.len > answer->byte_capacity) {
    answer->byte_capacity = grown(answer->byte_capacity, text.len, LEAST_BYTES);
    answer->bytes = arena_alloc(session, answer->byte_capacity);
  }
  if (text.len > 0) memmove(answer->bytes, text.ptr, text.len);
  return (Str){answer->bytes, text.len};
}

/* Names of choices are the form's own, which outlives the visit. */
static const Str *store_names(StoredAnswer *answer, Arena *session, const ChoiceList *list, Value value) {
  if (value.list.count > answer->item_capacity) {
    answer->item_capacity = grown(answer->item_capacity, value.list.count, LEAST_ITEMS);
    answer->items = ARENA_ARRAY(session, Str, answer->item_capacity);
  }
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

void answer_wipe(StoredAnswer *answer) {
  memory_wipe(answer->bytes, answer->byte_capacity);
  memory_wipe(answer->items, answer->item_capacity * sizeof(Str));
  answer->value = VALUE_NONE;
}
