/* Codes that respondents give themselves: what they gave is folded, so that a capital letter or a space does not part the waves. */
#include "derive.h"

#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>

enum { NONE_LEFT_OUT = 0xFF };

/* One space between words and none around them; str_next_word knows the no-break space too. */
static Str single_spaced(Arena *arena, Str text) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (Str word = str_next_word(&text); word.len > 0; word = str_next_word(&text)) {
    if (buffer.count > 0) sink_z(&sink, " ");
    sink_str(&sink, word);
  }
  return buffer_view(&buffer);
}

/* As Unicode folds case, with letters composed: one phone's A with a ring is another's A and a ring. */
static Str fold(Arena *arena, Str text) {
  Str spaced = single_spaced(arena, text);
  size_t bytes = 0;
  uint8_t *folded = u8_casefold((const uint8_t *)spaced.ptr, spaced.len, NULL, UNINORM_NFKC, NULL, &bytes);
  BUG_UNLESS(folded);
  Str kept = arena_str(arena, (Str){(const char *)folded, bytes});
  memory_wipe(folded, bytes);
  free(folded);
  return kept;
}

static void append(Sink *sink, Str element) {
  unsigned char length[4];
  for (int i = 0; i < 4; i++)
    length[i] = (unsigned char)(element.len >> (8 * i));
  sink_bytes(sink, (const char *)length, sizeof length);
  sink_str(sink, element);
}

static void hash_all_but(const LinkKey *key, Arena *arena, const Str *folded, size_t count, size_t left_out,
                         char out[LINK_HASH_LEN + 1]) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  const char head[] = {(char)count, (char)left_out};
  sink_bytes(&sink, head, sizeof head);
  for (size_t i = 0; i < count; i++)
    if (i != left_out) append(&sink, folded[i]);
  derive_hex(key, STR("innspill code"), buffer_view(&buffer), out);
}

void link_code_hashes(const LinkKey *key, const Str *elements, size_t count, char (*out)[LINK_HASH_LEN + 1]) {
  BUG_UNLESS(count >= 2 && count <= LINK_ELEMENTS_MAX);
  Arena *arena = arena_new(0);
  Str folded[LINK_ELEMENTS_MAX];
  for (size_t i = 0; i < count; i++)
    folded[i] = fold(arena, elements[i]);
  hash_all_but(key, arena, folded, count, NONE_LEFT_OUT, out[0]);
  for (size_t i = 0; i < count; i++)
    hash_all_but(key, arena, folded, count, i, out[i + 1]);
  arena_free(arena);
}
