/* Pictures are made when they have changed since they were stored, and only then. */
#include "attachments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

static const char form_text[] = "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
                                "languages: {nb: Norsk}\n"
                                "survey:\n"
                                "  - {type: text, name: navn, label: Navn}\n"
                                "  - {type: image, name: skrift, label: Skriv, appearance: signature}\n"
                                "  - {type: image, name: bilde, label: Tegn, appearance: draw, relevant: \"${navn} != 'nei'\"}\n";

typedef struct Fixture {
  Arena *arena, *session, *scratch;
  ManualClock clock;
  Random random;
  Survey *survey;
  Attachments attachments;
} Fixture;

static int set_up(void **state) {
  static Fixture fixture;
  fixture = (Fixture){.arena = arena_new(0), .session = arena_new(0), .scratch = arena_new(0), .clock = clock_manual(0)};
  fixture.random = random_system();
  Diags diags = diags_new(fixture.arena);
  const Form *form = form_parse_yaml(fixture.arena, str_from(form_text), "f.yaml", &diags);
  if (form == NULL) return -1;
  fixture.survey = survey_new(fixture.session, &(SurveySetup){.form = form,
                                                              .clock = &fixture.clock.clock,
                                                              .random = &fixture.random,
                                                              .device = STR("test"),
                                                              .scratch = fixture.scratch});
  *state = &fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *f = *state;
  arena_free(f->scratch);
  arena_free(f->session);
  arena_free(f->arena);
  return 0;
}

static void answer(Fixture *f, int cell, const char *text) {
  SurveyEvent event = {.kind = SURVEY_ANSWER, .cell = cell, .value = value_text(str_from(text))};
  survey_step(f->survey, &event);
}

static void next(Fixture *f) {
  survey_step(f->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
}

static void back(Fixture *f) {
  survey_step(f->survey, &(SurveyEvent){.kind = SURVEY_BACK});
}

static const StoreAttachment *changed(Fixture *f, size_t *count) {
  arena_rewind(f->scratch);
  return attachments_changed(&f->attachments, f->survey, f->scratch, count);
}

static void unchanged(Fixture *f) {
  size_t count;
  assert_null(changed(f, &count));
  assert_int_equal(count, 0);
}

static void names(Fixture *f, size_t wanted, const char *const *names) {
  size_t count;
  const StoreAttachment *pictures = changed(f, &count);
  assert_non_null(pictures);
  assert_int_equal(count, wanted);
  for (size_t i = 0; i < count; i++) {
    assert_true(str_is(pictures[i].name, names[i]));
    assert_true(str_starts_with(pictures[i].bytes, STR("\x89PNG")));
  }
}

static void only_when_they_have_changed(void **state) {
  Fixture *f = *state;
  static const char *const one[] = {"skrift.png"}, *const both[] = {"skrift.png", "bilde.png"};
  unchanged(f);
  answer(f, 0, "ja");
  next(f);
  unchanged(f);
  answer(f, 1, "1000x400;10,10 20,20");
  names(f, 1, one);
  names(f, 1, one); /* as long as they are not on disk */
  attachments_are_stored(&f->attachments);
  unchanged(f);
  next(f);
  unchanged(f);
  answer(f, 2, "1000x750;10,10 20,20");
  names(f, 2, both);
  attachments_are_stored(&f->attachments);
  back(f);
  unchanged(f);
  answer(f, 1, "1000x400;10,10 20,21"); /* one unit elsewhere */
  names(f, 2, both);
  attachments_are_stored(&f->attachments);
  back(f);
  answer(f, 0, "nei"); /* the drawing is not asked for any more */
  names(f, 1, one);
  attachments_are_stored(&f->attachments);
  next(f);
  answer(f, 1, "");
  names(f, 0, NULL); /* none, which is not the same as nothing new */
  attachments_are_stored(&f->attachments);
  unchanged(f);
}

int main(void) {
  if (sodium_init() < 0) return 1;
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(only_when_they_have_changed, set_up, tear_down)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
