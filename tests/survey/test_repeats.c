/* Repeats: instances come and go, and expressions look into them. */
#include "stage.h"

static const char household[] = "survey:\n"
                                "  - {type: integer, name: foer, label: Før}\n"
                                "  - type: repeat\n"
                                "    name: medlem\n"
                                "    label: Medlem\n"
                                "    questions:\n"
                                "      - {type: text, name: navn, label: Navn}\n"
                                "      - {type: integer, name: alder, label: Alder}\n"
                                "      - {type: calculate, name: nr, calculation: 'position(..)'}\n"
                                "      - {type: text, name: skole, label: Skole, relevant: '${alder} < 18'}\n"
                                "  - {type: calculate, name: antall, calculation: 'count(${medlem})'}\n"
                                "  - {type: calculate, name: sum, calculation: 'sum(${alder})'}\n"
                                "  - {type: calculate, name: foerste, calculation: \"indexed-repeat(${navn}, ${medlem}, 1)\"}\n"
                                "  - {type: text, name: etter, label: Etter}\n";

static void the_visitor_adds_and_removes(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, household);
  stage_expect_at(&s, "foer");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "medlem[1]/navn");
  SurveyPage page = survey_page(s.survey);
  assert_int_equal(page.instance, 1);
  assert_int_equal(page.instance_count, 1);
  stage_text(&s, "medlem[1]/navn", "Kari");
  stage_give(&s, "medlem[1]/alder", "40");
  stage_expect_relevant(&s, "medlem[1]/skole", false);
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REPEAT medlem");
  page = survey_page(s.survey);
  assert_int_equal(page.kind, PAGE_REPEAT);
  assert_int_equal(page.instance, 0);
  assert_int_equal(page.instance_count, 1);
  assert_int_equal(survey_is_last(s.survey), false);

  assert_int_equal(stage_step(&s, SURVEY_ADD), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_at(&s, "medlem[2]/navn");
  assert_int_equal(survey_page(s.survey).instance, 2);
  stage_text(&s, "medlem[2]/navn", "Ola");
  stage_give(&s, "medlem[2]/alder", "7");
  stage_expect_relevant(&s, "medlem[2]/skole", true);
  stage_give(&s, "medlem[2]/skole", "Nord");
  stage_expect_value(&s, "sum", "47");
  stage_expect_value(&s, "antall", "2");
  stage_expect_value(&s, "foerste", "Kari");
  stage_expect_value(&s, "medlem[2]/nr", "2");
  stage_expect_json(&s, "{'foer':null,'medlem':[{'navn':'Kari','alder':40,'nr':1},{'navn':'Ola','alder':7,'nr':2,'skole':'Nord'}],"
                        "'antall':2,'sum':47,'foerste':'Kari'}");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REPEAT medlem");
  int serial = survey_page(s.survey).serial;
  assert_int_equal(serial, page.serial);
  assert_int_equal(stage_step(&s, SURVEY_BACK), SURVEY_MOVED);
  stage_expect_at(&s, "medlem[2]/skole");
  stage_step(&s, SURVEY_NEXT);

  int gone = stage_cell(&s, "medlem[2]/navn"), cells = survey_cell_count(s.survey);
  assert_int_equal(stage_step(&s, SURVEY_REMOVE), SURVEY_SAVE);
  assert_false(survey_is_relevant(s.survey, gone));
  assert_true(value_is_empty(survey_answer(s.survey, gone)));
  stage_expect_value(&s, "sum", "40");
  stage_expect_value(&s, "antall", "1");
  stage_expect_json(&s, "{'foer':null,'medlem':[{'navn':'Kari','alder':40,'nr':1}],'antall':1,'sum':40,'foerste':'Kari'}");

  stage_step(&s, SURVEY_ADD);
  stage_expect_at(&s, "medlem[2]/navn");
  assert_true(survey_current(s.survey) >= cells); /* a number is not given twice */
  stage_expect_value(&s, "medlem[2]/navn", "");   /* nor is an answer */
  stage_step(&s, SURVEY_NEXT);
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REPEAT medlem");
  stage_step(&s, SURVEY_REMOVE);
  stage_step(&s, SURVEY_REMOVE);
  stage_expect_at(&s, "REPEAT medlem");
  assert_int_equal(survey_page(s.survey).instance_count, 0);
  assert_int_equal(stage_step(&s, SURVEY_REMOVE), 0);
  stage_expect_json(&s, "{'foer':null,'medlem':[],'antall':0,'sum':0}");
  stage_step(&s, SURVEY_BACK);
  stage_expect_at(&s, "foer");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REPEAT medlem");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "etter");
  assert_int_equal(stage_step(&s, SURVEY_ADD), 0);
  stage_end(&s);
}

static void a_count_makes_instances(void **state) {
  (void)state;
  static const struct {
    const char *answer;
    int instances;
  } cases[] = {{"3", 3}, {"1", 1}, {"2.9", 2}, {"0", 0}, {"-4", 0}, {"", 0}, {"1000000", SURVEY_INSTANCES_MAX}, {"2", 2}};
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: decimal, name: n, label: N}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    repeat_count: '${n}'\n"
                "    questions:\n"
                "      - {type: text, name: t, label: T, default: x}\n"
                "  - {type: calculate, name: antall, calculation: 'count(${r})'}\n"
                "  - {type: text, name: etter, label: Etter}\n");
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    stage_text(&s, "n", cases[i].answer);
    stage_step(&s, SURVEY_LANGUAGE); /* the typing is done */
    char expected[16];
    snprintf(expected, sizeof expected, "%d", cases[i].instances);
    stage_expect_value(&s, "antall", expected);
  }
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "r[1]/t");
  stage_text(&s, "r[1]/t", "en");
  stage_step(&s, SURVEY_NEXT);
  stage_text(&s, "r[2]/t", "to");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "etter"); /* nobody is asked whether there is another one */
  stage_expect_json(&s, "{'n':2,'r':[{'t':'en'},{'t':'to'}],'antall':2}");
  for (int i = 0; i < 3; i++)
    stage_step(&s, SURVEY_BACK);
  stage_text(&s, "n", ""); /* a correction, letter by letter */
  stage_text(&s, "n", "2");
  stage_expect_value(&s, "r[2]/t", "to");
  stage_text(&s, "n", "1");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_json(&s, "{'n':1,'r':[{'t':'en'}],'antall':1}");
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "n", "2");
  stage_expect_value(&s, "r[1]/t", "en");
  stage_expect_value(&s, "r[2]/t", "x"); /* shrinking keeps nothing */
  stage_expect_json(&s, "{'n':2,'r':[{'t':'en'},{}],'antall':2}");
  stage_end(&s);
}

static const char three_deep[] = "survey:\n"
                                 "  - type: repeat\n"
                                 "    name: a\n"
                                 "    label: A\n"
                                 "    questions:\n"
                                 "      - {type: integer, name: x, label: X}\n"
                                 "      - type: group\n"
                                 "        name: g\n"
                                 "        label: G\n"
                                 "        questions:\n"
                                 "          - type: repeat\n"
                                 "            name: b\n"
                                 "            label: B\n"
                                 "            questions:\n"
                                 "              - {type: integer, name: y, label: Y}\n"
                                 "              - type: repeat\n"
                                 "                name: c\n"
                                 "                label: C\n"
                                 "                repeat_count: '${y}'\n"
                                 "                questions:\n"
                                 "                  - {type: integer, name: z, label: Z}\n"
                                 "                  - {type: calculate, name: w, calculation: '${x} * 100 + ${y} * 10 + ${z}'}\n"
                                 "              - {type: calculate, name: zs, calculation: 'sum(${z})'}\n"
                                 "      - {type: calculate, name: bs, calculation: 'count(${b})'}\n"
                                 "  - {type: calculate, name: alle, calculation: 'sum(${z})'}\n"
                                 "  - {type: calculate, name: valgt,"
                                 " calculation: 'indexed-repeat(${z}, ${a}, 1, ${b}, 2, ${c}, 1)'}\n"
                                 "  - {type: note, name: slutt, label: Slutt}\n";

static void three_deep_each_knows_its_own(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, three_deep);
  stage_text(&s, "a[1]/x", "1");
  stage_give(&s, "a[1]/g/b[1]/y", "2");
  stage_give(&s, "a[1]/g/b[1]/c[1]/z", "3");
  stage_give(&s, "a[1]/g/b[1]/c[2]/z", "4");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REPEAT b");
  stage_step(&s, SURVEY_ADD);
  stage_text(&s, "a[1]/g/b[2]/y", "1");
  stage_give(&s, "a[1]/g/b[2]/c[1]/z", "5");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REPEAT b");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REPEAT a");
  stage_step(&s, SURVEY_ADD);
  stage_text(&s, "a[2]/x", "6");
  stage_give(&s, "a[2]/g/b[1]/y", "1");
  stage_give(&s, "a[2]/g/b[1]/c[1]/z", "7");
  stage_expect_value(&s, "a[1]/g/b[1]/c[2]/w", "124");
  stage_expect_value(&s, "a[2]/g/b[1]/c[1]/w", "617");
  stage_expect_value(&s, "a[1]/g/b[1]/zs", "7");
  stage_expect_value(&s, "a[1]/bs", "2");
  stage_expect_value(&s, "alle", "19");
  stage_expect_value(&s, "valgt", "5");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_json(
      &s, "{'a':[{'x':1,'g/b':[{'y':2,'c':[{'z':3,'w':123},{'z':4,'w':124}],'zs':7},{'y':1,'c':[{'z':5,'w':115}],'zs':5}],"
          "'bs':2},{'x':6,'g/b':[{'y':1,'c':[{'z':7,'w':617}],'zs':7}],'bs':1}],'alle':19,'valgt':5}");
  for (int i = 0; i < 20 && !(stage_step(&s, SURVEY_BACK) & SURVEY_LEFT); i++)
    continue;
  assert_true(survey_is_over(s.survey));
  stage_end(&s);
}

static void nearest_cells_are_found(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, three_deep);
  int x = form_find_question(s.form, STR("x")), z = form_find_question(s.form, STR("z"));
  assert_int_equal(survey_cell(s.survey, -1, z), -1);
  stage_text(&s, "a[1]/x", "1");
  stage_give(&s, "a[1]/g/b[1]/y", "2");
  int inner = stage_cell(&s, "a[1]/g/b[1]/c[2]/z");
  assert_int_equal(survey_cell(s.survey, inner, x), stage_cell(&s, "a[1]/x"));
  assert_int_equal(survey_cell(s.survey, inner, z), inner);
  assert_int_equal(survey_cell(s.survey, -1, z), stage_cell(&s, "a[1]/g/b[1]/c[1]/z"));
  assert_int_equal(survey_question(s.survey, inner), z);
  stage_end(&s);
}

/* Whoever reads earlier instances hears of their changes, however they are written. */
static void instances_read_each_other(void **state) {
  (void)state;
  static const char *const previous[] = {
      "indexed-repeat(${x}, ${r}, position(..) - 1)",
      "../../r[position() = position(current()/..) - 1]/x",
      "${r}[position() = position(current()/..) - 1]/x",
  };
  for (size_t i = 0; i < COUNT_OF(previous); i++) {
    char text[1024];
    snprintf(text, sizeof text,
             "survey:\n"
             "  - {type: integer, name: n, label: N, default: 4}\n"
             "  - type: repeat\n"
             "    name: r\n"
             "    label: R\n"
             "    repeat_count: '${n}'\n"
             "    questions:\n"
             "      - {type: integer, name: x, label: X}\n"
             "      - {type: calculate, name: forrige, calculation: \"if(position(..) = 1, 'ingen', %s)\"}\n"
             "      - {type: calculate, name: alle, calculation: 'sum(../../r/x)'}\n"
             "      - {type: calculate, name: hittil, calculation: 'if(position(..) = 1, 0, indexed-repeat(${hittil}, ${r},"
             " position(..) - 1)) + coalesce(${x}, 0)'}\n",
             previous[i]);
    Stage s;
    stage_set(&s, text);
    stage_give(&s, "r[1]/x", "10");
    stage_give(&s, "r[3]/x", "5");
    stage_expect_value(&s, "r[1]/forrige", "ingen");
    stage_expect_value(&s, "r[2]/forrige", "10");
    stage_expect_value(&s, "r[4]/forrige", "5");
    stage_expect_value(&s, "r[1]/alle", "15");
    stage_expect_value(&s, "r[4]/hittil", "15");
    stage_step(&s, SURVEY_BACK);
    stage_text(&s, "r[2]/x", "2");
    stage_expect_value(&s, "r[3]/forrige", "2");
    stage_expect_value(&s, "r[1]/alle", "17");
    stage_expect_value(&s, "r[1]/hittil", "10");
    stage_expect_value(&s, "r[3]/hittil", "17");
    stage_expect_value(&s, "r[4]/hittil", "17");
    stage_end(&s);
  }
}

static void an_irrelevant_repeat_is_not_there(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: select_one jn, name: barn, label: Barn?}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    relevant: \"${barn} = 'ja'\"\n"
                "    questions: [{type: integer, name: x, label: X}]\n"
                "  - {type: calculate, name: antall, calculation: 'count(${r})'}\n"
                "  - {type: calculate, name: sum, calculation: 'sum(${x})'}\n"
                "  - {type: note, name: slutt, label: Slutt}\n"
                "choices: {jn: [{name: ja, label: Ja}, {name: nei, label: Nei}]}\n");
  stage_expect_value(&s, "antall", "0");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "slutt");
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "barn", "ja");
  stage_expect_value(&s, "antall", "1");
  stage_give(&s, "r[1]/x", "4");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REPEAT r");
  stage_step(&s, SURVEY_BACK);
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "barn", "nei");
  stage_expect_value(&s, "sum", "0");
  stage_expect_json(&s, "{'barn':'nei','antall':0,'sum':0}");
  stage_text(&s, "barn", "ja");
  stage_expect_json(&s, "{'barn':'ja','r':[{'x':4}],'antall':1,'sum':4}");
  stage_end(&s);
}

static void nobody_counts_to_a_billion(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: n, label: N}\n"
                "  - type: repeat\n"
                "    name: a\n"
                "    label: A\n"
                "    repeat_count: '${n}'\n"
                "    questions:\n"
                "      - {type: text, name: t, label: T}\n"
                "      - type: repeat\n"
                "        name: b\n"
                "        label: B\n"
                "        repeat_count: '${n}'\n"
                "        questions:\n"
                "          - {type: text, name: u, label: U}\n"
                "          - {type: text, name: v, label: V}\n");
  stage_text(&s, "n", "1000");
  assert_true(survey_cell_count(s.survey) < 2000000);
  stage_text(&s, "n", "2");
  stage_step(&s, SURVEY_LANGUAGE); /* the typing is done */
  stage_expect_relevant(&s, "a[2]/b[2]/v", true);
  stage_expect_relevant(&s, "a[2]/b[3]/v", false);
  stage_end(&s);
}

static void nor_to_a_billion_empty_ones(void **state) {
  (void)state;
  enum { BYTES_MAX = 128 * 1024 * 1024 };
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: n, label: N}\n"
                "  - type: repeat\n"
                "    name: a\n"
                "    label: A\n"
                "    repeat_count: '${n}'\n"
                "    questions:\n"
                "      - type: repeat\n"
                "        name: b\n"
                "        label: B\n"
                "        repeat_count: '${n}'\n"
                "        questions:\n"
                "          - {type: repeat, name: c, label: C, repeat_count: '${n}', questions: []}\n"
                "  - {type: calculate, name: count_a, calculation: 'count(${a})'}\n");
  stage_text(&s, "n", "1000");
  stage_expect_value(&s, "count_a", "1000");
  assert_true(arena_used_bytes(s.session) < BYTES_MAX);
  stage_end(&s);
}

/* Each predicate looks at all instances for each instance that the one around it looks at. */
static void nobody_looks_a_billion_times(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: n, label: N}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    repeat_count: '${n}'\n"
                "    questions: [{type: calculate, name: x, calculation: 'position(..)'}]\n"
                "  - {type: calculate, name: few, calculation: 'count(${x}[sum(${x}[sum(${x}[. > 0]) > 1]) > 1])'}\n"
                "  - {type: calculate, name: unequal, calculation: '${x} != ${x}'}\n");
  stage_text(&s, "n", "20");
  stage_expect_value(&s, "few", "20");
  stage_expect_value(&s, "unequal", "true");
  stage_text(&s, "n", "1000"); /* comes to an end, whatever it comes to */
  stage_expect_value(&s, "unequal", "true");
  stage_text(&s, "n", "30");
  stage_step(&s, SURVEY_LANGUAGE); /* the typing is done */
  stage_expect_value(&s, "few", "30");
  stage_end(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_visitor_adds_and_removes),  cmocka_unit_test(a_count_makes_instances),
      cmocka_unit_test(three_deep_each_knows_its_own), cmocka_unit_test(nearest_cells_are_found),
      cmocka_unit_test(instances_read_each_other),     cmocka_unit_test(an_irrelevant_repeat_is_not_there),
      cmocka_unit_test(nobody_counts_to_a_billion),    cmocka_unit_test(nor_to_a_billion_empty_ones),
      cmocka_unit_test(nobody_looks_a_billion_times),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
