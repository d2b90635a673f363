/* Robots come to what is asked only after a certain answer, which chance alone would hardly ever give. */
#include "robot/trial.h"

enum { ROBOTS = 200 };

#define HEAD            "settings: {form_id: f, version: 7, default_language: nb}\nlanguages: {nb: Norsk}\nsurvey:\n"
#define THEN(condition) "  - {type: note, name: kom, label: Kom, relevant: \"" condition "\"}\n"

static const char *const forms[] = {
    HEAD "  - {type: integer, name: q, label: Q}\n" THEN("${q} = 1814"),
    HEAD "  - {type: integer, name: q, label: Q}\n" THEN("${q} > 4711 and ${q} != 9999"),
    HEAD "  - {type: text, name: q, label: Q}\n" THEN("${q} = 'Eidsvoll'"),
    HEAD "  - {type: date, name: q, label: Q}\n" THEN("${q} = date('1814-05-17') or ${q} = '1905-06-07'"),
    HEAD "  - {type: date, name: q, label: Q}\n" THEN("today() - ${q} > 365"),
    HEAD "  - {type: decimal, name: q, label: Q}\n"
         "  - {type: group, name: g, label: G, relevant: \"${q} = 0.125\", questions: [\n"
         "      {type: note, name: kom, label: Kom}]}\n",
};

static bool comes(const Trial *trial, const Survey *survey) {
  const int question_ix = form_find_question(trial->setup.form, STR("kom"));
  return survey_is_relevant(survey, survey_cell(survey, -1, question_ix));
}

static void what_is_asked_after_a_certain_answer(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(forms); i++) {
    Trial trial = trial_of_text(forms[i]);
    size_t reached = 0;
    int stuck;
    for (size_t robot = 0; robot < ROBOTS; robot++)
      reached += comes(&trial, trial_visit(&trial, robot, NULL, &stuck));
    if (reached < 3 || reached > ROBOTS / 2) fail_msg("%zu of %d robots came there:\n%s", reached, ROBOTS, forms[i]);
    trial_end(&trial);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_asked_after_a_certain_answer)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
