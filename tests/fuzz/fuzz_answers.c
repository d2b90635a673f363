/* Any bytes: answers_parse refuses them, or gives texts that are UTF-8 and numbers that are numbers. */
#include "store.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void check_value(Value value) {
  if (value.kind == VALUE_TEXT) BUG_UNLESS(str_is_utf8(value.text));
  if (value.kind == VALUE_NUMBER) BUG_UNLESS(isfinite(value.number));
  for (size_t i = 0; value.kind == VALUE_LIST && i < value.list.count; i++)
    BUG_UNLESS(str_is_utf8(value.list.items[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  Arena *arena = arena_new(0);
  const Answer *answers;
  size_t answer_count;
  bool read = answers_parse(arena, (Str){(const char *)bytes, count}, &answers, &answer_count);
  BUG_UNLESS(read || answer_count == 0);
  for (size_t i = 0; i < answer_count; i++) {
    BUG_UNLESS(str_is_utf8(answers[i].path));
    check_value(answers[i].value);
  }
  arena_free(arena);
  return 0;
}
