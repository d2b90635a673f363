/* Drawings among the answers: their names, what of them is stored, and what expressions see. */
#include "stage.h"

static const char form[] =
    "survey:\n"
    "  - {type: image, name: underskrift, label: Underskrift, appearance: signature}\n"
    "  - {type: text, name: takk, label: \"Takk, ${underskrift}\", relevant: \"${underskrift} != ''\"}\n"
    "  - {type: calculate, name: fil, calculation: \"concat(${underskrift}, '!')\"}\n"
    "  - type: repeat\n"
    "    name: hus-1\n"
    "    label: H\n"
    "    questions:\n"
    "      - {type: image, name: kart, label: Kart, appearance: draw, constraint: \"contains(., 'kart.png')\"}\n"
    "      - {type: calculate, name: mitt, calculation: '${kart}'}\n"
    "  - {type: calculate, name: kartene, calculation: \"join(' ', ${kart})\"}\n"
    "  - {type: image, name: feil, label: Feil, appearance: draw, constraint: '. = 1'}\n";

static const char signature[] = "1000x400;1,2 3,4", drawing[] = "1000x750;1,2 3,700", other[] = "1000x750;5,5";

static void expect_attachments(const Stage *stage, const char *expected) {
  size_t count;
  const SurveyAttachment *attachments = survey_attachments(stage->survey, stage->arena, &count);
  Buffer buffer = buffer_new(stage->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < count; i++)
    sink_printf(&sink, STR_FMT "=" STR_FMT "\n", STR_ARG(attachments[i].name), STR_ARG(attachments[i].sketch));
  assert_string_equal(buffer.bytes, expected);
  assert_int_equal(attachments == NULL, count == 0);
}

static void answers_name_them(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, form);
  expect_attachments(&s, "");
  assert_int_equal(stage_text(&s, "underskrift", signature), 0); /* made with many strokes: stored when it is left */
  stage_expect_relevant(&s, "takk", true);
  stage_expect_value(&s, "fil", "underskrift.png!");
  stage_expect_value(&s, "underskrift", signature);
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  int takk = survey_current(s.survey);
  assert_true(str_is(survey_text(s.survey, s.form->questions[takk].label, takk, s.arena), "Takk, underskrift.png"));
  stage_give(&s, "hus-1[1]/kart", drawing);
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE); /* its constraint sees the name */
  stage_step(&s, SURVEY_ADD);
  stage_text(&s, "hus-1[2]/kart", other);
  stage_give(&s, "feil", other);
  stage_expect_value(&s, "hus-1[2]/mitt", "hus--1-2-kart.png");
  stage_expect_value(&s, "kartene", "hus--1-1-kart.png hus--1-2-kart.png");
  stage_expect_json(&s,
                    "{'underskrift':'underskrift.png','takk':null,'fil':'underskrift.png!',"
                    "'hus-1':[{'kart':'hus--1-1-kart.png','mitt':'hus--1-1-kart.png'},"
                    "{'kart':'hus--1-2-kart.png','mitt':'hus--1-2-kart.png'}],'kartene':'hus--1-1-kart.png hus--1-2-kart.png'}");
  expect_attachments(&s, "underskrift.png=1000x400;1,2 3,4\nhus--1-1-kart.png=1000x750;1,2 3,700\n"
                         "hus--1-2-kart.png=1000x750;5,5\n"); /* what is not acceptable is not stored */
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_REFUSED);
  stage_end(&s);
}

static void what_is_taken_back_or_irrelevant_is_none(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: select_one jn, name: vil, label: Vil}\n"
                "  - {type: image, name: bilde, label: Bilde, appearance: draw, relevant: \"${vil} = 'ja'\"}\n"
                "choices: {jn: [{name: ja, label: Ja}, {name: nei, label: Nei}]}\n");
  stage_text(&s, "vil", "ja");
  stage_give(&s, "bilde", drawing);
  expect_attachments(&s, "bilde.png=1000x750;1,2 3,700\n");
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "vil", "nei");
  stage_expect_json(&s, "{'vil':'nei'}");
  expect_attachments(&s, "");
  stage_text(&s, "vil", "ja");
  stage_give(&s, "bilde", "");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_json(&s, "{'vil':'ja','bilde':null}");
  expect_attachments(&s, "");
  stage_end(&s);
}

/* Paths that differ in where their parts begin have names that differ. */
static void no_two_have_one_name(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: image, name: a-b, label: A, appearance: draw}\n"
                "  - {type: image, name: a--b, label: A, appearance: draw}\n"
                "  - {type: group, name: a, label: A, questions: [{type: image, name: b, label: B, appearance: draw}]}\n"
                "  - {type: group, name: a-, label: A, questions: [{type: image, name: b, label: B, appearance: draw}]}\n");
  static const char *const names[] = {"a--b.png", "a----b.png", "a-b.png", "a---b.png"};
  for (int cell = 0; cell < (int)COUNT_OF(names); cell++)
    assert_true(str_is(survey_attachment(s.survey, cell, s.arena), names[cell]));
  stage_end(&s);
}

/* On a phone without a finger to draw with. */
static void a_signature_may_be_typed(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, form);
  stage_text(&s, "underskrift", "typed;Åse Ødegård");
  stage_expect_value(&s, "fil", "underskrift.txt!");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  expect_attachments(&s, "underskrift.txt=typed;Åse Ødegård\n");
  stage_expect_json(&s, "{'underskrift':'underskrift.txt','fil':'underskrift.txt!'}");
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "underskrift", signature); /* but then it was drawn */
  expect_attachments(&s, "underskrift.png=1000x400;1,2 3,4\n");
  stage_answer(&s, "underskrift", value_text(STR("typed; ")));
  stage_expect_value(&s, "underskrift", signature);
  stage_give(&s, "hus-1[1]/kart", drawing);
  stage_answer(&s, "hus-1[1]/kart", value_text(STR("typed;Kari"))); /* is no map */
  stage_expect_value(&s, "hus-1[1]/kart", drawing);
  stage_end(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_signature_may_be_typed),
      cmocka_unit_test(answers_name_them),
      cmocka_unit_test(what_is_taken_back_or_irrelevant_is_none),
      cmocka_unit_test(no_two_have_one_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
