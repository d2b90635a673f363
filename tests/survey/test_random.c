/* Random forms and random visitors: what must be true of every survey after every event, against an own reading of the conditions. */
#include "survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { FORMS = 300, QUESTIONS_MAX = 12, VISITS = 6, EVENTS = 80, LETTERS = 3 };

typedef struct Condition { /* of question i: refers to an earlier one, or to none */
  int on_ix;               /* -1: always relevant */
  int letter;              /* select: the choice; integer: the bound; text: the least length */
  bool required;
} Condition;

typedef struct Trial {
  Arena *arena, *session, *scratch;
  Random random;
  const Form *form;
  Condition conditions[QUESTIONS_MAX];
  ManualClock clock;
  Survey *survey;
  Str saved;
  int saved_language;
  size_t reviews; /* times that the review was seen */
} Trial;

static int below(Trial *trial, int bound) {
  return (int)random_below(&trial->random, (uint32_t)bound);
}

/* Groups, repeats, calculations and the other types: test_fixpoint and the tables. */
static const QuestionKind plain_kinds[] = {QUESTION_NOTE,    QUESTION_ACKNOWLEDGE, QUESTION_SELECT_ONE, QUESTION_SELECT_MULTIPLE,
                                           QUESTION_INTEGER, QUESTION_TEXT};

static const char *const type_words[QUESTION_KIND_COUNT] = {
    [QUESTION_NOTE] = "note",
    [QUESTION_ACKNOWLEDGE] = "acknowledge",
    [QUESTION_SELECT_ONE] = "select_one abc",
    [QUESTION_SELECT_MULTIPLE] = "select_multiple abc",
    [QUESTION_INTEGER] = "integer",
    [QUESTION_TEXT] = "text",
};

static void put_condition(Sink *sink, QuestionKind kind, const Condition *c) {
  sink_z(sink, ", relevant: \"");
  if (kind == QUESTION_SELECT_ONE || kind == QUESTION_SELECT_MULTIPLE)
    sink_printf(sink, "selected(${q%d}, '%c')", c->on_ix, 'a' + c->letter);
  else if (kind == QUESTION_INTEGER)
    sink_printf(sink, "${q%d} > %d", c->on_ix, c->letter);
  else
    sink_printf(sink, "string-length(${q%d}) > %d", c->on_ix, c->letter);
  sink_z(sink, "\"");
}

static void make_form(Trial *trial) {
  int count = 1 + below(trial, QUESTIONS_MAX);
  QuestionKind kinds[QUESTIONS_MAX];
  Buffer buffer = buffer_new(trial->arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "settings: {form_id: f, version: 1, default_language: nb}\nlanguages: {nb: Norsk, en: English}\n");
  sink_printf(&sink, "kiosk: {idle: {outcome: %s}, review: %s}\nsurvey:\n", below(trial, 2) ? "partial" : "discard",
              below(trial, 2) ? "yes" : "no");
  for (int i = 0; i < count; i++) {
    Condition *c = &trial->conditions[i];
    kinds[i] = plain_kinds[below(trial, COUNT_OF(plain_kinds))];
    if (i == count - 1 && kinds[i] == QUESTION_NOTE) kinds[i] = QUESTION_TEXT; /* a form of notes only is none */
    *c = (Condition){.on_ix = i > 0 && below(trial, 3) > 0 ? below(trial, i) : -1, .letter = below(trial, LETTERS)};
    if (c->on_ix >= 0 && kinds[c->on_ix] == QUESTION_NOTE) c->on_ix = -1;
    sink_printf(&sink, "  - {type: %s, name: q%d, label: L", type_words[kinds[i]], i);
    if (c->on_ix >= 0) put_condition(&sink, kinds[c->on_ix], c);
    c->required = kinds[i] != QUESTION_NOTE && below(trial, 4) == 0;
    if (c->required) sink_z(&sink, ", required: true");
    if (kinds[i] == QUESTION_INTEGER) sink_z(&sink, ", constraint: \". < 4\"");
    sink_z(&sink, "}\n");
  }
  sink_z(&sink, "choices:\n  abc: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}]\n");
  Diags diags = diags_new(trial->arena);
  trial->form = form_parse_yaml(trial->arena, buffer_view(&buffer), "f.yaml", &diags);
  if (trial->form == NULL) {
    fputs(buffer.bytes, stderr);
    diags_print(&diags, stderr);
    fail();
  }
}

static bool condition_holds(const Trial *trial, const Condition *c, const bool *relevant) {
  if (c->on_ix < 0) return true;
  if (!relevant[c->on_ix]) return false;
  Value v = survey_answer(trial->survey, c->on_ix);
  if (v.kind == VALUE_NUMBER) return v.number > c->letter;
  char letter = (char)('a' + c->letter);
  bool of_choices = form_choices(trial->form, &trial->form->questions[c->on_ix]) != NULL;
  if (v.kind == VALUE_TEXT) return of_choices ? v.text.ptr[0] == letter : str_count_cp(v.text) > (size_t)c->letter;
  for (size_t i = 0; v.kind == VALUE_LIST && i < v.list.count; i++) {
    if (v.list.items[i].ptr[0] == letter) return true;
  }
  return false;
}

static Str json_now(Trial *trial) {
  Buffer buffer = buffer_new(trial->session);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(trial->survey, &sink);
  return buffer_view(&buffer);
}

static bool json_has(Str json, int question_ix) {
  char member[16];
  snprintf(member, sizeof member, "\"q%d\":", question_ix);
  return strstr(json.ptr, member) != NULL;
}

/* Everything that can be answered is on it, and nothing has been left out on the way. */
static void check_review(Trial *trial, const bool *relevant) {
  SurveyPage page = survey_page(trial->survey);
  size_t at = 0;
  assert_true(trial->form->kiosk.review && survey_is_last(trial->survey));
  for (int i = 0; i < (int)trial->form->question_count; i++) {
    if (!relevant[i] || trial->form->questions[i].kind == QUESTION_NOTE) continue;
    assert_true(at < page.cell_count && page.cells[at] == i);
    at++;
  }
  assert_int_equal(at, page.cell_count);
  trial->reviews++;
}

static void check_state(Trial *trial) {
  const Survey *survey = trial->survey;
  int count = (int)trial->form->question_count, current = survey_current(survey);
  bool relevant[QUESTIONS_MAX];
  Str json = json_now(trial);
  for (int i = 0; i < count; i++) {
    relevant[i] = condition_holds(trial, &trial->conditions[i], relevant);
    assert_int_equal(survey_is_relevant(survey, i), relevant[i]);
    if (!relevant[i]) assert_false(json_has(json, i));
    Value v = survey_answer(survey, i);
    bool within = v.kind != VALUE_NUMBER || v.number < 4;
    if (relevant[i] && !value_is_empty(v)) assert_int_equal(json_has(json, i), within);
  }
  assert_true(current >= 0 && current < count && relevant[current]);
  if (survey_page(survey).kind == PAGE_REVIEW) check_review(trial, relevant);
  size_t done, total;
  survey_progress(survey, &done, &total);
  assert_true(done <= total && total >= 1);
}

static void check_effects(Trial *trial, const SurveyEvent *event, unsigned effects, Str before, bool was_over, bool was_returning) {
  const Survey *survey = trial->survey;
  Str json = json_now(trial);
  if (was_over) {
    assert_int_equal(effects, 0);
    assert_true(str_equal(json, before));
  }
  if (effects & SURVEY_SAVE) {
    bool is_new = !str_equal(json, trial->saved) || survey_language(survey) != trial->saved_language;
    bool was_typed = survey_answer(survey, survey_current(survey)).kind == VALUE_NUMBER; /* out of bounds: new, but not stored */
    assert_true(is_new || was_typed || event->kind != SURVEY_ANSWER);
    trial->saved = json;
    trial->saved_language = survey_language(survey);
  }
  assert_int_equal((effects & SURVEY_REFUSED) != 0,
                   survey_problem(survey) != PROBLEM_NONE && event->kind == SURVEY_NEXT && !was_over);
  unsigned endings = effects & (SURVEY_COMPLETE | SURVEY_PARTIAL | SURVEY_DISCARD);
  assert_int_equal(endings != 0, survey_is_over(survey) && !was_over);
  assert_int_equal(endings & (endings - 1), 0);
  /* Nothing that counts is lost: whatever moves, finishes or ends early has stored it, a tap likewise. */
  bool must_be_stored = effects & (SURVEY_MOVED | SURVEY_COMPLETE | SURVEY_PARTIAL);
  if (must_be_stored && survey_has_answers(survey)) assert_true(str_equal(json, trial->saved));
  if (event->kind == SURVEY_GO && (effects & SURVEY_MOVED)) {
    assert_int_equal(survey_current(survey), event->cell);
    assert_true(survey_is_returning(survey));
  }
  if (was_returning && event->kind == SURVEY_NEXT && (effects & SURVEY_MOVED))
    assert_true(survey_is_returning(survey) || survey_page(survey).kind == PAGE_REVIEW);
  if (was_returning && event->kind == SURVEY_BACK) assert_int_equal(survey_page(survey).kind, PAGE_REVIEW);
  for (int i = 0; (effects & SURVEY_COMPLETE) && i < (int)trial->form->question_count; i++) {
    if (trial->conditions[i].required && survey_is_relevant(survey, i)) assert_false(value_is_empty(survey_answer(survey, i)));
  }
}

static Value random_answer(Trial *trial, QuestionKind kind, Str *names) {
  static const Str all[] = {STR_INIT("a"), STR_INIT("b"), STR_INIT("c")};
  size_t count = 0;
  if (below(trial, 5) == 0) return VALUE_NONE;
  switch (kind) {
  case QUESTION_ACKNOWLEDGE:
    return value_text(STR("OK"));
  case QUESTION_SELECT_ONE:
    return value_text(all[below(trial, LETTERS)]);
  case QUESTION_SELECT_MULTIPLE:
    for (int i = 0; i < LETTERS; i++) {
      if (below(trial, 2)) names[count++] = all[i];
    }
    return value_list(names, count);
  case QUESTION_INTEGER:
    return value_number(below(trial, 6));
  case QUESTION_TEXT:
    return value_text((Str){"blåbær", (size_t)below(trial, 3)});
  default:
    return value_text(STR("?"));
  }
}

static SurveyEvent random_event(Trial *trial, Str *names) {
  static const SurveyEventKind kinds[] = {SURVEY_ANSWER, SURVEY_ANSWER,   SURVEY_ANSWER, SURVEY_NEXT,   SURVEY_NEXT,
                                          SURVEY_NEXT,   SURVEY_LANGUAGE, SURVEY_BACK,   SURVEY_ABANDON};
  SurveyEvent event = {.kind = kinds[below(trial, below(trial, 20) ? 8 : 9)]};
  event.language_ix = below(trial, 2);
  if (survey_page(trial->survey).kind == PAGE_REVIEW && below(trial, 3)) event.kind = SURVEY_GO;
  event.cell =
      below(trial, 8) && event.kind != SURVEY_GO ? survey_current(trial->survey) : below(trial, (int)trial->form->question_count);
  event.value = random_answer(trial, trial->form->questions[event.cell].kind, names);
  return event;
}

static void visit(Trial *trial) {
  SurveySetup setup = {.form = trial->form, .clock = &trial->clock.clock, .random = &trial->random, .scratch = trial->scratch};
  arena_rewind(trial->session);
  trial->survey = survey_new(trial->session, &setup);
  trial->saved = STR("{}");
  trial->saved_language = 0;
  check_state(trial);
  for (int i = 0; i < EVENTS; i++) {
    Str names[LETTERS];
    SurveyEvent event = random_event(trial, names);
    Str before = json_now(trial);
    bool was_over = survey_is_over(trial->survey), was_returning = !was_over && survey_is_returning(trial->survey);
    unsigned effects = survey_step(trial->survey, &event);
    check_effects(trial, &event, effects, before, was_over, was_returning);
    check_state(trial);
  }
}

static void random_forms_and_visitors(void **state) {
  (void)state;
  size_t reviews = 0;
  for (uint64_t form = 0; form < FORMS; form++) {
    uint64_t seed = form;
    Trial trial = {.arena = arena_new(0), .session = arena_new(0), .scratch = arena_new(0), .clock = clock_manual(0)};
    trial.random = random_seeded(&seed);
    make_form(&trial);
    for (int i = 0; i < VISITS; i++)
      visit(&trial);
    reviews += trial.reviews;
    arena_free(trial.scratch);
    arena_free(trial.session);
    arena_free(trial.arena);
  }
  assert_true(reviews > FORMS);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(random_forms_and_visitors)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
