#include "draw.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const Colour black = {0, 0, 0, 255}, white = {255, 255, 255, 255};

/* Figures from the definition in WCAG 2.2, computed apart. */
static void contrast_as_wcag_has_it(void **state) {
  (void)state;
  static const struct {
    Colour a, b;
    double contrast;
  } cases[] = {
      {{0, 0, 0, 255}, {255, 255, 255, 255}, 21.0},         {{255, 255, 255, 255}, {255, 255, 255, 255}, 1.0},
      {{118, 118, 118, 255}, {255, 255, 255, 255}, 4.5422}, {{119, 119, 119, 255}, {255, 255, 255, 255}, 4.4781},
      {{255, 0, 0, 255}, {255, 255, 255, 255}, 3.9985},     {{0, 0, 255, 255}, {255, 255, 255, 255}, 8.5925},
      {{0, 128, 0, 255}, {0, 0, 0, 255}, 4.0879},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    assert_true(fabs(colour_contrast(cases[i].a, cases[i].b) - cases[i].contrast) < 0.0005);
    assert_true(fabs(colour_contrast(cases[i].b, cases[i].a) - cases[i].contrast) < 0.0005);
  }
}

static void luminance(void **state) {
  (void)state;
  assert_true(colour_luminance(black) == 0);
  assert_true(fabs(colour_luminance(white) - 1) < 1e-9);
  /* 10/255 is below the threshold and 11/255 above: the two halves of the curve. */
  assert_true(fabs(colour_luminance((Colour){10, 10, 10, 255}) - 10 / 255.0 / 12.92) < 1e-9);
  assert_true(fabs(colour_luminance((Colour){11, 11, 11, 255}) - pow((11 / 255.0 + 0.055) / 1.055, 2.4)) < 1e-9);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(contrast_as_wcag_has_it), cmocka_unit_test(luminance)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
