/* What must hold on every screen of the shipped forms, on displays from 7 to 32 inches, in every language and direction. */
#include "panels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A form with every look, long words and a language from right to left. */
static const char *const every_look =
    "settings: {form_id: alt, form_title: {nb: Alt på ett sted, ar: كل شيء}, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, en: English, uk: Українська, nn: Nynorsk, ar: {name: العربية, direction: rtl}}\n"
    "survey:\n"
    "  - {type: note, name: n, label: {nb: 'Velkommen til denne undersøkelsen om tilrettelegging og oppfølging på arbeidsplassen', "
    "ar: "
    "'أهلا'}}\n"
    "  - {type: acknowledge, name: a, label: {nb: Greit, ar: حسنا}, required: true}\n"
    "  - {type: select_one l, name: rows, label: {nb: Hvor fornøyd er du?, ar: سؤال}}\n"
    "  - {type: select_one l, name: likert, label: {nb: Hvor fornøyd er du?, ar: سؤال}, appearance: likert}\n"
    "  - {type: select_one l, name: smileys, label: {nb: Hvor fornøyd er du?, ar: سؤال}, appearance: smileys}\n"
    "  - {type: select_one n, name: nps, label: {nb: Hvor sannsynlig er det?, ar: سؤال}, appearance: nps}\n"
    "  - {type: select_multiple m, name: many, label: {nb: Hva var viktig?, ar: سؤال}, hint: {nb: 'Velg så mange du vil', ar: "
    "تلميح}}\n"
    "  - {type: integer, name: i, label: {nb: Hvor mange uker?, ar: سؤال}}\n"
    "  - {type: text, name: t, label: {nb: Fortell oss gjerne litt mer om hvordan du har hatt det i praksisperioden, ar: سؤال}}\n"
    "  - {type: text, name: tt, label: {nb: Fortell, ar: سؤال}, appearance: multiline}\n"
    "choices:\n"
    "  l:\n"
    "    - {name: a, label: {nb: Svært misfornøyd, ar: سيء جدا}}\n"
    "    - {name: b, label: {nb: Misfornøyd, ar: سيء}}\n"
    "    - {name: c, label: {nb: Verken eller, ar: محايد}}\n"
    "    - {name: d, label: {nb: Fornøyd, ar: جيد}}\n"
    "    - {name: e, label: {nb: Svært fornøyd, ar: جيد جدا}}\n"
    "    - {name: vi, label: {nb: Vet ikke, ar: لا أعرف}, missing: true}\n"
    "  n:\n"
    "    - {name: '0', label: {nb: Slett ikke sannsynlig, ar: لا}}\n"
    "    - {name: '1', label: '1'}\n    - {name: '2', label: '2'}\n    - {name: '3', label: '3'}\n    - {name: '4', label: '4'}\n"
    "    - {name: '5', label: '5'}\n    - {name: '6', label: '6'}\n    - {name: '7', label: '7'}\n    - {name: '8', label: '8'}\n"
    "    - {name: '9', label: '9'}\n    - {name: '10', label: {nb: Svært sannsynlig, ar: نعم}}\n"
    "  m:\n"
    "    - {name: a, label: Arbeidsplasstilretteleggingskoordinatorene hjalp meg med alt det praktiske fra første dag}\n"
    "    - {name: b, label: Kollegene}\n    - {name: c, label: Mentoren}\n    - {name: d, label: Lønn}\n    - {name: e, label: "
    "Reisevei}\n"
    "    - {name: f, label: Opplæring}\n    - {name: g, label: Språk}\n    - {name: h, label: Ingenting, exclusive: true}\n";

/* Answers whatever the current question asks, in the shortest way. */
static void answer_and_go_on(Stage *stage) {
  const Question *question = &stage->form->questions[survey_current(stage->survey)];
  const ChoiceList *list = form_choices(stage->form, question);
  int before = survey_current(stage->survey);
  SurveyEvent answer = {.kind = SURVEY_ANSWER, .cell = before};
  if (question->kind == QUESTION_ACKNOWLEDGE) {
    answer.value = value_text(STR("OK"));
  } else if (question->kind == QUESTION_SELECT_ONE) {
    answer.value = value_text(list->choices[0].name);
  }
  if (!value_is_empty(answer.value)) {
    survey_step(stage->survey, &answer);
  }
  survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
  assert_true(survey_is_over(stage->survey) || survey_current(stage->survey) > before);
}

static void check_problem(Stage *stage, const Panel *panel) {
  if (survey_is_required(stage->survey, survey_current(stage->survey))) {
    survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
    stage_screen(stage, SCREEN_QUESTION);
    assert_non_null(stage_find(stage, "problem"));
    panel_check_screen(stage, panel);
  }
}

static void check_visit(const StageSetup *setup, const Panel *panel) {
  Stage stage = stage_new(setup);
  uint8_t modules[29 * 29] = {1};
  stage_screen(&stage, SCREEN_ATTRACT);
  panel_check_screen(&stage, panel);
  for (;;) {
    stage_screen(&stage, SCREEN_QUESTION);
    panel_check_screen(&stage, panel);
    check_problem(&stage, panel);
    answer_and_go_on(&stage);
    if (survey_is_over(stage.survey)) {
      break;
    }
  }
  stage_screen(&stage, SCREEN_IDLE);
  panel_check_screen(&stage, panel);
  stage.scene.qr_modules = modules;
  stage.scene.qr_side = 29;
  stage_screen(&stage, SCREEN_THANKS);
  panel_check_screen(&stage, panel);
  const Node *consent = stage_find(&stage, "followup.link"); /* before the code is scanned, without scrolling */
  assert_int_equal(stage_visible(consent).h, consent->rect.h);
  const Node *code = stage_find(&stage, "qr");
  assert_true(panel_mm(panel, code->rect.w) * 29 / 37 >= 30.0);
  assert_int_equal(code->rect.w % 37, 0);
  stage_screen(&stage, SCREEN_FAULT);
  panel_check_screen(&stage, panel);
  stage_free(&stage);
}

static void test_every_screen(void **state) {
  (void)state;
  static const char *const shipped[] = {"forms/kandidat.yaml", "forms/samling.yaml"};
  static const char *const languages[] = {"nb", "en"};
  for (size_t p = 0; p < PANEL_COUNT; p++) {
    for (size_t i = 0; i < 4; i++) {
      check_visit(&(StageSetup){.form_path = shipped[i / 2],
                                .language = languages[i % 2],
                                .width_px = panels[p].width_px,
                                .height_px = panels[p].height_px,
                                .width_mm = panels[p].width_mm,
                                .trial = i % 2 == 1},
                  &panels[p]);
    }
  }
}

/* The way to one's own phone is there on the first screen whatever is shown it on; where the words leave it little room, its modules are as
 * small as may be. The letters of these tests are wide, and leave it none on the narrowest. */
static void test_code_on_first_screen(void **state) {
  (void)state;
  static const Panel small[] = {{"5 in", 800, 480, 108}, {"5 in standing", 480, 800, 65}};
  static const char *const shipped[] = {"forms/kandidat.yaml", "forms/samling.yaml"};
  static const char *const languages[] = {"nb", "en", "uk", "ar"};
  static uint8_t modules[37 * 37] = {1};
  for (size_t p = 0; p < PANEL_COUNT + COUNT_OF(small); p++) {
    const Panel *panel = p < PANEL_COUNT ? &panels[p] : &small[p - PANEL_COUNT];
    for (size_t i = 0; i < COUNT_OF(shipped) * COUNT_OF(languages); i++) {
      Stage stage = stage_new(&(StageSetup){.form_path = shipped[i / COUNT_OF(languages)],
                                            .language = languages[i % COUNT_OF(languages)],
                                            .width_px = panel->width_px,
                                            .height_px = panel->height_px,
                                            .width_mm = panel->width_mm});
      stage.scene.qr_modules = modules;
      stage.scene.qr_side = 37;
      stage.scene.qr_address = STR("svar.fjordby.kommune.no/f/samling");
      stage_screen(&stage, SCREEN_ATTRACT);
      const Node *code = stage_find(&stage, "qr");
      bool little_room = p == PANEL_COUNT + 1;
      if (code == NULL && !little_room) {
        fail_msg("no code on %s in %s", panel->what, languages[i % COUNT_OF(languages)]);
      }
      assert_true(code == NULL || panel_mm(panel, code->rect.w) / 45 >= 0.65);
      panel_check_screen(&stage, panel);
      stage_free(&stage);
    }
  }
}

/* What a follow-up's code joins is read beside it on the smallest displays, too, without scrolling; but for the longest words where these
 * tests' wide letters leave them too little room. */
static void test_consent_beside_code(void **state) {
  (void)state;
  static const Panel small[] = {{"5 in", 800, 480, 108}, {"5 in standing", 480, 800, 65}, {"7 in", 1024, 600, 154}};
  static const char *const languages[] = {"nb", "nn", "en", "uk", "ar"};
  static const char *const links[] = {"none", "token"};
  static uint8_t modules[41 * 41] = {1};
  for (size_t i = 0; i < COUNT_OF(small) * COUNT_OF(languages) * COUNT_OF(links); i++) {
    const Panel *panel = &small[i % COUNT_OF(small)];
    const char *language = languages[i / COUNT_OF(small) % COUNT_OF(languages)];
    const char *link = links[i / COUNT_OF(small) / COUNT_OF(languages)];
    char form[500];
    snprintf(form, sizeof form,
             "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
             "languages: {nb: Norsk, nn: Nynorsk, en: English, uk: Українська, ar: {name: العربية, direction: rtl}}\n"
             "kiosk: {privacy: {mode: linked}, followup: {form: g, link: %s}}\n"
             "survey: [{type: text, name: a, label: A}]\n",
             link);
    Stage stage = stage_new(&(StageSetup){.form_text = form,
                                          .language = language,
                                          .width_px = panel->width_px,
                                          .height_px = panel->height_px,
                                          .width_mm = panel->width_mm});
    stage.scene.qr_modules = modules;
    stage.scene.qr_side = 41;
    stage_screen(&stage, SCREEN_THANKS);
    const Node *consent = stage_find(&stage, "followup.link"), *code = stage_find(&stage, "qr");
    bool little_room = panel == &small[0] && (strcmp(language, "uk") == 0 || strcmp(language, "ar") == 0);
    if (consent == NULL || (stage_visible(consent).h != consent->rect.h && !little_room)) {
      fail_msg("what joins cannot be read on %s in %s, link %s", panel->what, language, link);
    }
    assert_true(panel_mm(panel, code->rect.w) / 49 >= 0.65);
    stage_free(&stage);
  }
}

static void test_every_look(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "ar"};
  for (size_t p = 0; p < PANEL_COUNT; p++) {
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
      check_visit(&(StageSetup){.form_text = every_look,
                                .language = languages[i],
                                .width_px = panels[p].width_px,
                                .height_px = panels[p].height_px,
                                .width_mm = panels[p].width_mm},
                  &panels[p]);
    }
  }
}

/* From right to left everything stands mirrored, and a keyboard keeps its order. */
static void test_mirrored(void **state) {
  (void)state;
  StageSetup setup = {.form_text = every_look, .width_px = 1920, .height_px = 1080, .width_mm = 345, .language = "nb"};
  Stage left = stage_new(&setup);
  setup.language = "ar";
  Stage right = stage_new(&setup);
  for (int question = 0; question < (int)left.form->question_count; question++) {
    stage_screen(&left, SCREEN_QUESTION);
    stage_screen(&right, SCREEN_QUESTION);
    const Node *a = stage_find(&left, "back"), *b = stage_find(&right, "back");
    assert_true(a->rect.x + a->rect.w < 960);
    assert_true(b->rect.x > 960);
    a = stage_find(&left, "answer.a");
    b = stage_find(&right, "answer.e");
    if (a != NULL && b != NULL && left.form->questions[question].appearance & APPEARANCE_LIKERT) {
      assert_in_range(a->rect.x - b->rect.x + 1, 0, 2); /* the scale runs the other way, to the pixel that rounding leaves */
    }
    a = stage_find(&right, "key.1");
    b = stage_find(&right, "key.3");
    if (a != NULL && b != NULL) {
      assert_true(a->rect.x < b->rect.x);
    }
    answer_and_go_on(&left);
    answer_and_go_on(&right);
  }
  stage_free(&left);
  stage_free(&right);
}

/* The message of a refused answer comes between Back and Next: on a wide screen no answer moves, shrinks or leaves the screen. */
static void test_message_moves_nothing(void **state) {
  (void)state;
  Stage stage = stage_new(&(StageSetup){.form_path = "forms/samling.yaml", .width_px = 1280, .height_px = 800, .width_mm = 218});
  Rect before = stage_find(&stage, "answer.vet_ikke")->rect;
  stage_tap(&stage, "next");
  assert_non_null(stage_find(&stage, "problem"));
  Rect after = stage_find(&stage, "answer.vet_ikke")->rect;
  assert_memory_equal(&before, &after, sizeof before);
  stage_free(&stage);
}

static void test_caret_stands_in_its_field(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "ar"};
  static const char *const fields[] = {"i", "t", "tt"};
  for (size_t i = 0; i < COUNT_OF(languages) * COUNT_OF(fields); i++) {
    Stage stage = stage_new(&(StageSetup){
        .form_text = every_look, .width_px = 1280, .height_px = 800, .width_mm = 218, .language = languages[i / COUNT_OF(fields)]});
    while (!str_is(stage.form->questions[survey_current(stage.survey)].name, fields[i % COUNT_OF(fields)])) {
      answer_and_go_on(&stage);
    }
    stage_screen(&stage, SCREEN_QUESTION);
    stage_type(&stage, "1");
    stage_type(&stage, "2");
    const DrawList *list = ui_draw(stage.ui, stage.now_ms);
    Rect field = stage_find(&stage, "field")->rect, caret = {0, 0, 0, 0};
    for (size_t k = 0; k < list->count; k++) { /* the one thing drawn that is much higher than wide, in the accent colour */
      const DrawCommand *command = &list->items[k];
      bool thin = command->kind == DRAW_FILL && command->rect.w * 4 < command->rect.h;
      caret = thin ? command->rect : caret;
    }
    assert_false(rect_is_empty(caret));
    Rect inside = rect_intersect(caret, field);
    assert_memory_equal(&inside, &caret, sizeof caret);
    stage_free(&stage);
  }
}

/* Next says different things, but never changes its size under a finger. */
static void test_next_keeps_its_place(void **state) {
  (void)state;
  Stage stage = stage_new(&(StageSetup){.form_text = every_look, .width_px = 1280, .height_px = 800, .width_mm = 218});
  answer_and_go_on(&stage);
  answer_and_go_on(&stage);
  stage_screen(&stage, SCREEN_QUESTION);
  Rect skip = stage_find(&stage, "next")->rect;
  assert_true(str_is(stage_find(&stage, "next")->label, "Hopp over"));
  stage_tap(&stage, "answer.a");
  Rect next = stage_find(&stage, "next")->rect;
  assert_true(str_is(stage_find(&stage, "next")->label, "Neste"));
  assert_memory_equal(&skip, &next, sizeof next);
  stage_free(&stage);
}

/* Of five languages two are offered, in the order asked for, on every screen that has them. */
static void test_languages_offered(void **state) {
  (void)state;
  static const int offered[] = {4, 0};
  Stage stage = stage_new(&(StageSetup){.form_text = every_look, .width_px = 1280, .height_px = 800, .width_mm = 218});
  stage.scene.offered = offered;
  stage.scene.offered_count = COUNT_OF(offered);
  static const Screen screens[] = {SCREEN_ATTRACT, SCREEN_QUESTION, SCREEN_THANKS};
  for (size_t i = 0; i < COUNT_OF(screens); i++) {
    stage_screen(&stage, screens[i]);
    const Node *first = stage_find(&stage, "language.ar"), *second = stage_find(&stage, "language.nb");
    assert_non_null(first);
    assert_non_null(second);
    assert_true(first->rect.x < second->rect.x);
    assert_null(stage_find(&stage, "language.en"));
  }
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_screen),
      cmocka_unit_test(test_code_on_first_screen),
      cmocka_unit_test(test_consent_beside_code),
      cmocka_unit_test(test_every_look),
      cmocka_unit_test(test_mirrored),
      cmocka_unit_test(test_message_moves_nothing),
      cmocka_unit_test(test_caret_stands_in_its_field),
      cmocka_unit_test(test_next_keeps_its_place),
      cmocka_unit_test(test_languages_offered),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
