#include "xlsx_heading.h"

enum {
  WIDTH_MIN = 8,  /* letters */
  WIDTH_MAX = 28, /* for the heading's sake */
  LINES_WANTED = 4,
  LINES_MAX = 12,
  BUTTON_WIDTH = 3 /* the filter's */
};

/* A column's width is told in digits, which are wider than most letters. */
static const double letters_of_text = 1.1;

static double greater(double a, double b) {
  return a > b ? a : b;
}

static size_t longest_word(Str text) {
  size_t longest = 0;
  for (Str word = str_next_word(&text); word.len > 0; word = str_next_word(&text)) {
    const size_t letters = str_count_cp(word);
    if (letters > longest) longest = letters;
  }
  return longest;
}

static int lines_of(Str text, size_t room) {
  size_t lines = 1, used = 0;
  for (Str word = str_next_word(&text); word.len > 0; word = str_next_word(&text)) {
    const size_t letters = str_count_cp(word);
    if (used > 0 && used + 1 + letters > room) {
      lines++;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + letters;
    lines += (used - 1) / room; /* of a word that is longer than a line */
    used = (used - 1) % room + 1;
  }
  return lines < LINES_MAX ? (int)lines : LINES_MAX;
}

double xlsx_heading_width(Str heading, double cells_width) {
  const double words = (double)longest_word(heading) + BUTTON_WIDTH;
  const double lines = (double)str_count_cp(heading) / LINES_WANTED + BUTTON_WIDTH;
  double wanted = greater(WIDTH_MIN, greater(words, lines));
  if (wanted > WIDTH_MAX) wanted = WIDTH_MAX;
  return greater(cells_width, wanted);
}

int xlsx_heading_lines(Str heading, double width) {
  return lines_of(heading, (size_t)width - BUTTON_WIDTH + 1);
}

int xlsx_text_lines(Str text, double width) {
  return lines_of(text, (size_t)(width * letters_of_text));
}
