/* Names that are typed where others sign. */
#include "sketch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void names_are_read(void **state) {
  (void)state;
  static const struct {
    const char *text, *name; /* NULL: refused */
  } cases[] = {
      {"typed;Åse Ødegård", "Åse Ødegård"},
      {"typed;نور", "نور"},
      {"typed;typed;", "typed;"},
      {"typed;1000x400;1,2", "1000x400;1,2"},
      {"typed;", NULL},
      {"typed; \t", NULL},
      {"typed;\u00A0", NULL},
      {"typed;a\nb", NULL},
      {"typed;a\u2028b", NULL},
      {"typed;a\x1b[31m", NULL},
      {"typed;\xff", NULL},
      {"Typed;Kari", NULL},
      {"Kari", NULL},
      {"", NULL},
      {"1000x400;1,2", NULL},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str name;
    bool typed = sketch_typed(str_from(cases[i].text), &name);
    if (typed != (cases[i].name != NULL)) fail_msg("%s", cases[i].text);
    if (typed) assert_true(str_is(name, cases[i].name));
  }
}

static void they_are_no_strokes(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Sketch sketch;
  assert_false(sketch_read(arena, STR("typed;Kari"), &sketch));
  assert_int_equal(sketch_height(STR("typed;1000x400;1,2")), 0);
  arena_free(arena);
}

static void a_name_has_an_end(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  char longest[SKETCH_NAME_MAX_CP + 1];
  memset(longest, 'a', sizeof longest);
  Str name;
  assert_true(sketch_typed(sketch_typed_text(arena, (Str){longest, SKETCH_NAME_MAX_CP}), &name));
  assert_int_equal(name.len, SKETCH_NAME_MAX_CP);
  assert_false(sketch_typed(sketch_typed_text(arena, (Str){longest, SKETCH_NAME_MAX_CP + 1}), &name));
  arena_free(arena);
}

static void the_name_itself_is_kept(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  assert_true(str_is(sketch_picture(arena, STR("typed;Åse")), "Åse"));
  assert_string_equal(sketch_ending(STR("typed;Åse")), ".txt");
  assert_true(str_starts_with(sketch_picture(arena, STR("1000x400;1,2")), STR("\x89PNG")));
  assert_string_equal(sketch_ending(STR("1000x400;1,2")), ".png");
  assert_string_equal(sketch_ending(STR("")), ".png");
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_are_read),
      cmocka_unit_test(they_are_no_strokes),
      cmocka_unit_test(a_name_has_an_end),
      cmocka_unit_test(the_name_itself_is_kept),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
