#include "regex_program.h"

static const CpRange digit_ranges[] = {{'0', '9'}};
static const CpRange word_ranges[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
static const CpRange space_ranges[] = {{'\t', '\r'}, {' ', ' '}};
static const CpRange line_end_ranges[] = {{'\n', '\n'}, {'\r', '\r'}};
static const CpRange alpha_ranges[] = {{'A', 'Z'}, {'a', 'z'}};
static const CpRange alnum_ranges[] = {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}};
static const CpRange upper_ranges[] = {{'A', 'Z'}};
static const CpRange lower_ranges[] = {{'a', 'z'}};
static const CpRange punct_ranges[] = {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}};
static const CpRange xdigit_ranges[] = {{'0', '9'}, {'A', 'F'}, {'a', 'f'}};

const CpSet cp_digits = {digit_ranges, COUNT_OF(digit_ranges), false};
const CpSet cp_word = {word_ranges, COUNT_OF(word_ranges), false};
const CpSet cp_space = {space_ranges, COUNT_OF(space_ranges), false};
const CpSet cp_any = {line_end_ranges, COUNT_OF(line_end_ranges), true};

static const CpSet not_digits = {digit_ranges, COUNT_OF(digit_ranges), true};
static const CpSet not_word = {word_ranges, COUNT_OF(word_ranges), true};
static const CpSet not_space = {space_ranges, COUNT_OF(space_ranges), true};

static const struct {
  Str name;
  CpSet set;
} named_sets[] = {{STR_INIT("[:alpha:]"), {alpha_ranges, COUNT_OF(alpha_ranges), false}},
                  {STR_INIT("[:alnum:]"), {alnum_ranges, COUNT_OF(alnum_ranges), false}},
                  {STR_INIT("[:digit:]"), {digit_ranges, COUNT_OF(digit_ranges), false}},
                  {STR_INIT("[:upper:]"), {upper_ranges, COUNT_OF(upper_ranges), false}},
                  {STR_INIT("[:lower:]"), {lower_ranges, COUNT_OF(lower_ranges), false}},
                  {STR_INIT("[:punct:]"), {punct_ranges, COUNT_OF(punct_ranges), false}},
                  {STR_INIT("[:space:]"), {space_ranges, COUNT_OF(space_ranges), false}},
                  {STR_INIT("[:xdigit:]"), {xdigit_ranges, COUNT_OF(xdigit_ranges), false}}};

static const struct {
  char letter;
  const CpSet *set;
} escaped_sets[] = {{'d', &cp_digits}, {'D', &not_digits}, {'w', &cp_word}, {'W', &not_word}, {'s', &cp_space}, {'S', &not_space}};

bool cp_set_has(const CpSet *set, uint32_t cp) {
  for (size_t i = 0; i < set->count; i++) {
    if (cp >= set->ranges[i].first && cp <= set->ranges[i].last) return !set->negated;
  }
  return set->negated;
}

const CpSet *cp_set_escaped(uint32_t c) {
  for (size_t i = 0; i < COUNT_OF(escaped_sets); i++) {
    if (c == (uint32_t)escaped_sets[i].letter) return escaped_sets[i].set;
  }
  return NULL;
}

const CpSet *cp_set_named(Str s, size_t *bytes) {
  for (size_t i = 0; i < COUNT_OF(named_sets); i++) {
    if (!str_starts_with(s, named_sets[i].name)) continue;
    *bytes = named_sets[i].name.len;
    return &named_sets[i].set;
  }
  return NULL;
}
