/* What other programs' functions, and conditions in every column that takes one, come to in a visit. */
#include "stage.h"

static void surveycto_functions(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: calculate, name: brukt, calculation: \"concat(${a}, '/', duration())\"}\n"
                "  - {type: calculate, name: maskin, calculation: 'device-info()'}\n"
                "  - {type: integer, name: a, label: A}\n"
                "  - type: repeat\n"
                "    name: barn\n"
                "    label: Barn\n"
                "    repeat_count: '3'\n"
                "    questions:\n"
                "      - {type: text, name: navn, label: Navn}\n"
                "      - {type: calculate, name: nr, calculation: 'index()'}\n"
                "      - {type: group, name: mer, questions: [{type: calculate, name: plass, calculation: 'index() * 10'}]}\n"
                "  - {type: calculate, name: ute, calculation: 'index()'}\n");
  stage_expect_value(&s, "brukt", "/0");
  s.clock.now_ms += 61900;
  stage_text(&s, "a", "1");
  stage_expect_value(&s, "brukt", "1/61");
  stage_expect_value(&s, "maskin", "");
  stage_expect_value(&s, "barn[1]/nr", "1");
  stage_expect_value(&s, "barn[3]/nr", "3");
  stage_expect_value(&s, "barn[2]/mer/plass", "20");
  stage_expect_value(&s, "ute", "");
  stage_end(&s);
}

/* From outside, and from within one of the instances. */
static void instances_are_picked_by_a_condition(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: grense, label: Grense, default: '17'}\n"
                "  - type: repeat\n"
                "    name: barn\n"
                "    label: Barn\n"
                "    repeat_count: '3'\n"
                "    questions:\n"
                "      - {type: text, name: navn, label: Navn}\n"
                "      - {type: integer, name: alder, label: Alder}\n"
                "      - {type: calculate, name: eldre, calculation: 'count-if(${barn}, ${alder} > 10)'}\n"
                "  - {type: calculate, name: voksne, calculation: 'count-if(${barn}, ${alder} > ${grense})'}\n"
                "  - {type: calculate, name: sum, calculation: \"sum-if(${alder}, ${navn} != '')\"}\n"
                "  - {type: calculate, name: minst, calculation: \"min-if(${alder}, ${navn} != '')\"}\n"
                "  - {type: calculate, name: mest, calculation: \"max-if(${alder}, ${alder} < ${grense})\"}\n"
                "  - {type: calculate, name: hvem, calculation: \"join-if(', ', ${navn}, ${alder} > ${grense})\"}\n");
  stage_expect_value(&s, "voksne", "0");
  stage_expect_value(&s, "minst", "");
  stage_give(&s, "barn[1]/navn", "Ada");
  stage_give(&s, "barn[1]/alder", "18");
  stage_give(&s, "barn[2]/alder", "30");
  stage_give(&s, "barn[3]/navn", "Bo");
  stage_give(&s, "barn[3]/alder", "12");
  stage_expect_value(&s, "voksne", "2");
  stage_expect_value(&s, "sum", "30");
  stage_expect_value(&s, "minst", "12");
  stage_expect_value(&s, "mest", "12");
  stage_expect_value(&s, "hvem", "Ada, ");
  stage_expect_value(&s, "barn[1]/eldre", "3");
  stage_text(&s, "barn[3]/alder", "9");
  stage_expect_value(&s, "barn[1]/eldre", "2");
  stage_begin(&s);
  stage_text(&s, "grense", "30");
  stage_give(&s, "barn[2]/alder", "30");
  stage_expect_value(&s, "voksne", "0");
  stage_expect_value(&s, "mest", "");
  stage_end(&s);
}

static void conditions_follow_the_answers(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - type: group\n"
                "    name: g\n"
                "    appearance: field-list\n"
                "    questions:\n"
                "      - {type: integer, name: a, label: A}\n"
                "      - {type: text, name: b, label: B, required: '${a} > 3', read_only: '${a} = 9'}\n"
                "  - {type: text, name: c, label: C}\n");
  const int b = stage_cell(&s, "g/b");
  const struct {
    const char *a;
    bool required, read_only;
  } cases[] = {{"1", false, false}, {"4", true, false}, {"9", false, true}, {"", false, false}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    stage_text(&s, "g/a", cases[i].a);
    assert_int_equal(survey_is_required(s.survey, b), cases[i].required);
    assert_int_equal(survey_is_read_only(s.survey, b), cases[i].read_only);
  }
  stage_text(&s, "g/a", "4");
  assert_true(stage_step(&s, SURVEY_NEXT) & SURVEY_REFUSED);
  stage_text(&s, "g/b", "x");
  assert_false(stage_step(&s, SURVEY_NEXT) & SURVEY_REFUSED);
  stage_end(&s);
}

/* From a table in the form's own source. */
static void tables_are_read(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: text, name: fylke, label: Fylke}\n"
                "  - {type: select_one_from_file steder.csv, name: sted, label: Sted, choice_filter: 'fylke = ${fylke}'}\n"
                "  - {type: calculate, name: folk, calculation: \"pulldata('steder', 'folk', 'name', ${sted})\"}\n"
                "  - {type: calculate, name: leder, calculation: \"pulldata('ledere', 'navn', 'sted', ${sted})\"}\n"
                "  - {type: calculate, name: antall, calculation: \"count(instance('ledere')/root/item[sted = ${sted}])\"}\n"
                "  - {type: calculate, name: alle, calculation: \"sum(instance('steder')/root/item[fylke = ${fylke}]/folk)\"}\n"
                "files:\n"
                "  steder.csv: |\n"
                "    name;label;fylke;folk\n"
                "    voss;Voss;Vestland;16\n"
                "    kvam;Kvam;Vestland;8\n"
                "    oslo;Oslo;Oslo;717\n"
                "  ledere.csv: |\n"
                "    sted,navn\n"
                "    kvam,Ada\n"
                "    kvam,Bo\n");
  stage_text(&s, "fylke", "Vestland");
  stage_expect_value(&s, "alle", "24");
  assert_int_equal(stage_give(&s, "sted", "oslo") & SURVEY_SAVE, 0); /* of another county */
  stage_give(&s, "sted", "kvam");
  stage_expect_value(&s, "folk", "8");
  stage_expect_value(&s, "leder", "Ada");
  stage_expect_value(&s, "antall", "2");
  stage_text(&s, "sted", "voss");
  stage_expect_value(&s, "folk", "16");
  stage_expect_value(&s, "leder", "");
  stage_end(&s);
}

static Str shown(Stage *s, const char *path) {
  size_t count;
  const int cell = stage_cell(s, path);
  const int *choices = survey_choices(s->survey, cell, s->arena, &count);
  const ChoiceList *list = form_choices(s->form, &s->form->questions[survey_question(s->survey, cell)]);
  Buffer buffer = buffer_new(s->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < count; i++)
    sink_str(&sink, list->choices[choices[i]].name);
  return buffer_view(&buffer);
}

static const char letters[] = "choices: {l: [{name: A, label: A}, {name: B, label: B}, {name: C, label: C}, {name: D, label: D}, "
                              "{name: E, label: E}, {name: F, label: F}]}\n";

/* The orders that ODK's engines give. */
static void a_seed_gives_the_same_order_everywhere(void **state) {
  (void)state;
  static const struct {
    const char *seed, *order;
  } cases[] = {{"42", "AFCBDE"}, {"-42", "EDAFBC"}, {"1", "BFEACD"},     {"1.1", "BFEACD"}, {"11111111", "ACDBFE"},
               {"0", "CBEAFD"},  {"x", "BADCEF"},   {"bjørn", "CFEBAD"}, {"", "CBEAFD"}};
  Stage s;
  Arena *arena = arena_new(0);
  stage_set(&s, arena_printf(arena,
                             "survey:\n"
                             "  - {type: text, name: fro, label: Fro}\n"
                             "  - {type: select_one l, name: a, label: A, parameters: 'randomize=true seed=${fro}'}\n"
                             "  - {type: select_one l, name: b, label: B, parameters: 'randomize=false seed=42'}\n"
                             "  - {type: select_multiple l, name: c, label: C, parameters: {randomize: true, seed: 42}, "
                             "choice_filter: \"name != 'F'\"}\n"
                             "  - {type: select_one l, name: d, label: D, choice_filter: \"name = string("
                             "randomize(instance('l')/root/item[name != 'C'], ${fro})/name)\"}\n%s",
                             letters)
                    .ptr);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    stage_text(&s, "fro", cases[i].seed);
    if (!str_is(shown(&s, "a"), cases[i].order)) fail_msg("%s: " STR_FMT, cases[i].seed, STR_ARG(shown(&s, "a")));
    assert_int_equal(shown(&s, "d").len, 1); /* the first of those */
  }
  assert_true(str_is(shown(&s, "b"), "ABCDEF"));
  assert_int_equal(shown(&s, "c").len, 5); /* of those that are offered */
  stage_end(&s);
  arena_free(arena);
}

static void chance_gives_each_visit_an_order(void **state) {
  (void)state;
  Stage s;
  char first[8];
  int others = 0;
  Arena *arena = arena_new(0);
  stage_set(&s,
            arena_printf(arena, "survey: [{type: select_one l, name: a, label: A, parameters: randomize=true}]\n%s", letters).ptr);
  snprintf(first, sizeof first, STR_FMT, STR_ARG(shown(&s, "a")));
  stage_text(&s, "a", "C");
  assert_true(str_is(shown(&s, "a"), first));
  for (int i = 0; i < 20; i++) {
    stage_begin(&s);
    others += !str_is(shown(&s, "a"), first);
  }
  assert_true(others > 10);
  stage_end(&s);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(surveycto_functions),
                                     cmocka_unit_test(instances_are_picked_by_a_condition),
                                     cmocka_unit_test(conditions_follow_the_answers),
                                     cmocka_unit_test(tables_are_read),
                                     cmocka_unit_test(a_seed_gives_the_same_order_everywhere),
                                     cmocka_unit_test(chance_gives_each_visit_an_order)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
