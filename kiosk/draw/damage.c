/* damage: which part of the screen two pictures do not share.
 *
 * Commands that stand in both lists in the same order paint the same pixels wherever no other command does. So any common
 * subsequence will do, and what is outside it is the damage. A greedy one with a short look-ahead finds the changes that
 * interfaces make (one option's colours, one mark more) without comparing all with all. */
#include "draw.h"

#include <string.h>

enum { LOOK_AHEAD = 24, RECTS_MAX = 32 };

typedef struct Damage {
  Rect screen;
  Rect rects[RECTS_MAX + 1]; /* one place more, for the newcomer while two are made one */
  size_t count, max;
} Damage;

static int64_t area(Rect r) {
  return (int64_t)r.w * r.h;
}

/* Pixels painted for nothing when a and b become one; negative where they overlap and would be painted twice. */
static int64_t waste(Rect a, Rect b) {
  return area(rect_union(a, b)) - area(a) - area(b);
}

static void merge_pair(Damage *damage, size_t i, size_t j) {
  damage->rects[i] = rect_union(damage->rects[i], damage->rects[j]);
  damage->rects[j] = damage->rects[--damage->count];
}

/* Makes one of the two rectangles that lose least by it. Returns false when that would cost more than allowed. */
static bool merge_cheapest(Damage *damage, int64_t allowed) {
  size_t best_i = 0, best_j = 0;
  int64_t best = INT64_MAX;
  for (size_t i = 0; i < damage->count; i++)
    for (size_t j = i + 1; j < damage->count; j++)
      if (waste(damage->rects[i], damage->rects[j]) < best) {
        best = waste(damage->rects[i], damage->rects[j]);
        best_i = i;
        best_j = j;
      }
  if (best_i == best_j || best > allowed) return false;
  merge_pair(damage, best_i, best_j);
  return true;
}

static void damage_add(Damage *damage, Rect r) {
  r = rect_intersect(r, damage->screen);
  if (rect_is_empty(r)) return;
  damage->rects[damage->count++] = r;
  if (damage->count > damage->max) merge_cheapest(damage, INT64_MAX);
}

/* Where the two lists agree again after i and j: the nearest place, or false when it is not within sight. */
static bool find_agreement(const DrawTrace *before, size_t before_end, const DrawList *after, size_t after_end, size_t *i,
                           size_t *j) {
  for (size_t apart = 1; apart <= LOOK_AHEAD; apart++)
    for (size_t skipped = 0; skipped <= apart; skipped++) {
      size_t a = *i + skipped, b = *j + apart - skipped;
      if (a < before_end && b < after_end && before->hashes[a] == after->items[b].hash) {
        *i = a;
        *j = b;
        return true;
      }
    }
  return false;
}

static void compare(Damage *damage, const DrawTrace *before, const DrawList *after) {
  size_t before_end = before->count, after_end = after->count;
  while (before_end > 0 && after_end > 0 && before->hashes[before_end - 1] == after->items[after_end - 1].hash) {
    before_end--;
    after_end--;
  }
  size_t i = 0, j = 0;
  while (i < before_end || j < after_end) {
    if (i < before_end && j < after_end && before->hashes[i] == after->items[j].hash) {
      i++;
      j++;
      continue;
    }
    size_t next_i = i, next_j = j;
    if (!find_agreement(before, before_end, after, after_end, &next_i, &next_j)) {
      next_i = i < before_end ? i + 1 : i;
      next_j = j < after_end ? j + 1 : j;
    }
    for (; i < next_i; i++)
      damage_add(damage, before->rects[i]);
    for (; j < next_j; j++)
      damage_add(damage, draw_visible(&after->items[j]));
  }
}

size_t draw_damage(const DrawTrace *before, const DrawList *after, Rect screen, Rect *out, size_t max) {
  BUG_UNLESS(max > 0);
  if (memcmp(&before->background, &after->background, sizeof after->background) != 0) {
    out[0] = screen;
    return 1;
  }
  Damage damage = {.screen = screen, .max = max < RECTS_MAX ? max : RECTS_MAX};
  compare(&damage, before, after);
  while (merge_cheapest(&damage, 0))
    ;
  memcpy(out, damage.rects, damage.count * sizeof *out);
  return damage.count;
}
