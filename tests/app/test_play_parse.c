#include "play_parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;

static int set_up(void **state) {
  (void)state;
  arena = arena_new(0);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static void commands(void **state) {
  (void)state;
  static const struct {
    const char *line;
    PlayVerb verb;
    const char *text;
    int x, y, finger;
    int64_t ms;
  } cases[] = {
      {"", PLAY_NOTHING, "", 0, 0, 1, 0},
      {"  # tap \"x\"", PLAY_NOTHING, "", 0, 0, 1, 0},
      {"tap \"Neste\"\n", PLAY_TAP, "Neste", 0, 0, 1, 0},
      {"  tap   \"Send inn\"  \r\n", PLAY_TAP, "Send inn", 0, 0, 1, 0},
      {"tap \"si \\\"ja\\\" \\\\ nei\"", PLAY_TAP, "si \"ja\" \\ nei", 0, 0, 1, 0},
      {"tap 960,540", PLAY_TAP, "", 960, 540, 1, 0},
      {"tap 960, 540", PLAY_TAP, "", 960, 540, 1, 0},
      {"down 2 \"Ja\"", PLAY_DOWN, "Ja", 0, 0, 2, 0},
      {"down 10,20", PLAY_DOWN, "", 10, 20, 1, 0},
      {"move 2 10,20", PLAY_MOVE, "", 10, 20, 2, 0},
      {"up 2", PLAY_UP, "", 0, 0, 2, 0},
      {"up", PLAY_UP, "", 0, 0, 1, 0},
      {"type \"a\\nå\"", PLAY_TYPE, "a\nå", 0, 0, 1, 0},
      {"type \"\"", PLAY_TYPE, "", 0, 0, 1, 0},
      {"wait 90s", PLAY_WAIT, "", 0, 0, 1, 90000},
      {"wait 500ms", PLAY_WAIT, "", 0, 0, 1, 500},
      {"wait 2m", PLAY_WAIT, "", 0, 0, 1, 120000},
      {"wait 0.5 s", PLAY_WAIT, "", 0, 0, 1, 500},
      {"expect \"Takk\"", PLAY_EXPECT, "Takk", 0, 0, 1, 0},
      {"expect-no \"Feil\"", PLAY_EXPECT_NO, "Feil", 0, 0, 1, 0},
      {"describe", PLAY_DESCRIBE, "", 0, 0, 1, 0},
      {"shot ut/bilde 1.png", PLAY_SHOT, "ut/bilde 1.png", 0, 0, 1, 0},
      {"kill", PLAY_KILL, "", 0, 0, 1, 0},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    PlayCommand c;
    Err err = {0};
    if (play_parse(arena, str_from(cases[i].line), &c, &err) != STATUS_OK) fail_msg("%s: %s", cases[i].line, err.sentence);
    bool same = c.verb == cases[i].verb && str_is(c.text, cases[i].text) && c.x == cases[i].x && c.y == cases[i].y &&
                c.finger == cases[i].finger && c.ms == cases[i].ms;
    if (!same) fail_msg("case %zu: %s", i, cases[i].line);
  }
}

static void keys_and_the_start(void **state) {
  (void)state;
  PlayCommand c;
  assert_int_equal(play_parse(arena, STR("key Shift+Tab"), &c, NULL), STATUS_OK);
  assert_true(c.key == KEY_TAB && c.shift);
  assert_int_equal(play_parse(arena, STR("seed 17"), &c, NULL), STATUS_OK);
  assert_int_equal(c.seed, 17);
  assert_int_equal(play_parse(arena, STR("disk 200"), &c, NULL), STATUS_OK);
  assert_int_equal(c.free_bytes, 200000000);
  assert_int_equal(play_parse(arena, STR("now 2026-11-21T10:05"), &c, NULL), STATUS_OK);
  CivilTime t = civil_from_wall_ms(c.ms);
  assert_true(t.year == 2026 && t.month == 11 && t.day == 21 && t.hour == 10 && t.minute == 5);
}

static void mistakes(void **state) {
  (void)state;
  static const struct {
    const char *line, *said;
  } cases[] = {
      {"tab \"Neste\"", "did you mean tap?"},
      {"xyzzy", "no command"},
      {"tap", "tap takes"},
      {"tap Neste", "in quotes"},
      {"tap \"Neste", "in quotes"},
      {"tap \"a\"b\"", "in quotes"},
      {"tap \"a\\", "in quotes"},
      {"tap \"a\\\"", "in quotes"},
      {"tap \"a\\x\"", "in quotes"},
      {"tap \"\xff\"", "in quotes"},
      {"tap -1,5", "point"},
      {"tap 1", "point"},
      {"tap 99999,1", "point"},
      {"down 11 1,1", "finger"},
      {"down 0 1,1", "finger"},
      {"up a", "finger"},
      {"wait 5", "90s"},
      {"wait s", "90s"},
      {"wait -5s", "90s"},
      {"wait 1e3s", "90s"},
      {"wait 99999999s", "90s"},
      {"key Foo", "Tab"},
      {"describe all", "nothing"},
      {"shot", "path"},
      {"now 2026-11-21", "2026-11-21T10:00"},
      {"now 2026-11-21T10:00Z", "2026-11-21T10:00"},
      {"seed -1", "whole number"},
      {"disk full", "megabytes"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    PlayCommand c;
    Err err = {0};
    assert_int_equal(play_parse(arena, str_from(cases[i].line), &c, &err), STATUS_INPUT);
    assert_string_equal(err.code, "script");
    if (strstr(err.sentence, cases[i].said) == NULL) fail_msg("\"%s\" gives: %s", cases[i].line, err.sentence);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(commands), cmocka_unit_test(keys_and_the_start), cmocka_unit_test(mistakes)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
