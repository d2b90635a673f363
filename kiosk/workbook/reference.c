#include "reference.h"

bool reference_row(const char *text, int *row) {
  int64_t number;
  if (!str_to_int64(str_from(text), &number) || number < 1 || number > SHEET_ROWS_MAX) return false;
  *row = (int)number;
  return true;
}

bool reference_cell(const char *text, int *row, int *column) {
  int letters = 0;
  for (*column = 0; *text >= 'A' && *text <= 'Z' && letters < 4; text++, letters++)
    *column = *column * 26 + (*text - 'A' + 1);
  return letters > 0 && *column <= SHEET_COLUMNS_MAX && reference_row(text, row);
}
