#include "robot_types.h"

#include <string.h>

enum { WORDS_MAX = 6, DIGITS_MAX = 18 };

static const char *const words[] = {"takk",       "bra",  "mer tid", "ikke så ofte", "blåbær",   "på jobben",
                                    "Kari",       "Oslo", "thanks",  "more",         "help",     "colleagues",
                                    "don't know", "Łódź", "شكرا",    "\"ja\"",       "a & b <c>"};

/* Lengths that numbers written as text have: years, postcodes, telephones, national identities, accounts. */
static const int usual_lengths[] = {4, 5, 8, 10, 11, 9, 3, 6, 2, 12};

static Value draw_words(const Draw *draw) {
  Buffer buffer = buffer_new(draw->arena);
  Sink sink = sink_to_buffer(&buffer);
  size_t count = 1 + random_below(draw->random, draw->attempt == 0 ? WORDS_MAX : 1);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) sink_z(&sink, " ");
    sink_z(&sink, words[random_below(draw->random, COUNT_OF(words))]);
  }
  return value_text(buffer_view(&buffer));
}

/* Each usual length comes round, so that none is missed in a hundred tries. */
static int digit_length(const Draw *draw) {
  if (draw->clues.count > 0 && chance_percent(draw->random, 60)) {
    double clue = draw->clues.items[random_below(draw->random, (uint32_t)draw->clues.count)];
    if (clue >= 1 && clue <= DIGITS_MAX) return (int)clue;
  }
  size_t round = (size_t)draw->attempt / 2;
  return usual_lengths[round % COUNT_OF(usual_lengths)];
}

static Value draw_digits(const Draw *draw) {
  char digits[DIGITS_MAX];
  int length = digit_length(draw);
  for (int i = 0; i < length; i++)
    digits[i] = (char)('0' + chance_between(draw->random, 0, 9));
  if (chance_percent(draw->random, 50)) digits[0] = "0123456789"[chance_between(draw->random, 1, 9)];
  return value_text(arena_str(draw->arena, (Str){digits, (size_t)length}));
}

static Value draw_letters(const Draw *draw) {
  char letters[DIGITS_MAX];
  int length = digit_length(draw);
  char first = chance_percent(draw->random, 50) ? 'A' : 'a';
  for (int i = 0; i < length; i++)
    letters[i] = (char)(first + chance_between(draw->random, 0, 'z' - 'a'));
  return value_text(arena_str(draw->arena, (Str){letters, (size_t)length}));
}

static Value draw_email(const Draw *draw) {
  return value_text(arena_printf(draw->arena, "robot%d@example.org", (int)chance_between(draw->random, 1, 999)));
}

static Value draw_telephone(const Draw *draw) {
  return value_text(arena_printf(draw->arena, "+47%08d", (int)chance_between(draw->random, 20000000, 99999999)));
}

static Value draw_code(const Draw *draw) {
  char letter = (char)chance_between(draw->random, 'A', 'Z');
  return value_text(arena_printf(draw->arena, "%c%d", letter, (int)chance_between(draw->random, 0, 9999)));
}

static Value draw_month(const Draw *draw) {
  int month = (int)chance_between(draw->random, 1, 12);
  return value_text(arena_printf(draw->arena, "%02d/%d", month, (int)chance_between(draw->random, 1950, 2030)));
}

static Value draw_number(const Draw *draw) {
  return value_text(number_to_str(draw->arena, chance_number(draw)));
}

/* A name as a pattern for names wants it. */
static Value draw_plain(const Draw *draw) {
  static const char *const names[] = {"Kari", "Oslo", "Ola", "Bergen"};
  return value_text(str_from(names[random_below(draw->random, COUNT_OF(names))]));
}

static Value draw_named(const Draw *draw) {
  if (draw->clues.text_count == 0) return draw_words(draw);
  return value_text(draw->clues.texts[random_below(draw->random, (uint32_t)draw->clues.text_count)]);
}

static bool wants_email(const Draw *draw) {
  for (size_t i = 0; i < draw->clues.text_count; i++)
    if (memchr(draw->clues.texts[i].ptr, '@', draw->clues.texts[i].len) != NULL) return true;
  return false;
}

/* Words at first, then, in turn, digits and something else that has a form. */
static Value draw_text(const Draw *draw) {
  static Value (*const kinds[])(const Draw *) = {draw_plain,     draw_named, draw_number, draw_email, draw_letters,
                                                 draw_telephone, draw_code,  draw_month,  draw_words};
  Str match;
  if (chance_match(draw, &match)) return value_text(match);
  if (wants_email(draw) && draw->attempt % 2 == 0) return draw_email(draw);
  if (draw->attempt == 0) return draw_words(draw);
  if (draw->attempt % 2 == 0) return draw_digits(draw);
  return kinds[(size_t)draw->attempt / 2 % COUNT_OF(kinds)](draw);
}

const RobotType robot_text = {.kind = QUESTION_TEXT, .draw = draw_text};
