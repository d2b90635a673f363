/* What must hold on every screen of every question type, of pages of several questions and of repeats, unanswered, answered and
 * refused, on displays from 7 to 32 inches, from left to right and from right to left. */
#include "panels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: typer, form_title: {nb: Alle typer, ar: كل الأنواع}, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}\n"
    "survey:\n"
    "  - {type: decimal, name: dec, label: {nb: 'Hvor mange timer arbeidet du i praksisperioden i går?', ar: كم ساعة؟},\n"
    "     hint: {nb: Ta med pausene, ar: مع الاستراحات}, guidance_hint: {nb: 'Vi regner fra du kom til du gikk, med lunsj, og "
    "runder av "
    "til en halv time.', ar: نحسب}}\n"
    "  - {type: range, name: few, label: {nb: Hvor sliten er du?, ar: كم أنت متعب؟}, parameters: start=0 end=10 step=1}\n"
    "  - {type: range, name: tenths, label: {nb: Hvor mye?, ar: كم؟}, parameters: start=0 end=1 step=0.1}\n"
    "  - {type: range, name: slide, label: {nb: Hvor stor del av dagen?, ar: كم من اليوم؟}, parameters: start=0 end=100 step=5}\n"
    "  - {type: rank l, name: rank, label: {nb: Hva betyr mest?, ar: ما الأهم؟}}\n"
    "  - {type: date, name: d, label: {nb: Når begynte du?, ar: متى بدأت؟}}\n"
    "  - {type: date, name: my, label: {nb: Når er du født?, ar: متى ولدت؟}, appearance: month-year}\n"
    "  - {type: date, name: y, label: {nb: Hvilket år?, ar: في أي سنة؟}, appearance: year}\n"
    "  - {type: time, name: t, label: {nb: Når på dagen?, ar: في أي ساعة؟}}\n"
    "  - {type: dateTime, name: dt, label: {nb: Når var møtet?, ar: متى كان اللقاء؟}}\n"
    "  - {type: select_one l, name: h, label: {nb: Hva var viktigst?, ar: ما الأهم؟}, appearance: horizontal}\n"
    "  - {type: select_multiple l, name: hm, label: {nb: Hva var viktig?, ar: ما المهم؟}, appearance: horizontal, required: "
    "'yes'}\n"
    "  - {type: text, name: ro, label: {nb: Arbeidsplassen, ar: مكان العمل}, default: Bergen kommune, read_only: 'yes'}\n"
    "  - {type: begin_group, name: om, label: {nb: Om deg, ar: عنك}, appearance: field-list}\n"
    "  - {type: text, name: navn, label: {nb: Hva heter du?, ar: ما اسمك؟}, required: 'yes'}\n"
    "  - {type: integer, name: alder, label: {nb: Hvor gammel er du?, ar: كم عمرك؟}, required: 'yes', guidance_hint: Hele år}\n"
    "  - {type: select_one l, name: ny, label: {nb: Hva er viktigst?, ar: ما الأهم؟}, required: 'yes'}\n"
    "  - {type: decimal, name: km, label: {nb: Hvor langt har du til jobb?, ar: كم المسافة؟}}\n"
    "  - {type: date, name: start, label: {nb: Når begynte du?, ar: متى بدأت؟}, required: 'yes'}\n"
    "  - {type: text, name: mer, label: {nb: Noe mer?, ar: المزيد؟}, appearance: multiline}\n"
    "  - {type: end_group}\n"
    "  - {type: begin_repeat, name: barn, label: {nb: Barn i husstanden, ar: الأطفال}}\n"
    "  - {type: text, name: bnavn, label: {nb: Hva heter barnet?, ar: ما اسم الطفل؟}}\n"
    "  - {type: end_repeat}\n"
    "  - {type: note, name: slutt, label: {nb: Takk, ar: شكرا}}\n"
    "choices:\n"
    "  l:\n"
    "    - {name: a, label: {nb: Lønn, ar: الراتب}}\n"
    "    - {name: b, label: {nb: Kollegene, ar: الزملاء}}\n"
    "    - {name: c, label: {nb: Å lære noe nytt, ar: التعلم}}\n"
    "    - {name: d, label: {nb: Mentoren, ar: المرشد}}\n";

/* What a hand does to each question, so that its other looks come up too; NULL: nothing. */
static const struct {
  const char *question;
  const char *taps[4];
} hands[] = {{"dec", {"guidance", "key.1", "key.decimal", "key.5"}},
             {"few", {"answer.7"}},
             {"slide", {"slider"}},
             {"rank", {"answer.c", "answer.a"}},
             {"d", {"day.more", "month.more"}},
             {"my", {"month.more"}},
             {"y", {"year.less"}},
             {"t", {"minute.more"}},
             {"dt", {"hour", "day.less"}},
             {"h", {"answer.b"}},
             {"hm", {"answer.b"}},
             {"navn", {"alder.guidance", "ny.answer.c", "start.day.more"}}};

static const char *const fields[] = {"navn.field", "alder.field", "km.field", "mer.field"};

static void check_taps(Stage *stage, const Panel *panel) {
  for (size_t i = 0; i < COUNT_OF(hands); i++) {
    for (size_t k = 0; str_is(stage_question(stage), hands[i].question) && k < COUNT_OF(hands[i].taps) && hands[i].taps[k]; k++) {
      stage_scroll_to(stage, hands[i].taps[k]);
      stage_tap(stage, hands[i].taps[k]);
      panel_check_screen(stage, panel);
    }
  }
}

/* Each field of the page in use, with its keyboard: it is in sight, all of it. */
static void check_fields(Stage *stage, const Panel *panel) {
  for (size_t i = 0; i < COUNT_OF(fields) && stage_find(stage, fields[0]) != NULL; i++) {
    stage_scroll_to(stage, fields[i]);
    stage_tap(stage, fields[i]);
    panel_check_screen(stage, panel);
    const Node *field = stage_find(stage, fields[i]);
    if (stage_visible(field).h != field->rect.h) {
      fail_msg("%s is hidden by its keyboard on %s", fields[i], panel->what);
    }
    stage_type(stage, "1");
    panel_check_screen(stage, panel);
  }
}

static void check_refused(Stage *stage, const Panel *panel) {
  int serial = survey_page(stage->survey).serial;
  stage_tap(stage, "next");
  if (!survey_is_over(stage->survey) && survey_page(stage->survey).serial == serial) {
    panel_check_screen(stage, panel);
    check_taps(stage, panel);
    check_fields(stage, panel);
    stage_tap(stage, "next");
  }
}

static void check_repeat(Stage *stage, const Panel *panel) {
  if (stage_find(stage, "add") != NULL) {
    stage_tap(stage, "add");
    panel_check_screen(stage, panel);
    stage_tap(stage, "next");
    panel_check_screen(stage, panel);
    stage_tap(stage, "remove");
    stage_tap(stage, "remove");
    panel_check_screen(stage, panel);
    assert_null(stage_find(stage, "remove"));
    stage_tap(stage, "next");
  }
}

static void check_visit(const Panel *panel, const char *language) {
  Stage stage = stage_new(&(StageSetup){.form_text = form_text,
                                        .language = language,
                                        .width_px = panel->width_px,
                                        .height_px = panel->height_px,
                                        .width_mm = panel->width_mm});
  int pages = 0;
  while (!survey_is_over(stage.survey)) {
    panel_check_screen(&stage, panel);
    bool needs = survey_current(stage.survey) >= 0 && survey_is_required(stage.survey, survey_current(stage.survey));
    if (survey_page(stage.survey).kind == PAGE_REPEAT) {
      check_repeat(&stage, panel);
    } else if (needs) {
      check_refused(&stage, panel);
    } else {
      check_taps(&stage, panel);
      stage_tap(&stage, "next");
    }
    assert_true(pages++ < 30);
  }
  assert_int_equal(pages, 18);
  stage_free(&stage);
}

static void test_left_to_right(void **state) {
  (void)state;
  for (size_t i = 0; i < PANEL_COUNT; i++) {
    check_visit(&panels[i], "nb");
  }
}

static void test_right_to_left(void **state) {
  (void)state;
  for (size_t i = 0; i < PANEL_COUNT; i++) {
    check_visit(&panels[i], "ar");
  }
}

/* The same steppers, mirrored; but the hour stands left of the minute everywhere. */
static void test_mirrored_steppers(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "ar"};
  for (size_t i = 0; i < COUNT_OF(languages); i++) {
    Stage stage = stage_new(
        &(StageSetup){.form_text = form_text, .language = languages[i], .width_px = 1280, .height_px = 800, .width_mm = 218});
    stage_go_to(&stage, "dt");
    bool mirrored = i == 1;
    assert_true((stage_find(&stage, "day")->rect.x > stage_find(&stage, "year")->rect.x) == mirrored);
    assert_true((stage_find(&stage, "day")->rect.x > stage_find(&stage, "hour")->rect.x) == mirrored);
    assert_true(stage_find(&stage, "hour")->rect.x < stage_find(&stage, "minute")->rect.x);
    stage_free(&stage);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_left_to_right),
      cmocka_unit_test(test_right_to_left),
      cmocka_unit_test(test_mirrored_steppers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
