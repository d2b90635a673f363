/* What comes back of a field, type by type: as browsers send it, as people write it, and as nobody should. */
#include "desk.h"

#include <string.h>

#define HEAD "settings: {form_id: plain, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nsurvey:\n"
#define LISTS                                                                                                                      \
  "choices:\n"                                                                                                                     \
  "  l:\n"                                                                                                                         \
  "    - {name: a, label: A}\n"                                                                                                    \
  "    - {name: b, label: B}\n"                                                                                                    \
  "    - {name: c, label: C}\n"                                                                                                    \
  "    - {name: ingen, label: Ingen, exclusive: yes}\n"

typedef struct Case {
  const char *body;
  PageRead read;
  const char *value; /* as an expression has it; NULL: none. Of what is no answer: what is shown again */
} Case;

static PageRead read_one(Desk *desk, const char *body, Value *value, Str *typed) {
  HttpRequest request = desk_request(desk, body);
  return page_read(desk->arena, desk->survey, 0, &request, value, typed);
}

static void check(const char *question, const Case *cases, size_t count) {
  Arena *arena = arena_new(0);
  Desk *desk = desk_of_text(
      arena_printf(arena, HEAD "  - {name: q, label: Q, %s}\n  - {type: select_one l, name: z, label: Z}\n" LISTS, question));
  for (size_t i = 0; i < count; i++) {
    Value value;
    Str typed;
    PageRead read = read_one(desk, cases[i].body, &value, &typed);
    Str came = read == PAGE_READ_NOT_ONE ? typed : value_to_str(desk->arena, value);
    bool good = read == cases[i].read && str_is(came, cases[i].value ? cases[i].value : "");
    if (!good) fail_msg("%s: %s came as %d, \"" STR_FMT "\"", question, cases[i].body, (int)read, STR_ARG(came));
    if (read == PAGE_READ_NOT_ONE) { /* and is shown again, with what is wrong */
      desk_show_typed(desk, 0, typed);
      assert_true(desk_holds(desk, "class=\"summary\"") && desk_holds(desk, "id=\"c0-message\""));
    }
  }
  desk_free(desk);
  arena_free(arena);
}
#define CHECK(question, ...) check((question), (const Case[]){__VA_ARGS__}, sizeof((const Case[]){__VA_ARGS__}) / sizeof(Case))

static void test_absent(void **state) {
  (void)state;
  CHECK("type: text", {"c0=hei", PAGE_READ_ABSENT, NULL}, {"cell=1&c0=hei", PAGE_READ_ABSENT, NULL},
        {"cell=x&cell=0&c0=hei", PAGE_READ_VALUE, "hei"}, {"cell=0", PAGE_READ_VALUE, NULL});
  CHECK("type: note", {"cell=0&c0=hei", PAGE_READ_ABSENT, NULL});
  CHECK("type: text, read_only: yes", {"cell=0&c0=hei", PAGE_READ_ABSENT, NULL});
}

static void test_text(void **state) {
  (void)state;
  CHECK("type: text", {"cell=0&c0=+hei+%20", PAGE_READ_VALUE, "hei"}, {"cell=0&c0=%20", PAGE_READ_VALUE, NULL},
        {"cell=0&c0=a%09b%07c", PAGE_READ_VALUE, "a bc"});
  CHECK("type: text, appearance: multiline", {"cell=0&c0=a%0D%0Ab", PAGE_READ_VALUE, "a\nb"});
}

static void test_text_too_long(void **state) {
  (void)state;
  enum { LONG = 4001 };
  Desk *desk = desk_of(HEAD "  - {name: q, label: Q, type: text}\n");
  Buffer body = buffer_new(desk->arena);
  Sink sink = sink_to_buffer(&body);
  sink_z(&sink, "cell=0&c0=");
  for (int i = 0; i < LONG; i++)
    sink_z(&sink, "x");
  Value value;
  Str typed;
  assert_int_equal(read_one(desk, body.bytes, &value, &typed), PAGE_READ_NOT_ONE);
  assert_int_equal(typed.len, LONG);
  desk_free(desk);
}

static void test_masked(void **state) {
  (void)state;
  Desk *desk = desk_of(HEAD "  - {name: q, label: Q, type: text, appearance: masked}\n");
  desk_answer(desk, 0, value_text(STR("sesam")));
  desk_show(desk);
  assert_false(desk_holds(desk, "sesam")); /* it is not sent back */
  Value value;
  Str typed;
  assert_int_equal(read_one(desk, "cell=0&c0=", &value, &typed), PAGE_READ_VALUE);
  assert_true(str_is(value.text, "sesam")); /* and is kept while nothing else is typed */
  assert_int_equal(read_one(desk, "cell=0&c0=&do=again:clear:0", &value, &typed), PAGE_READ_VALUE);
  assert_true(value_is_empty(value));
  desk_free(desk);
}

static void test_numbers(void **state) {
  (void)state;
  CHECK("type: integer", {"cell=0&c0=12", PAGE_READ_VALUE, "12"}, {"cell=0&c0=-3", PAGE_READ_VALUE, "-3"},
        {"cell=0&c0=1+000", PAGE_READ_VALUE, "1000"}, {"cell=0&c0=%D9%A1%D9%A2", PAGE_READ_VALUE, "12"},
        {"cell=0&c0=%E2%88%925", PAGE_READ_VALUE, "-5"}, {"cell=0&c0=12,5", PAGE_READ_NOT_ONE, "12,5"},
        {"cell=0&c0=tolv", PAGE_READ_NOT_ONE, "tolv"}, {"cell=0&c0=1e5", PAGE_READ_NOT_ONE, "1e5"},
        {"cell=0&c0=1000000000000000", PAGE_READ_NOT_ONE, "1000000000000000"}, {"cell=0&c0=NaN", PAGE_READ_NOT_ONE, "NaN"},
        {"cell=0&c0=-0", PAGE_READ_VALUE, "0"});
  CHECK("type: decimal", {"cell=0&c0=7,5", PAGE_READ_VALUE, "7.5"}, {"cell=0&c0=7.5", PAGE_READ_VALUE, "7.5"},
        {"cell=0&c0=%D9%A7%D9%AB%D9%A5", PAGE_READ_VALUE, "7.5"}, {"cell=0&c0=1.2.3", PAGE_READ_NOT_ONE, "1.2.3"});
  CHECK("type: range, parameters: {start: 0, end: 100, step: 5}", {"cell=0&c0=35", PAGE_READ_VALUE, "35"},
        {"cell=0&c0=", PAGE_READ_VALUE, NULL}, {"cell=0&c0=33", PAGE_READ_NOT_ONE, "33"},
        {"cell=0&c0=105", PAGE_READ_NOT_ONE, "105"}, {"cell=0&c0=-5", PAGE_READ_NOT_ONE, "-5"});
}

static void test_choices(void **state) {
  (void)state;
  CHECK("type: select_one l", {"cell=0&c0=b", PAGE_READ_VALUE, "b"}, {"cell=0", PAGE_READ_VALUE, NULL},
        {"cell=0&c0=", PAGE_READ_VALUE, NULL}, {"cell=0&c0=x", PAGE_READ_NOT_ONE, "x"},
        {"cell=0&c0=a&c0=b", PAGE_READ_NOT_ONE, "a\nb"}, {"cell=0&c0=a&do=again:clear:0", PAGE_READ_VALUE, NULL},
        {"cell=0&c0=a&do=again:clear:1", PAGE_READ_VALUE, "a"});
  CHECK("type: select_multiple l", {"cell=0&c0=c&c0=a&c0=c", PAGE_READ_VALUE, "a c"}, {"cell=0", PAGE_READ_VALUE, NULL},
        {"cell=0&c0=ingen", PAGE_READ_VALUE, "ingen"}, {"cell=0&c0=a&c0=ingen", PAGE_READ_NOT_ONE, "a\ningen"},
        {"cell=0&c0=a&c0=%3Cscript%3E", PAGE_READ_NOT_ONE, "a\n<script>"});
  CHECK("type: acknowledge", {"cell=0&c0=OK", PAGE_READ_VALUE, "OK"}, {"cell=0", PAGE_READ_VALUE, NULL},
        {"cell=0&c0=ja", PAGE_READ_NOT_ONE, "ja"});
}

static void test_choices_not_offered(void **state) {
  (void)state;
  CHECK("type: select_one l, choice_filter: \"name != 'b'\"", {"cell=0&c0=a", PAGE_READ_VALUE, "a"},
        {"cell=0&c0=b", PAGE_READ_NOT_ONE, "b"});
}

#define ORDER "&c0.order=c&c0.order=a&c0.order=ingen&c0.order=b"
static void test_rank(void **state) {
  (void)state;
  CHECK("type: rank l", {"cell=0" ORDER, PAGE_READ_VALUE, NULL}, {"cell=0&c0=1" ORDER, PAGE_READ_VALUE, "c a ingen b"},
        {"cell=0&do=again:up:0:1" ORDER, PAGE_READ_VALUE, "a c ingen b"},
        {"cell=0&do=again:down:0:2" ORDER, PAGE_READ_VALUE, "c a b ingen"},
        {"cell=0&do=again:up:0:0" ORDER, PAGE_READ_VALUE, "c a ingen b"},
        {"cell=0&do=again:down:0:99999999999" ORDER, PAGE_READ_VALUE, NULL},
        {"cell=0&do=again:up:1:1" ORDER, PAGE_READ_VALUE, NULL}, {"cell=0&c0=1&c0.order=a", PAGE_READ_NOT_ONE, ""},
        {"cell=0&c0=1&c0.order=a&c0.order=a&c0.order=b&c0.order=c", PAGE_READ_NOT_ONE, ""},
        {"cell=0&c0=1" ORDER "&c0.order=a", PAGE_READ_NOT_ONE, ""});
}

static void test_days(void **state) {
  (void)state;
  CHECK("type: date", {"cell=0&c0=2026-11-21", PAGE_READ_VALUE, "2026-11-21"},
        {"cell=0&c0=21.11.2026", PAGE_READ_VALUE, "2026-11-21"}, {"cell=0&c0=1%2F2%2F2026", PAGE_READ_VALUE, "2026-02-01"},
        {"cell=0&c0=31.4.2026", PAGE_READ_NOT_ONE, "31.4.2026"}, {"cell=0&c0=21.11.26", PAGE_READ_NOT_ONE, "21.11.26"},
        {"cell=0&c0=i+dag", PAGE_READ_NOT_ONE, "i dag"}, {"cell=0&c0=20261121", PAGE_READ_NOT_ONE, "20261121"},
        {"cell=0&c0=0000-01-01", PAGE_READ_NOT_ONE, "0000-01-01"}, {"cell=0&c0=99999-01-01", PAGE_READ_NOT_ONE, "99999-01-01"});
  CHECK("type: date, appearance: month-year", {"cell=0&c0=3&c0.year=2024", PAGE_READ_VALUE, "2024-03-01"},
        {"cell=0&c0=&c0.year=", PAGE_READ_VALUE, NULL}, {"cell=0&c0=3&c0.year=", PAGE_READ_NOT_ONE, "3\n"},
        {"cell=0&c0=13&c0.year=2024", PAGE_READ_NOT_ONE, "13\n2024"}, {"cell=0&c0=3&c0.year=24", PAGE_READ_NOT_ONE, "3\n24"});
  CHECK("type: date, appearance: year", {"cell=0&c0=2024", PAGE_READ_VALUE, "2024-01-01"},
        {"cell=0&c0=24", PAGE_READ_NOT_ONE, "24"}, {"cell=0&c0=0000", PAGE_READ_NOT_ONE, "0000"});
}

static void test_hours(void **state) {
  (void)state;
  CHECK("type: time", {"cell=0&c0=14:30", PAGE_READ_VALUE, "14:30:00.000"}, {"cell=0&c0=24:00", PAGE_READ_NOT_ONE, "24:00"},
        {"cell=0&c0=1430", PAGE_READ_NOT_ONE, "1430"}, {"cell=0&c0=14:60", PAGE_READ_NOT_ONE, "14:60"});
  CHECK("type: dateTime", {"cell=0&c0=2026-11-21&c0.time=", PAGE_READ_NOT_ONE, "2026-11-21\n"},
        {"cell=0&c0=&c0.time=14:30", PAGE_READ_NOT_ONE, "\n14:30"}, {"cell=0", PAGE_READ_VALUE, NULL});
}

static void test_times_of_day(void **state) {
  (void)state;
  static const struct {
    const char *body;
    int minute;
  } cases[] = {{"cell=0&c0=14:30", 870}, {"cell=0&c0=14.30", 870}, {"cell=0&c0=00:00:59", 0}, {"cell=0&c0=9:05", 545}};
  Desk *desk = desk_of(HEAD "  - {name: q, label: Q, type: time}\n");
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Value value;
    Str typed;
    assert_int_equal(read_one(desk, cases[i].body, &value, &typed), PAGE_READ_VALUE);
    assert_true(value_equal(value, (Value){.kind = VALUE_TIME, .days = cases[i].minute / 1440.0}));
  }
  desk_free(desk);
}

static void test_papers(void **state) {
  (void)state;
  CHECK("type: image, appearance: signature", {"cell=0&c0=Kari", PAGE_READ_VALUE, "typed;Kari"},
        {"cell=0&c0=", PAGE_READ_VALUE, NULL}, {"cell=0&c0=Kari&c0.sketch=1000x400;1,2+3,4", PAGE_READ_VALUE, "1000x400;1,2 3,4"},
        {"cell=0&c0.sketch=1000x750;1,2+3,4", PAGE_READ_NOT_ONE, "1000x750;1,2 3,4"},
        {"cell=0&c0.sketch=%3Csvg%3E", PAGE_READ_NOT_ONE, "<svg>"}, {"cell=0&c0=a%0Ab", PAGE_READ_NOT_ONE, "a\nb"});
  CHECK("type: image, appearance: draw", {"cell=0&c0=x", PAGE_READ_VALUE, "1000x750;312,187 687,562;687,187 312,562"},
        {"cell=0&c0.sketch=typed;Kari", PAGE_READ_NOT_ONE, "typed;Kari"});
}

/* points strokes from side to side, step units wide each. */
static Str drawing(Arena *arena, int points, int step) {
  Buffer text = buffer_new(arena);
  Sink sink = sink_to_buffer(&text);
  sink_printf(&sink, "1000x750;");
  for (int i = 0; i < points; i++)
    sink_printf(&sink, "%s%d,%d", i > 0 ? " " : "", i % 2 * step, i % 750);
  return buffer_view(&text);
}

static void test_a_drawing_has_an_end(void **state) {
  (void)state;
  static const struct {
    int points, step;
    PageRead read;
  } cases[] = {
      {4000, 20, PAGE_READ_VALUE}, {4001, 20, PAGE_READ_NOT_ONE}, {4000, 30, PAGE_READ_NOT_ONE}, {99, 1000, PAGE_READ_VALUE}};
  Desk *desk = desk_of_text(STR(HEAD "  - {name: q, label: Q, type: image, appearance: draw}\n"));
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Value value;
    Str typed, text = drawing(desk->arena, cases[i].points, cases[i].step);
    assert_int_equal(read_one(desk, arena_printf(desk->arena, "cell=0&c0.sketch=" STR_FMT, STR_ARG(text)).ptr, &value, &typed),
                     cases[i].read);
  }
  Str kiosks = drawing(desk->arena, 5000, 900); /* of a visit that began there: it is posted back as it is */
  desk_answer(desk, 0, value_text(kiosks));
  Value value;
  Str typed;
  assert_int_equal(read_one(desk, arena_printf(desk->arena, "cell=0&c0.sketch=" STR_FMT, STR_ARG(kiosks)).ptr, &value, &typed),
                   PAGE_READ_VALUE);
  assert_true(str_equal(value.text, kiosks));
  desk_free(desk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_absent),
      cmocka_unit_test(test_text),
      cmocka_unit_test(test_text_too_long),
      cmocka_unit_test(test_masked),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_choices),
      cmocka_unit_test(test_choices_not_offered),
      cmocka_unit_test(test_rank),
      cmocka_unit_test(test_days),
      cmocka_unit_test(test_hours),
      cmocka_unit_test(test_times_of_day),
      cmocka_unit_test(test_papers),
      cmocka_unit_test(test_a_drawing_has_an_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
