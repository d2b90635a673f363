#include "draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool same(Rect a, Rect b) {
  return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static void two_rectangles(void **state) {
  (void)state;
  static const struct {
    Rect a, b, both, around;
  } cases[] = {
      {{0, 0, 10, 10}, {5, 5, 10, 10}, {5, 5, 5, 5}, {0, 0, 15, 15}},
      {{0, 0, 10, 10}, {10, 0, 10, 10}, {0, 0, 0, 0}, {0, 0, 20, 10}}, /* they touch, but share no pixel */
      {{0, 0, 10, 10}, {2, 3, 4, 5}, {2, 3, 4, 5}, {0, 0, 10, 10}},
      {{-5, -5, 10, 10}, {-20, 0, 100, 2}, {-5, 0, 10, 2}, {-20, -5, 100, 10}},
      {{0, 0, 10, 10}, {3, 3, 0, 5}, {0, 0, 0, 0}, {0, 0, 10, 10}}, /* an empty one adds nothing */
      {{0, 0, 10, 10}, {3, 3, -4, 5}, {0, 0, 0, 0}, {0, 0, 10, 10}},
      {{0, 0, 0, 0}, {9, 9, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    assert_true(same(rect_intersect(cases[i].a, cases[i].b), cases[i].both));
    assert_true(same(rect_intersect(cases[i].b, cases[i].a), cases[i].both));
    assert_true(same(rect_union(cases[i].a, cases[i].b), cases[i].around));
    assert_true(same(rect_union(cases[i].b, cases[i].a), cases[i].around));
  }
}

static void points_and_insets(void **state) {
  (void)state;
  Rect r = {10, 20, 3, 2};
  assert_true(rect_contains(r, 10, 20));
  assert_true(rect_contains(r, 12, 21));
  assert_false(rect_contains(r, 13, 21));
  assert_false(rect_contains(r, 12, 22));
  assert_false(rect_contains(r, 9, 20));
  assert_false(rect_contains((Rect){0, 0, 0, 0}, 0, 0));
  assert_true(same(rect_inset((Rect){10, 10, 20, 30}, 4), (Rect){14, 14, 12, 22}));
  assert_true(same(rect_inset((Rect){10, 10, 20, 30}, -4), (Rect){6, 6, 28, 38}));
  assert_true(rect_is_empty(rect_inset((Rect){10, 10, 20, 30}, 10)));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(two_rectangles), cmocka_unit_test(points_and_insets)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
