#include "picker_search.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

/* A character may become several (ﷺ), none (a mark), or a space (a sign). Folding by Unicode's tables takes a while, and thousands of labels
 * are written with a few dozen characters: what became of each is kept, until another takes its place. */
enum { FOLDED_MAX = 11, MEMO_COUNT = 1024, DECOMPOSED_MAX = 32, WORDS_MAX = 8 };

typedef struct Folded {
  uint32_t cp; /* 0: nothing is kept here */
  uint8_t len;
  char bytes[FOLDED_MAX];
} Folded;

struct Search {
  Arena *arena;
  Folded memo[MEMO_COUNT];
  Str query; /* folded */
  Str words[WORDS_MAX];
  size_t count;
  char *label; /* the one that is looked at, folded */
  size_t label_len, capacity;
};

/* What is a letter of its own to Unicode, and no plain one with a mark. */
static const struct {
  uint32_t cp;
  const char *as;
} letters[] = {
    {0xF8, "o"},  {0xE6, "ae"}, {0xDF, "ss"},      {0xF0, "d"},       {0xFE, "th"},      {0x111, "d"},      {0x127, "h"},
    {0x131, "i"}, {0x142, "l"}, {0x14B, "n"},      {0x153, "oe"},     {0x167, "t"},      {0x2BC, ""},       {0x2019, ""},
    {'\'', ""},   {0x640, ""},  {0x629, "\u0647"}, {0x649, "\u064A"}, {0x671, "\u0627"}, {0x6A9, "\u0643"}, {0x6CC, "\u064A"},
};

static size_t fold_letter(ucs4_t cp, char *out) {
  ucs4_t lower = uc_tolower(cp);
  for (size_t i = 0; i < COUNT_OF(letters); i++) {
    if (letters[i].cp == lower) {
      size_t len = strlen(letters[i].as);
      memcpy(out, letters[i].as, len);
      return len;
    }
  }
  if (uc_is_general_category_withtable(lower, UC_CATEGORY_MASK_M)) {
    return 0;
  }
  if (uc_is_general_category_withtable(lower, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N)) {
    return utf8_encode(lower, out);
  }
  *out = ' ';
  return 1;
}

static void fold(uint32_t cp, Folded *folded) {
  uint32_t parts[DECOMPOSED_MAX];
  size_t count = COUNT_OF(parts);
  *folded = (Folded){.cp = cp};
  if (u32_normalize(UNINORM_NFKD, &cp, 1, parts, &count) != parts) {
    parts[0] = cp; /* none is longer than this */
    count = 1;
  }
  for (size_t i = 0; i < count && folded->len + 4 <= FOLDED_MAX; i++) {
    folded->len += (uint8_t)fold_letter(parts[i], folded->bytes + folded->len);
  }
}

static const Folded *folded(Search *search, uint32_t cp) {
  Folded *kept = &search->memo[cp % MEMO_COUNT];
  if (kept->cp != cp) {
    fold(cp, kept);
  }
  return kept;
}

static bool ends_with(const Search *search, char c) {
  return search->label_len > 0 && search->label[search->label_len - 1] == c;
}

/* Words are parted by one space; "aa" is as good as "å", and both are as good as "a". */
static void push(Search *search, char c) {
  bool nothing = (c == ' ' && (search->label_len == 0 || ends_with(search, ' '))) || (c == 'a' && ends_with(search, 'a'));
  if (!nothing) {
    search->label[search->label_len++] = c;
  }
}

static void fold_label(Search *search, Str label) {
  size_t most = label.len * FOLDED_MAX;
  if (most > search->capacity) {
    search->capacity = 2 * most;
    search->label = ARENA_ARRAY(search->arena, char, search->capacity);
  }
  search->label_len = 0;
  size_t at = 0;
  for (uint32_t cp = 0; str_next_cp(label, &at, &cp);) {
    const Folded *piece = folded(search, cp);
    for (size_t i = 0; i < piece->len; i++) {
      push(search, piece->bytes[i]);
    }
  }
}

/* Where the word stands best in the label. */
static SearchHit find_word(const Search *search, Str word) {
  SearchHit best = SEARCH_MISS;
  const char *end = search->label + search->label_len;
  for (const char *at = search->label; best > SEARCH_AT_WORDS && (size_t)(end - at) >= word.len; at++) {
    at = memchr(at, word.ptr[0], (size_t)(end - at) - word.len + 1);
    if (at == NULL) {
      break;
    }
    if (memcmp(at, word.ptr, word.len) == 0) {
      best = at == search->label ? SEARCH_AT_START : at[-1] == ' ' ? SEARCH_AT_WORDS : SEARCH_INSIDE;
    }
  }
  return best;
}

Search *search_new(Arena *arena, Str query) {
  Search *search = ARENA_NEW(arena, Search);
  search->arena = arena;
  fold_label(search, query);
  search->query = str_trim(arena_str(arena, (Str){search->label, search->label_len}));
  Str rest = search->query;
  while (search->count < WORDS_MAX) {
    Str word = str_next_word(&rest);
    if (word.len == 0) {
      break;
    }
    search->words[search->count++] = word;
  }
  return search;
}

bool search_is_empty(const Search *search) {
  return search->count == 0;
}

SearchHit search_hit(Search *search, Str label) {
  fold_label(search, label);
  if (str_equal(str_trim((Str){search->label, search->label_len}), search->query)) {
    return SEARCH_WHOLE;
  }
  SearchHit worst = SEARCH_AT_START, first = SEARCH_AT_START;
  for (size_t i = 0; i < search->count && worst < SEARCH_MISS; i++) {
    SearchHit hit = find_word(search, search->words[i]);
    first = i == 0 ? hit : first;
    SearchHit counts = hit == SEARCH_AT_START ? SEARCH_AT_WORDS : hit; /* where the first word stands decides on the rest */
    worst = counts > worst ? counts : worst;
  }
  return worst == SEARCH_AT_WORDS && first == SEARCH_AT_START ? SEARCH_AT_START : worst;
}
