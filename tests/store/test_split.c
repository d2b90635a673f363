/* What is in the visitor's own words stands apart, at whatever depth, and nothing is lost between the two. */
#include "split.h"
#include "store/fixture.h"

static const char form_yaml[] = "settings: {form_id: f, version: 1, default_language: nb}\n"
                                "languages: {nb: Norsk}\n"
                                "survey:\n"
                                "  - {type: select_one ja, name: valg, label: Valg}\n"
                                "  - {type: text, name: ord, label: Ord}\n"
                                "  - {type: image, name: strek, label: Strek, appearance: draw}\n"
                                "  - {type: calculate, name: av_ord, calculation: \"concat('x', ${ord})\"}\n"
                                "  - {type: calculate, name: av_valg, calculation: \"concat('x', ${valg})\"}\n"
                                "  - type: group\n"
                                "    name: g\n"
                                "    questions:\n"
                                "      - {type: text, name: ord2, label: Ord}\n"
                                "      - {type: integer, name: tall, label: Tall}\n"
                                "      - {type: select_multiple ja, name: flere, label: Flere}\n"
                                "  - type: repeat\n"
                                "    name: rep\n"
                                "    questions:\n"
                                "      - {type: text, name: navn, label: Navn}\n"
                                "      - {type: integer, name: alder, label: Alder}\n"
                                "      - type: repeat\n"
                                "        name: inne\n"
                                "        questions:\n"
                                "          - {type: text, name: dypt, label: Dypt}\n"
                                "          - {type: integer, name: n, label: N}\n"
                                "  - type: repeat\n"
                                "    name: tallrep\n"
                                "    questions: [{type: integer, name: t, label: T}]\n"
                                "choices:\n"
                                "  ja: [{name: ja, label: Ja}, {name: nei, label: Nei}]\n";

typedef struct Case {
  const char *answers, *rest, *own; /* rest NULL: refused */
} Case;

static const Case cases[] = {
    {"{}", "{}", ""},
    {"{\"valg\":\"ja\",\"av_valg\":\"xja\"}", "{\"valg\":\"ja\",\"av_valg\":\"xja\"}", ""},
    {"{\"ord\":\"hei\"}", "{}", "{\"ord\":\"hei\"}"},
    {"{\"ord\":null,\"valg\":null}", "{\"valg\":null}", "{\"ord\":null}"}, /* passed over */
    {" { \"valg\" : \"ja\" , \"ord\" : \"a\\\"b\\u00e6\" } ", "{\"valg\":\"ja\"}", "{\"ord\":\"a\\\"b\\u00e6\"}"},
    {"{\"ord\":\"hei\",\"strek\":\"strek.png\",\"av_ord\":\"xhei\",\"valg\":\"ja\"}", "{\"valg\":\"ja\"}",
     "{\"ord\":\"hei\",\"strek\":\"strek.png\",\"av_ord\":\"xhei\"}"},
    {"{\"g/ord2\":\"a\",\"g/tall\":1.5,\"g/flere\":[\"ja\",\"nei\"]}", "{\"g/tall\":1.5,\"g/flere\":[\"ja\",\"nei\"]}",
     "{\"g/ord2\":\"a\"}"},
    {"{\"rep\":[{\"navn\":\"a\",\"alder\":1},{\"alder\":2},{\"navn\":\"c\"}]}", "{\"rep\":[{\"alder\":1},{\"alder\":2},{}]}",
     "{\"rep\":[{\"navn\":\"a\"},{},{\"navn\":\"c\"}]}"},
    {"{\"rep\":[{\"alder\":1},{}]}", "{\"rep\":[{\"alder\":1},{}]}", ""},
    {"{\"rep\":[]}", "{\"rep\":[]}", ""},
    {"{\"rep\":[{\"inne\":[{\"n\":1},{\"dypt\":\"d\",\"n\":2}]},{\"alder\":3}]}",
     "{\"rep\":[{\"inne\":[{\"n\":1},{\"n\":2}]},{\"alder\":3}]}", "{\"rep\":[{\"inne\":[{},{\"dypt\":\"d\"}]},{}]}"},
    {"{\"tallrep\":[{\"t\":1}]}", "{\"tallrep\":[{\"t\":1}]}", ""},
    {"{\"unknown\":{\"ord\":[1,{\"a\":null}]}}", "{\"unknown\":{\"ord\":[1,{\"a\":null}]}}", ""}, /* kept, whatever it is */
    {"", NULL, NULL},
    {"[]", NULL, NULL},
    {"{\"valg\":\"ja\"", NULL, NULL},
    {"{\"valg\":\"ja\"}x", NULL, NULL},
    {"{\"valg\" \"ja\"}", NULL, NULL},
    {"{\"valg\":\"ja\",}", NULL, NULL},
    {"{\"rep\":[{\"navn\":\"a\"}", NULL, NULL},
    {"{\"rep\":[{\"navn\":\"a\"}{}]}", NULL, NULL},
    {"{\"rep\":[1]}", NULL, NULL},
    {"{\"ord\":\"\xff\"}", NULL, NULL},
};

static void both_halves_hold_all_there_was(void **state) {
  Fixture *fixture = *state;
  FormRule rule = rule_of(fixture->arena, fixture_form(fixture, form_yaml));
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str rest, own;
    bool taken = rule_split(&rule, fixture->arena, str_from(cases[i].answers), &rest, &own);
    if (taken != (cases[i].rest != NULL)) fail_msg("%s: %s", cases[i].answers, taken ? "taken" : "refused");
    if (!taken) continue;
    if (!str_is(rest, cases[i].rest) || !str_is(own, cases[i].own))
      fail_msg("%s\n  rest " STR_FMT "\n  own words " STR_FMT, cases[i].answers, STR_ARG(rest), STR_ARG(own));
  }
}

/* Damaged files may hold anything: as deep as it likes. */
static void depth_has_an_end(void **state) {
  enum { DEPTH = 100000 };
  Fixture *fixture = *state;
  FormRule rule = rule_of(fixture->arena, fixture_form(fixture, form_yaml));
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "{\"a\":");
  for (int i = 0; i < DEPTH; i++)
    sink_z(&sink, "[");
  Str rest, own;
  assert_false(rule_split(&rule, fixture->arena, buffer_view(&buffer), &rest, &own));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(both_halves_hold_all_there_was, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(depth_has_an_end, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
