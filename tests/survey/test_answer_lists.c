/* Choices that are answers: select_one ${name}. */
#include "stage.h"

static const char children[] = "survey:\n"
                               "  - type: repeat\n"
                               "    name: barn\n"
                               "    label: Barn\n"
                               "    questions:\n"
                               "      - {type: text, name: navn, label: Navn}\n"
                               "      - {type: integer, name: alder, label: Alder}\n"
                               "      - {type: 'select_one ${navn}', name: venn, label: 'Leker helst med'}\n"
                               "  - {type: 'select_one ${navn}', name: yngst, label: Yngst}\n"
                               "  - {type: 'select_one ${barn}', name: voksen, label: Voksen, choice_filter: '${alder} >= 18'}\n"
                               "  - {type: 'select_multiple ${navn}', name: her, label: 'Hvem er her'}\n"
                               "  - {type: 'rank ${navn}', name: rekke, label: Rekke}\n"
                               "  - {type: calculate, name: valgt, calculation: \"concat(${yngst}, '/', ${her})\"}\n"
                               "  - {type: calculate, name: navnet, calculation: \"jr:choice-name(${yngst}, '${yngst}')\"}\n"
                               "  - {type: calculate, name: alderen, calculation: '/data/barn[navn = ${yngst}]/alder'}\n"
                               "  - {type: note, name: takk, label: '${yngst} er yngst'}\n";

static void give_child(Stage *s, int number, const char *name, const char *age) {
  char path[32];
  if (number > 1) {
    while (survey_page(s->survey).kind != PAGE_REPEAT)
      stage_step(s, SURVEY_NEXT);
    stage_step(s, SURVEY_ADD);
  }
  snprintf(path, sizeof path, "barn[%d]/navn", number);
  stage_give(s, path, name);
  snprintf(path, sizeof path, "barn[%d]/alder", number);
  stage_give(s, path, age);
}

static void family(Stage *s) {
  stage_set(s, children);
  give_child(s, 1, "Åse Marie", "4");
  give_child(s, 2, "Bo", "19");
  give_child(s, 3, "", "30");
}

/* Goes to the question's page and says which choices are offered there, with their labels. */
static void expect_offered(Stage *s, const char *path, const char *expected) {
  while (stage_cell(s, path) != survey_current(s->survey))
    stage_step(s, SURVEY_NEXT);
  const int cell = stage_cell(s, path);
  const ChoiceList *list = form_choices(s->form, &s->form->questions[survey_question(s->survey, cell)]);
  Buffer buffer = buffer_new(s->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < list->count; i++) {
    if (!survey_offers(s->survey, cell, (int)i)) continue;
    sink_printf(&sink, "%s" STR_FMT "=" STR_FMT, buffer.count > 0 ? " " : "", STR_ARG(list->choices[i].name),
                STR_ARG(survey_text(s->survey, list->choices[i].label, cell, s->arena)));
  }
  if (!str_is(buffer_view(&buffer), expected)) fail_msg("%s offers " STR_FMT, path, STR_ARG(buffer_view(&buffer)));
}

static void answers_are_offered(void **state) {
  (void)state;
  Stage s;
  family(&s);
  expect_offered(&s, "yngst", "1=Åse Marie 2=Bo");
  expect_offered(&s, "voksen", "2=Bo"); /* who has no name cannot be told */
  expect_offered(&s, "her", "1=Åse Marie 2=Bo");
  stage_end(&s);
}

static void a_choice_reads_as_the_answer(void **state) {
  (void)state;
  Stage s;
  family(&s);
  stage_give(&s, "yngst", "1");
  stage_give(&s, "her", "2 1");
  stage_expect_value(&s, "valgt", "Åse Marie/Åse Marie Bo");
  stage_expect_value(&s, "navnet", "Åse Marie");
  stage_expect_value(&s, "alderen", "4");
  assert_int_equal(stage_text(&s, "her", "3"), 0); /* who is not offered */
  stage_end(&s);
}

static void what_is_stored_is_which_one(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: repeat, name: barn, label: Barn, questions: [{type: text, name: navn, label: Navn}]}\n"
                "  - {type: 'select_one ${navn}', name: yngst, label: Yngst}\n"
                "  - {type: note, name: takk, label: '${yngst} er yngst'}\n");
  stage_give(&s, "barn[1]/navn", "Bo");
  stage_give(&s, "yngst", "1");
  stage_expect_json(&s, "{'barn':[{'navn':'Bo'}],'yngst':'1'}");
  stage_step(&s, SURVEY_NEXT);
  const int cell = survey_current(s.survey);
  const Str text = survey_text(s.survey, s.form->questions[survey_question(s.survey, cell)].label, cell, s.arena);
  assert_true(str_is(text, "Bo er yngst"));
  stage_end(&s);
}

/* An answer that is taken back is nobody's choice any more; a name that is mended stays. */
static void a_choice_goes_with_its_answer(void **state) {
  (void)state;
  Stage s;
  family(&s);
  stage_give(&s, "yngst", "2");
  while (stage_cell(&s, "barn[2]/navn") != survey_current(s.survey))
    stage_step(&s, SURVEY_BACK);
  stage_text(&s, "barn[2]/navn", "Bodil");
  stage_expect_value(&s, "navnet", "Bodil");
  stage_text(&s, "barn[2]/navn", "");
  stage_expect_value(&s, "yngst", "");
  stage_expect_value(&s, "navnet", "");
  stage_end(&s);
}

static void within_the_repeat_all_are_meant(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, children);
  give_child(&s, 1, "Ada", "4");
  expect_offered(&s, "barn[1]/venn", "1=Ada");
  give_child(&s, 2, "Bo", "6");
  expect_offered(&s, "barn[2]/venn", "1=Ada 2=Bo");
  stage_text(&s, "barn[2]/venn", "1");
  stage_expect_value(&s, "barn[2]/venn", "1");
  while (stage_cell(&s, "barn[1]/navn") != survey_current(s.survey))
    stage_step(&s, SURVEY_BACK);
  stage_text(&s, "barn[1]/navn", "");
  stage_expect_value(&s, "barn[2]/venn", "");
  stage_end(&s);
}

/* In a repeat in a repeat those of one household. */
static void from_within_an_outer_repeat_its_own_are_meant(void **state) {
  (void)state;
  Stage s;
  stage_set(&s,
            "survey:\n"
            "  - {type: integer, name: n, label: N}\n"
            "  - type: repeat\n"
            "    name: hus\n"
            "    label: Hus\n"
            "    repeat_count: ${n}\n"
            "    questions:\n"
            "      - {type: repeat, name: rom, label: Rom, repeat_count: '2', questions: [{type: text, name: navn, label: Navn}]}\n"
            "      - {type: 'select_one ${navn}', name: beste, label: Beste}\n"
            "  - {type: 'select_one ${navn}', name: best, label: 'Best av alle'}\n");
  stage_give(&s, "n", "2");
  static const char *const paths[] = {"hus[1]/rom[1]/navn", "hus[1]/rom[2]/navn", "hus[2]/rom[1]/navn", "hus[2]/rom[2]/navn"};
  for (size_t i = 0; i < COUNT_OF(paths); i++)
    stage_give(&s, paths[i], (const char *[]){"stue", "bad", "gang", "loft"}[i]);
  expect_offered(&s, "hus[2]/beste", "1=gang 2=loft");
  expect_offered(&s, "best", "1=stue 2=bad 3=gang 4=loft");
  stage_end(&s);
}

/* The choice is the same, though it reads as another answer now. */
static void a_name_that_is_mended_triggers_nothing(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: repeat, name: barn, label: Barn, questions: [{type: text, name: navn, label: Navn}]}\n"
                "  - {type: 'select_one ${navn}', name: yngst, label: Yngst}\n"
                "  - {type: calculate, name: da, calculation: \"concat(${yngst}, '!')\", trigger: '${yngst}'}\n"
                "  - {type: calculate, name: naa, calculation: \"concat(${yngst}, '!')\"}\n");
  stage_give(&s, "barn[1]/navn", "Bo");
  stage_give(&s, "yngst", "1");
  while (stage_cell(&s, "barn[1]/navn") != survey_current(s.survey))
    stage_step(&s, SURVEY_BACK);
  stage_text(&s, "barn[1]/navn", "Bodil");
  stage_expect_value(&s, "naa", "Bodil!");
  stage_expect_value(&s, "da", "Bo!");
  stage_end(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(answers_are_offered),
      cmocka_unit_test(a_choice_reads_as_the_answer),
      cmocka_unit_test(what_is_stored_is_which_one),
      cmocka_unit_test(a_choice_goes_with_its_answer),
      cmocka_unit_test(a_name_that_is_mended_triggers_nothing),
      cmocka_unit_test(within_the_repeat_all_are_meant),
      cmocka_unit_test(from_within_an_outer_repeat_its_own_are_meant),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
