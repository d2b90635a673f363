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

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(surveycto_functions), cmocka_unit_test(conditions_follow_the_answers),
                                     cmocka_unit_test(tables_are_read)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
