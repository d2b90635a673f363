#include "waiting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const WaitingVisit whole = {
    .kind = WAITING_ON_PHONE,
    .trial = true,
    .has_row = true,
    .posts = 70000,
    .until_min = 29700000,
    .time = STR_INIT("2026-11-21"),
    .round = STR_INIT("h26"),
    .event = STR_INIT("kafé"),
    .place = STR_INIT("Voss"),
    .token = STR_INIT("7KQ29XGM7KQ29XGM7KQ29XGM7KQ29XGM"),
    .origin = STR_INIT("0123"),
    .journal = STR_INIT("a\0b"),
    .language = STR_INIT("nb"),
    .onward = STR_INIT("/t/7KQ2"),
    .typed = STR_INIT("3 0 5 tre x"),
};

static const size_t texts[] = {
    offsetof(WaitingVisit, time),    offsetof(WaitingVisit, round),    offsetof(WaitingVisit, event),
    offsetof(WaitingVisit, place),   offsetof(WaitingVisit, token),    offsetof(WaitingVisit, origin),
    offsetof(WaitingVisit, journal), offsetof(WaitingVisit, language), offsetof(WaitingVisit, onward),
    offsetof(WaitingVisit, typed),
};

static void assert_same(const WaitingVisit *a, const WaitingVisit *b) {
  assert_int_equal(a->kind, b->kind);
  assert_int_equal(a->trial, b->trial);
  assert_int_equal(a->has_row, b->has_row);
  assert_int_equal(a->posts, b->posts);
  assert_int_equal(a->until_min, b->until_min);
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    Str one, other;
    memcpy(&one, (const char *)a + texts[i], sizeof one);
    memcpy(&other, (const char *)b + texts[i], sizeof other);
    assert_true(str_equal(one, other));
  }
}

static void test_what_is_closed_is_opened(void **state) {
  static const WaitingVisit empty = {.kind = WAITING_FOR_PHONE};
  const WaitingVisit *const visits[] = {&whole, &empty};
  Arena *arena = arena_new(0);
  LinkDoor door, other;
  link_door(STR("7KQ29XGM7KQ29XGM"), &door);
  link_door(STR("7KQ29XGM7KQ29XGN"), &other);
  for (size_t i = 0; i < COUNT_OF(visits); i++) {
    WaitingVisit out;
    Str closed = waiting_close(arena, &door, visits[i]);
    assert_true(waiting_open(arena, &door, closed, &out));
    assert_same(&out, visits[i]);
    assert_false(waiting_open(arena, &other, closed, &out));
  }
  arena_free(arena);
  (void)state;
}

/* Whoever has the secret could close anything: what was cut, grew, or says of itself what there is not, opens nothing. */
static void test_what_is_no_visit_is_not_opened(void **state) {
  Arena *arena = arena_new(0);
  LinkDoor door;
  WaitingVisit out;
  Str plain;
  link_door(STR("7KQ29XGM7KQ29XGM"), &door);
  assert_true(link_open(arena, &door, waiting_close(arena, &door, &whole), &plain));
  for (size_t len = 0; len < plain.len; len++)
    assert_false(waiting_open(arena, &door, link_close(arena, &door, (Str){plain.ptr, len}), &out));
  assert_false(waiting_open(arena, &door, link_close(arena, &door, arena_printf(arena, "%.*s ", (int)plain.len, plain.ptr)), &out));
  for (size_t at = 0; at < 12; at++) {
    char *bytes = arena_alloc(arena, plain.len);
    memcpy(bytes, plain.ptr, plain.len);
    bytes[at] = (char)0xFF;
    bool says_yes = at >= 2 && at < 12; /* any byte but 0 is a yes, and any number is one */
    assert_int_equal(waiting_open(arena, &door, link_close(arena, &door, (Str){bytes, plain.len}), &out), says_yes);
  }
  assert_false(waiting_open(arena, &door, (Str){0}, &out));
  arena_free(arena);
  (void)state;
}

/* As the first version wrote it: version, kind, trial, has_row, posts, until_min, nine texts. */
static void test_what_an_earlier_program_closed_is_opened(void **state) {
  static const char plain[] = "\1\1\0\1"
                              "\5\0\0\0"
                              "\7\1\0\0"
                              "\12\0\0\0002026-11-21"
                              "\3\0\0\0h26"
                              "\0\0\0\0"
                              "\0\0\0\0"
                              "\0\0\0\0"
                              "\0\0\0\0"
                              "\2\0\0\0jo"
                              "\2\0\0\0nb"
                              "\2\0\0\0/t";
  Arena *arena = arena_new(0);
  LinkDoor door;
  WaitingVisit out;
  link_door(STR("7KQ29XGM7KQ29XGM"), &door);
  assert_true(waiting_open(arena, &door, link_close(arena, &door, (Str){plain, sizeof plain - 1}), &out));
  assert_int_equal(out.kind, WAITING_ON_PHONE);
  assert_true(out.has_row);
  assert_int_equal(out.posts, 5);
  assert_int_equal(out.until_min, 263);
  assert_true(str_is(out.time, "2026-11-21") && str_is(out.round, "h26") && str_is(out.journal, "jo"));
  assert_true(str_is(out.language, "nb") && str_is(out.onward, "/t") && out.typed.len == 0);
  arena_free(arena);
  (void)state;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_closed_is_opened),
      cmocka_unit_test(test_what_is_no_visit_is_not_opened),
      cmocka_unit_test(test_what_an_earlier_program_closed_is_opened),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
