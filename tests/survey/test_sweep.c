/* Random forms in all of the language, and random visitors in two surveys: one works out what depends on an answer, the other works out
 * everything after each event, again until nothing can change. They are the same in all that can be seen.
 *
 * The evaluation of a single expression is the same in both: test_fixpoint has an own one, of less of the language.
 *
 *   test_survey_sweep [FORMS [FIRST]]     so many forms from the first on; without, those of the suite */
#include "question.h"
#include "survey.h"
#include "wild_form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__ /* which is ten times slower */
enum { FORMS = 1000 };
#else
enum { FORMS = 10000 };
#endif

enum { EVENTS = 60, SWEEPS = 2, INSTANCES = 7 };

static uint64_t form_count = FORMS, first_form = 1;

typedef struct Half { /* one of the two surveys */
  Arena *session, *scratch;
  Form form;
  uint64_t seed;
  Random random;
  Survey *survey;
} Half;

typedef struct Pair {
  Arena *arena;
  uint64_t number;
  uint64_t seed;
  Random random;
  ManualClock clock;
  Half counted, swept;
} Pair;

static int below(Pair *pair, int bound) {
  return (int)random_below(&pair->random, (uint32_t)bound);
}

static void complain(const Pair *pair, const char *what, int cell) {
  const Survey *survey = pair->counted.survey;
  Str path = cell < 0 ? STR("the form") : survey_path(survey, cell, pair->arena);
  fprintf(stderr, STR_FMT "\n", STR_ARG(pair->counted.form.source));
  for (int i = 0; cell >= 0 && i < 2; i++) {
    const Survey *half = i == 0 ? survey : pair->swept.survey;
    Str value = value_to_str(pair->arena, survey_answer(half, cell));
    fprintf(stderr, "%s: relevant %d, \"" STR_FMT "\"\n", i == 0 ? "what depends" : "everything", survey_is_relevant(half, cell),
            STR_ARG(value));
  }
  fail_msg("form %llu, " STR_FMT ": %s", (unsigned long long)pair->number, STR_ARG(path), what);
}

/* Of type end, it changes with the clock at each event: if everything reads it, everything is worked out anew. */
static Form everything_depends(Arena *arena, const Form *form) {
  Form swept = *form;
  size_t count = form_reference_count(form);
  Dependents *dependents = ARENA_ARRAY(arena, Dependents, count);
  int *all = ARENA_ARRAY(arena, int, count);
  for (size_t i = 0; i < count; i++) {
    dependents[i] = form->dependents[i];
    all[i] = (int)i;
  }
  dependents[0] = (Dependents){all + 1, count - 2}; /* neither itself nor the form */
  swept.dependents = dependents;
  return swept;
}

static bool read_form(Pair *pair) {
  Diags diags = diags_new(pair->arena);
  const char *source = arena_printf(pair->arena, "settings: {form_id: f, version: 1, default_language: nb}\n%s",
                                    wild_form(pair->arena, &pair->random))
                           .ptr;
  const Form *form = form_parse_yaml(pair->arena, str_from(source), "f.yaml", &diags);
  if (!form) {
    fprintf(stderr, "%s\n", source);
    diags_print(&diags, stderr);
    fail_msg("form %llu is none", (unsigned long long)pair->number);
  }
  assert_int_equal(form->questions[0].kind, QUESTION_END);
  pair->counted.form = *form;
  pair->swept.form = everything_depends(pair->arena, form);
  return true;
}

static void begin_half(const Pair *pair, Half *half) {
  arena_rewind(half->session);
  half->seed = pair->number;
  half->random = random_seeded(&half->seed);
  half->survey = survey_new(
      half->session,
      &(SurveySetup){.form = &half->form, .clock = &pair->clock.clock, .random = &half->random, .scratch = half->scratch});
}

static unsigned step(Pair *pair, const SurveyEvent *event) {
  pair->clock.now_ms += 1000;
  unsigned effects = survey_step(pair->counted.survey, event);
  if (survey_step(pair->swept.survey, event) != effects) complain(pair, "the event has another effect", -1);
  return effects;
}

static void compare_choices(Pair *pair, int cell) {
  size_t count, swept_count;
  const int *choices = survey_choices(pair->counted.survey, cell, pair->arena, &count);
  const int *swept = survey_choices(pair->swept.survey, cell, pair->arena, &swept_count);
  bool same = count == swept_count;
  for (size_t i = 0; same && i < count; i++)
    same = choices[i] == swept[i];
  if (!same) complain(pair, "other choices are offered", cell);
}

static void compare_pages(Pair *pair) {
  const Survey *survey = pair->counted.survey, *swept = pair->swept.survey;
  SurveyPage page = survey_page(survey), other = survey_page(swept);
  if (page.kind != other.kind || page.serial != other.serial || page.cell_count != other.cell_count)
    complain(pair, "another page is shown", -1);
  for (size_t i = 0; i < page.cell_count; i++) {
    int cell = page.cells[i];
    if (cell != other.cells[i]) complain(pair, "the page has other cells", cell);
    if (survey_is_required(survey, cell) != survey_is_required(swept, cell)) complain(pair, "whether it is required", cell);
    if (survey_is_read_only(survey, cell) != survey_is_read_only(swept, cell)) complain(pair, "whether it is read-only", cell);
    if (survey_cell_problem(survey, cell) != survey_cell_problem(swept, cell)) complain(pair, "what is wrong with it", cell);
    compare_choices(pair, cell);
  }
}

static Str json_of(Pair *pair, const Survey *survey) {
  Buffer buffer = buffer_new(pair->arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(survey, &sink);
  return buffer_view(&buffer);
}

static void compare(Pair *pair) {
  const Survey *survey = pair->counted.survey, *swept = pair->swept.survey;
  if (survey_cell_count(survey) != survey_cell_count(swept)) complain(pair, "other instances were made", -1);
  for (int cell = 0; cell < survey_cell_count(survey); cell++) {
    bool relevant = survey_is_relevant(survey, cell);
    if (relevant != survey_is_relevant(swept, cell)) complain(pair, "whether it is relevant", cell);
    if (!value_equal(survey_answer(survey, cell), survey_answer(swept, cell))) complain(pair, "what it has", cell);
  }
  if (!str_equal(json_of(pair, survey), json_of(pair, swept))) complain(pair, "the answers", -1);
  compare_pages(pair);
}

static Value some_names(Pair *pair) {
  static const Str names[] = {STR_INIT("a"), STR_INIT("b"), STR_INIT("c"), STR_INIT("d")};
  int first = below(pair, 4), count = below(pair, 5 - first);
  return count > 0 ? value_list(names + first, (size_t)count) : VALUE_NONE;
}

static Value some_value(Pair *pair, int cell) {
  static const char *const texts[] = {"x", "y", "xy", "a"}, *const names[] = {"a", "b", "c", "d"},
                           *const numbers[] = {"1", "2", "3"};
  const Question *question = &pair->counted.form.questions[survey_question(pair->counted.survey, cell)];
  const ChoiceList *list = form_choices(&pair->counted.form, question);
  if (below(pair, 7) == 0) return VALUE_NONE;
  if (question->kind == QUESTION_INTEGER) return value_number(below(pair, below(pair, 4) ? 4 : 8));
  if (question->kind == QUESTION_TEXT) return value_text(str_from(texts[below(pair, 4)]));
  if (question->kind == QUESTION_SELECT_MULTIPLE) return some_names(pair);
  return value_text(str_from(list && list->answers_ix >= 0 ? numbers[below(pair, 3)] : names[below(pair, 4)]));
}

static SurveyEvent some_event(Pair *pair) {
  SurveyPage page = survey_page(pair->counted.survey);
  SurveyEvent event = {.kind = below(pair, 3) ? SURVEY_NEXT : SURVEY_BACK};
  if (event.kind == SURVEY_BACK && page.serial == 2) event.kind = SURVEY_NEXT; /* the first page: it would leave */
  if (page.kind == PAGE_REPEAT && below(pair, 4)) {
    event.kind = below(pair, 4) && page.instance_count < INSTANCES ? SURVEY_ADD : SURVEY_REMOVE;
  } else if (page.kind == PAGE_QUESTIONS && below(pair, 2)) {
    event.kind = SURVEY_ANSWER;
    event.cell = page.cells[below(pair, (int)page.cell_count)];
    event.value = some_value(pair, event.cell);
  } else if (page.kind == PAGE_REVIEW && below(pair, 4)) {
    event.kind = SURVEY_GO;
    event.cell = page.cells[below(pair, (int)page.cell_count)];
  } else if (below(pair, 10) == 0) {
    event.kind = SURVEY_LANGUAGE;
    event.language_ix = below(pair, 2);
  }
  return event;
}

static void sweep(Pair *pair) {
  SurveyEvent nothing = {.kind = SURVEY_LANGUAGE, .language_ix = survey_language(pair->counted.survey)};
  for (int i = 0; i < SWEEPS && !survey_is_over(pair->counted.survey); i++)
    step(pair, &nothing);
}

static void play(Pair *pair) {
  begin_half(pair, &pair->counted);
  begin_half(pair, &pair->swept);
  for (int i = 0; i < EVENTS && !survey_is_over(pair->counted.survey); i++) {
    sweep(pair);
    compare(pair);
    SurveyEvent event = some_event(pair);
    step(pair, &event);
  }
  compare(pair);
}

static void what_depends_is_all_that_changes(void **state) {
  (void)state;
  Pair pair = {.arena = arena_new(0), .clock = clock_manual(0)};
  Half *halves[] = {&pair.counted, &pair.swept};
  for (size_t i = 0; i < COUNT_OF(halves); i++) {
    halves[i]->session = arena_new(0);
    halves[i]->scratch = arena_new(0);
  }
  for (uint64_t i = 0; i < form_count; i++) {
    pair.seed = pair.number = first_form + i;
    pair.random = random_seeded(&pair.seed);
    if (read_form(&pair)) play(&pair);
    arena_rewind(pair.arena);
  }
  for (size_t i = 0; i < COUNT_OF(halves); i++) {
    arena_free(halves[i]->session);
    arena_free(halves[i]->scratch);
  }
  arena_free(pair.arena);
}

int main(int argc, char **argv) {
  if (argc > 1) form_count = strtoull(argv[1], NULL, 10);
  if (argc > 2) first_form = strtoull(argv[2], NULL, 10);
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_depends_is_all_that_changes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
