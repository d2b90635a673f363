#include "names.h"

#include <string.h>

enum { HASH_LETTERS = 5 };

/* U+00C0 .. U+017F without their marks; empty: a sign, no letter. */
static const char latin[][3] = {
    "A", "A", "A",  "A",  "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I", /* C0 */
    "D", "N", "O",  "O",  "O", "O", "O",  "",  "O", "U", "U", "U", "U", "Y", "T", "ss",
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", /* E0 */
    "d", "n", "o",  "o",  "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "t", "y",
    "A", "a", "A",  "a",  "A", "a", "C",  "c", "C", "c", "C", "c", "C", "c", "D", "d", /* 100 */
    "D", "d", "E",  "e",  "E", "e", "E",  "e", "E", "e", "E", "e", "G", "g", "G", "g",
    "G", "g", "G",  "g",  "H", "h", "H",  "h", "I", "i", "I", "i", "I", "i", "I", "i", /* 120 */
    "I", "i", "IJ", "ij", "J", "j", "K",  "k", "k", "L", "l", "L", "l", "L", "l", "L",
    "l", "L", "l",  "N",  "n", "N", "n",  "N", "n", "n", "N", "n", "O", "o", "O", "o", /* 140 */
    "O", "o", "OE", "oe", "R", "r", "R",  "r", "R", "r", "S", "s", "S", "s", "S", "s",
    "S", "s", "T",  "t",  "T", "t", "T",  "t", "U", "u", "U", "u", "U", "u", "U", "u", /* 160 */
    "U", "u", "U",  "u",  "W", "w", "Y",  "y", "Y", "Z", "z", "Z", "z", "Z", "z", "s",
};
_Static_assert(COUNT_OF(latin) == 0x180 - 0xC0, "a row for each letter");

/* Words of SPSS, and of Stata beside those that begin with an underscore. In small letters. */
static const char *const keywords[] = {"all", "and",  "by",   "eq",     "ge",    "gt", "le", "lt",  "ne",   "not",  "or",
                                       "to",  "with", "byte", "double", "float", "if", "in", "int", "long", "strl", "using"};

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_keyword(Str small) {
  for (size_t i = 0; i < COUNT_OF(keywords); i++)
    if (str_is(small, keywords[i])) return true;
  /* str1 .. str2045 */
  size_t digits = 3;
  while (digits < small.len && is_digit(small.ptr[digits]))
    digits++;
  return small.len > 3 && digits == small.len && str_starts_with(small, STR("str"));
}

static Str in_small_letters(Arena *arena, Str name) {
  char *small = arena_alloc(arena, name.len + 1);
  for (size_t i = 0; i < name.len; i++)
    small[i] = (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] - 'A' + 'a' : name.ptr[i]);
  return (Str){small, name.len};
}

/* What stands for a letter of the path: at most two bytes. */
static const char *legal(uint32_t cp, char room[2]) {
  if (cp >= 0xC0 && cp < 0x180 && latin[cp - 0xC0][0] != '\0') return latin[cp - 0xC0];
  room[0] = '_';
  if (cp < 0x80 && (is_letter((char)cp) || is_digit((char)cp))) room[0] = (char)cp;
  room[1] = '\0';
  return room;
}

static Str plain_name(Arena *arena, Str path, size_t most_bytes) {
  char *name = arena_alloc(arena, most_bytes + 1);
  char room[2];
  size_t length = 0, at = 0;
  uint32_t cp;
  while (str_next_cp(path, &at, &cp)) {
    const char *letters = legal(cp, room);
    if (length == 0 && !is_letter(letters[0])) name[length++] = 'v';
    if (length + strlen(letters) > most_bytes) break;
    for (; *letters != '\0'; letters++)
      name[length++] = *letters;
  }
  if (length == 0) name[length++] = 'v';
  return (Str){name, length};
}

static Str hashed_name(Arena *arena, Str plain, Str header, int attempt, size_t most_bytes) {
  char letters[HASH_LETTERS + 1] = {0};
  uint64_t hash = lookup_hash(attempt == 0 ? header : arena_printf(arena, STR_FMT "#%d", STR_ARG(header), attempt));
  for (size_t i = 0; i < HASH_LETTERS; i++, hash /= 26)
    letters[i] = (char)('a' + hash % 26);
  const size_t room = most_bytes - 1 - HASH_LETTERS;
  if (plain.len > room) plain.len = room;
  return arena_printf(arena, STR_FMT "_%s", STR_ARG(plain), letters);
}

static bool take(Names *names, Arena *arena, Str name) {
  const Str small = in_small_letters(arena, name);
  if (is_keyword(small) || lookup_find(&names->taken, small) >= 0) return false;
  lookup_add(&names->taken, arena, small, 0);
  return true;
}

void names_reserve(Names *names, Arena *arena, Str name) {
  BUG_UNLESS(take(names, arena, name));
}

Str names_make(Names *names, Arena *arena, Str path, Str header, size_t most_bytes) {
  const Str plain = plain_name(arena, path, most_bytes);
  if (take(names, arena, plain)) return plain;
  for (int attempt = 0;; attempt++) {
    const Str name = hashed_name(arena, plain, header, attempt, most_bytes);
    if (take(names, arena, name)) return name;
  }
}

Str names_stem(Arena *arena, Str name, size_t most_bytes) {
  const Str plain = plain_name(arena, name, most_bytes + 1);
  return plain.len <= most_bytes ? plain : hashed_name(arena, plain, name, 0, most_bytes);
}
