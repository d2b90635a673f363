#include "letter_case.h"

/* Capitals from first to last: each has its small letter so far away, or, with distance 1, they take turns from first on. */
typedef struct Capitals {
  uint32_t first, last, distance;
} Capitals;

static const Capitals ranges[] = {
    {'A', 'Z', 32},     {0xC0, 0xD6, 32},   {0xD8, 0xDE, 32},    {0x100, 0x12E, 1},   {0x132, 0x136, 1},
    {0x139, 0x147, 1},  {0x14A, 0x176, 1},  {0x179, 0x17D, 1},   {0x386, 0x386, 38},  {0x388, 0x38A, 37},
    {0x391, 0x3A1, 32}, {0x3A3, 0x3AB, 32}, {0x400, 0x40F, 80},  {0x410, 0x42F, 32},  {0x460, 0x480, 1},
    {0x48A, 0x4BE, 1},  {0x4D0, 0x52E, 1},  {0x1E00, 0x1E94, 1}, {0x1EA0, 0x1EFE, 1},
};

static uint32_t change(uint32_t cp, LetterCase to) {
  for (size_t i = 0; i < COUNT_OF(ranges); i++) {
    const Capitals *r = &ranges[i];
    const uint32_t capital = to == LETTER_LOWER ? cp : cp - r->distance;
    if (cp < r->first || capital < r->first || capital > r->last) continue;
    if (r->distance == 1 && (capital - r->first) % 2 != 0) continue;
    return to == LETTER_LOWER ? cp + r->distance : capital;
  }
  return cp;
}

Str letter_case_change(Arena *arena, Str s, LetterCase to) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  uint32_t cp;
  char bytes[4];
  for (size_t at = 0; str_next_cp(s, &at, &cp);)
    sink_bytes(&sink, bytes, utf8_encode(change(cp, to), bytes));
  return buffer_view(&buffer);
}
