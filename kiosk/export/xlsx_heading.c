#include "xlsx_heading.h"

enum {
  WIDTH_MIN = 8,  /* letters */
  WIDTH_MAX = 28, /* for the heading's sake */
  LINES_WANTED = 4,
  LINES_MAX = 12,
  BUTTON_WIDTH = 3 /* the filter's */
};

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

double xlsx_heading_width(Str heading, double cells_width) {
  const double words = (double)longest_word(heading) + BUTTON_WIDTH;
  const double lines = (double)str_count_cp(heading) / LINES_WANTED + BUTTON_WIDTH;
  double wanted = greater(WIDTH_MIN, greater(words, lines));
  if (wanted > WIDTH_MAX) wanted = WIDTH_MAX;
  return greater(cells_width, wanted);
}

int xlsx_heading_lines(Str heading, double width) {
  const size_t room = (size_t)width - BUTTON_WIDTH + 1;
  size_t lines = 1, used = 0;
  for (Str word = str_next_word(&heading); word.len > 0; word = str_next_word(&heading)) {
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
