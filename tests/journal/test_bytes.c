/* What a journal's bytes are: little, however much was typed; and whole, or of no use. */
#include "journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FORM(version, rest)                                                                                                        \
  "settings: {form_id: f, version: " version ", default_language: nb}\n"                                                           \
  "survey:\n"                                                                                                                      \
  "  - {type: text, name: fritt, label: Fritt}\n"                                                                                  \
  "  - {type: text, name: lest, label: Lest}\n"                                                                                    \
  "  - {type: note, name: svar, label: Takk, relevant: \"${lest} != ''\"}\n" rest

enum { FRITT, LEST };

typedef struct World {
  Arena *arena, *session, *scratch;
  ManualClock clock;
  JournalSetup setup;
  Journal *journal;
} World;

static const Form *form_of(Arena *arena, const char *source) {
  Diags diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, str_from(source), "f.yaml", &diags);
  assert_non_null(form);
  return form;
}

static int begin(void **state) {
  World *world = test_calloc(1, sizeof *world);
  *world = (World){.arena = arena_new(0), .session = arena_new(0), .scratch = arena_new(0), .clock = clock_manual(1000000)};
  world->setup = (JournalSetup){.form = form_of(world->arena, FORM("1", "")),
                                .clock = &world->clock.clock,
                                .chance = 7,
                                .device = STR("dor-1"),
                                .scratch = world->scratch};
  world->journal = journal_begin(world->session, &world->setup);
  *state = world;
  return 0;
}

static int end(void **state) {
  World *world = *state;
  arena_free(world->scratch);
  arena_free(world->session);
  arena_free(world->arena);
  test_free(world);
  return 0;
}

static Str written(World *world) {
  Buffer buffer = buffer_new(world->arena);
  Sink sink = sink_to_buffer(&buffer);
  journal_write(world->journal, &sink);
  return buffer_view(&buffer);
}

static unsigned step(World *world, SurveyEvent event) {
  world->clock.now_ms += 400;
  return journal_step(world->journal, &event);
}

static void type_letters(World *world, int cell, size_t count) {
  char *text = ARENA_ARRAY(world->arena, char, count);
  memset(text, 'x', count);
  for (size_t length = 1; length <= count; length++)
    step(world, (SurveyEvent){.kind = SURVEY_ANSWER, .cell = cell, .value = value_text((Str){text, length})});
}

static bool resumes(World *world, const Form *form, Str bytes) {
  Arena *session = arena_new(0);
  JournalSetup setup = {.form = form, .clock = &world->clock.clock, .scratch = world->scratch};
  bool resumed = journal_resume(session, &setup, bytes) != NULL;
  arena_free(session);
  return resumed;
}

static void who_types_writes_little(void **state) {
  World *world = *state;
  type_letters(world, FRITT, 800);
  size_t once = written(world).len;
  assert_true(once < 1000); /* the first letter and the last text */
  type_letters(world, FRITT, 800);
  assert_true(written(world).len < once + 20);
  step(world, (SurveyEvent){.kind = SURVEY_NEXT});
  type_letters(world, LEST, 800); /* which something reads, so that each letter counts */
  assert_true(written(world).len < once + 800 * 12);
  assert_true(resumes(world, world->setup.form, written(world)));
}

static void what_changes_nothing_is_hardly_noted(void **state) {
  World *world = *state;
  type_letters(world, FRITT, 3);
  size_t before = written(world).len;
  for (int i = 0; i < 1000; i++) {
    step(world, (SurveyEvent){.kind = SURVEY_ANSWER, .cell = i % 5 == 0 ? FRITT : i - 500, .value = value_text(STR("xxx"))});
    step(world, (SurveyEvent){.kind = SURVEY_ANSWER, .cell = FRITT, .value = value_number(i)});
  }
  assert_true(written(world).len <= before + 8);
  assert_true(resumes(world, world->setup.form, written(world)));
}

static void a_full_one_says_so_and_goes_on(void **state) {
  World *world = *state;
  Str nothing = STR("");
  assert_false(journal_is_full(world->journal));
  for (size_t i = 0; i < JOURNAL_BYTES_MAX && !journal_is_full(world->journal); i++)
    step(world, (SurveyEvent){.kind = i % 2 == 0 ? SURVEY_NEXT : SURVEY_BACK});
  assert_true(journal_is_full(world->journal));
  assert_true(str_equal(written(world), nothing));
  assert_true(step(world, (SurveyEvent){.kind = SURVEY_ABANDON}) & SURVEY_PARTIAL);
  assert_true(survey_is_over(journal_survey(world->journal)));
}

static void all_or_nothing(void **state) {
  World *world = *state;
  type_letters(world, FRITT, 40);
  step(world, (SurveyEvent){.kind = SURVEY_NEXT});
  type_letters(world, LEST, 3);
  Str bytes = written(world);
  assert_true(resumes(world, world->setup.form, bytes));
  for (size_t length = 0; length < bytes.len; length++) {
    Str cut = arena_str(world->arena, (Str){bytes.ptr, length});
    assert_false(resumes(world, world->setup.form, cut));
  }
  char *longer = ARENA_ARRAY(world->arena, char, bytes.len + 1);
  memcpy(longer, bytes.ptr, bytes.len);
  assert_false(resumes(world, world->setup.form, (Str){longer, bytes.len + 1}));
}

static void another_form_is_none(void **state) {
  World *world = *state;
  type_letters(world, FRITT, 4);
  static const char *const others[] = {FORM("2", ""), FORM("1", "  - {type: note, name: mer, label: Mer}\n"),
                                       FORM("1", "# another source, the same form\n")};
  assert_true(resumes(world, form_of(world->arena, FORM("1", "")), written(world)));
  for (size_t i = 0; i < COUNT_OF(others); i++)
    assert_false(resumes(world, form_of(world->arena, others[i]), written(world)));
}

/* Whatever a changed byte makes of it: a visit, or none. */
static void damage_does_no_harm(void **state) {
  World *world = *state;
  type_letters(world, FRITT, 4);
  step(world, (SurveyEvent){.kind = SURVEY_NEXT});
  Str bytes = written(world);
  char *damaged = ARENA_ARRAY(world->arena, char, bytes.len);
  for (size_t i = 0; i < bytes.len; i++) {
    for (int bit = 0; bit < 8; bit++) {
      memcpy(damaged, bytes.ptr, bytes.len);
      damaged[i] = (char)(damaged[i] ^ 1 << bit);
      resumes(world, world->setup.form, (Str){damaged, bytes.len});
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(who_types_writes_little, begin, end),
      cmocka_unit_test_setup_teardown(what_changes_nothing_is_hardly_noted, begin, end),
      cmocka_unit_test_setup_teardown(a_full_one_says_so_and_goes_on, begin, end),
      cmocka_unit_test_setup_teardown(all_or_nothing, begin, end),
      cmocka_unit_test_setup_teardown(another_form_is_none, begin, end),
      cmocka_unit_test_setup_teardown(damage_does_no_harm, begin, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
