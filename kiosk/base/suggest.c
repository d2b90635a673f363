#include "base.h"

/* Names are short; beyond this nothing is suggested rather than much computed. */
enum { NAME_MAX_BYTES = 128 };

static char fold_case(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b, size_t c) {
  const size_t ab = a < b ? a : b;
  return ab < c ? ab : c;
}

size_t str_edit_distance(Str a, Str b, size_t limit) {
  const size_t difference = a.len > b.len ? a.len - b.len : b.len - a.len;
  if (difference > limit || b.len > NAME_MAX_BYTES) return limit + 1;
  size_t row[NAME_MAX_BYTES + 1]; /* row[j]: the distance from the part of a read so far to the first j bytes of b */
  for (size_t j = 0; j <= b.len; j++)
    row[j] = j;
  for (size_t i = 0; i < a.len; i++) {
    size_t diagonal = row[0], row_least = i + 1;
    row[0] = i + 1;
    for (size_t j = 0; j < b.len; j++) {
      const size_t changed = diagonal + (fold_case(a.ptr[i]) != fold_case(b.ptr[j]));
      diagonal = row[j + 1];
      row[j + 1] = least(changed, row[j + 1] + 1, row[j] + 1);
      if (row[j + 1] < row_least) row_least = row[j + 1];
    }
    if (row_least > limit) return limit + 1;
  }
  return row[b.len] > limit ? limit + 1 : row[b.len];
}

Str str_nearest(Str wanted, const Str *candidates, size_t count) {
  /* Of two letters one may be wrong, or every short name would go without a suggestion. */
  size_t nearest_distance = (wanted.len < 3 ? 3 : wanted.len) / 3 + 1;
  Str nearest = {NULL, 0};
  for (size_t i = 0; i < count; i++) {
    const size_t distance = str_edit_distance(wanted, candidates[i], nearest_distance);
    if (distance < nearest_distance) {
      nearest_distance = distance;
      nearest = candidates[i];
    }
  }
  return nearest;
}
