/* Any form and any visit to it: the bytes up to a form feed are a form in YAML, those behind it what the visitor does. Whatever comes,
 * the page is one that can be shown, an answer that stands is one that may stand, an answer given again changes nothing (what depends
 * on it was worked out the first time), and the visit that is written down is the same when it is resumed. */
#include "journal.h"
#include "question.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS_MAX = 48, CELLS_MAX = 1500, TEXT_MAX = 24 };

typedef struct Visit {
  Journal *journal;
  const Survey *survey;
  const Form *form;
  Arena *arena;
  Str rest;       /* what the visitor does from here on */
  bool by_chance; /* what is worked out again may come out otherwise */
  size_t events;
} Visit;

static unsigned take_byte(Visit *visit) {
  if (visit->rest.len == 0) return 0;
  const unsigned byte = (unsigned char)visit->rest.ptr[0];
  visit->rest = (Str){visit->rest.ptr + 1, visit->rest.len - 1};
  return byte;
}

/* Printed letters, as long as they are valid UTF-8 and no form feed. */
static Str take_text(Visit *visit) {
  size_t len = take_byte(visit) % TEXT_MAX;
  if (len > visit->rest.len) len = visit->rest.len;
  const Str text = {visit->rest.ptr, len};
  visit->rest = (Str){visit->rest.ptr + len, visit->rest.len - len};
  return text;
}

static bool has_word(Str text, const char *word) {
  const size_t len = strlen(word);
  for (size_t i = 0; i + len <= text.len; i++)
    if (memcmp(text.ptr + i, word, len) == 0) return true;
  return false;
}

/* --- What must be true after every step --- */

static void check_choices(const Visit *visit, int cell, const ChoiceList *list) {
  size_t count;
  const int *offered = survey_choices(visit->survey, cell, visit->arena, &count);
  BUG_UNLESS(count <= list->count);
  for (size_t i = 0; i < count; i++)
    BUG_UNLESS(offered[i] >= 0 && (size_t)offered[i] < list->count && survey_offers(visit->survey, cell, offered[i]));
}

static void check_chosen(const Visit *visit, int cell, const ChoiceList *list, Value answer) {
  const Str *names = answer.kind == VALUE_LIST ? answer.list.items : &answer.text;
  const size_t count = answer.kind == VALUE_LIST ? answer.list.count : answer.kind == VALUE_TEXT ? 1 : 0;
  for (size_t i = 0; i < count; i++) {
    const int choice_ix = form_find_choice(list, names[i]);
    BUG_UNLESS(choice_ix >= 0 && survey_offers(visit->survey, cell, choice_ix));
  }
}

static void check_cell(const Visit *visit, int cell) {
  const Question *question = &visit->form->questions[survey_question(visit->survey, cell)];
  const FormType *type = form_type(question->kind);
  const Value answer = survey_answer(visit->survey, cell);
  const ChoiceList *list = form_choices(visit->form, question);
  BUG_UNLESS(survey_path(visit->survey, cell, visit->arena).len > 0);
  survey_text(visit->survey, question->label, cell, visit->arena);
  if (!survey_is_relevant(visit->survey, cell)) return;
  if (list && type->asked && !question->calculation) {
    check_choices(visit, cell, list);
    check_chosen(visit, cell, list, answer);
  }
  BUG_UNLESS(!survey_is_required(visit->survey, cell) || !survey_is_read_only(visit->survey, cell));
}

static void check_page(const Visit *visit) {
  const SurveyPage page = survey_page(visit->survey);
  size_t done, total;
  survey_progress(visit->survey, &done, &total);
  BUG_UNLESS(done <= total && total > 0);
  BUG_UNLESS(page.kind == PAGE_REPEAT ? page.cell_count == 0 : page.cell_count > 0);
  for (size_t i = 0; i < page.cell_count; i++)
    BUG_UNLESS(page.cells[i] >= 0 && page.cells[i] < survey_cell_count(visit->survey));
}

static void check(const Visit *visit) {
  check_page(visit);
  for (int cell = 0; cell < survey_cell_count(visit->survey); cell++)
    check_cell(visit, cell);
}

/* --- What a visitor does --- */

static Str picture(const Visit *visit) {
  Buffer buffer = buffer_new(visit->arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(visit->survey, &sink);
  for (int cell = 0; cell < survey_cell_count(visit->survey); cell++)
    sink_z(&sink, survey_is_relevant(visit->survey, cell) ? "1" : "0");
  return buffer_view(&buffer);
}

static bool draw_value(Visit *visit, const Question *question, Value *out) {
  const ChoiceList *list = form_choices(visit->form, question);
  const unsigned which = take_byte(visit);
  *out = VALUE_NONE;
  if (which % 8 == 0) return true;
  if (list && list->count > 0) {
    Str *names = ARENA_ARRAY(visit->arena, Str, 2);
    names[0] = list->choices[which % list->count].name;
    names[1] = list->choices[take_byte(visit) % list->count].name;
    *out = question->kind == QUESTION_SELECT_ONE ? value_text(names[0]) : value_list(names, 1 + !str_equal(names[0], names[1]));
    return true;
  }
  const Str text = which % 2 ? arena_printf(visit->arena, "%u", take_byte(visit) % 12) : take_text(visit);
  return str_is_utf8(text) && question_from_text(visit->arena, visit->form, question, text, out);
}

static void step(Visit *visit, const SurveyEvent *event) {
  journal_step(visit->journal, event);
  visit->survey = journal_survey(visit->journal);
  visit->events++;
}

static void answer(Visit *visit) {
  const SurveyPage page = survey_page(visit->survey);
  if (page.kind != PAGE_QUESTIONS) return;
  const int cell = page.cells[take_byte(visit) % page.cell_count];
  SurveyEvent event = {.kind = SURVEY_ANSWER, .cell = cell};
  if (!draw_value(visit, &visit->form->questions[survey_question(visit->survey, cell)], &event.value)) return;
  step(visit, &event);
  if (visit->by_chance) return;
  const Str before = picture(visit);
  step(visit, &event);
  BUG_UNLESS(str_equal(before, picture(visit)));
}

static void act(Visit *visit) {
  static const SurveyEventKind moves[] = {SURVEY_NEXT, SURVEY_NEXT, SURVEY_NEXT,  SURVEY_BACK,
                                          SURVEY_ADD,  SURVEY_ADD,  SURVEY_REMOVE};
  const unsigned what = take_byte(visit) % 16;
  const SurveyPage page = survey_page(visit->survey);
  SurveyEvent event = {.kind = SURVEY_LANGUAGE, .language_ix = (int)(take_byte(visit) % visit->form->language_count)};
  if (what < 8) {
    answer(visit);
    return;
  }
  if (page.kind == PAGE_REVIEW && what == 15) {
    event.kind = SURVEY_GO;
    event.cell = page.cells[take_byte(visit) % page.cell_count];
  } else if (what < 15) {
    event.kind = moves[what - 8];
  }
  if (event.kind != SURVEY_BACK || page.serial != 0) step(visit, &event); /* Back on the first page leaves */
}

/* --- */

static void check_resumed(const Visit *visit, const JournalSetup *setup) {
  Buffer buffer = buffer_new(visit->arena);
  Sink sink = sink_to_buffer(&buffer);
  journal_write(visit->journal, &sink);
  if (journal_is_full(visit->journal)) return;
  Visit again = *visit;
  again.journal = journal_resume(visit->arena, setup, buffer_view(&buffer));
  BUG_UNLESS(again.journal);
  again.survey = journal_survey(again.journal);
  BUG_UNLESS(str_equal(picture(visit), picture(&again)));
  BUG_UNLESS(survey_is_over(visit->survey) || survey_page(visit->survey).serial == survey_page(again.survey).serial);
}

static void play(const Form *form, Str doings, Arena *arena) {
  Arena *scratch = arena_new(0);
  ManualClock clock = clock_manual(INT64_C(1795266300000));
  const JournalSetup setup = {.form = form, .clock = &clock.clock, .scratch = scratch, .device = STR("d"), .chance = 7};
  Visit visit = {.journal = journal_begin(arena, &setup), .form = form, .arena = arena, .rest = doings};
  visit.by_chance = has_word(form->source, "random") || has_word(form->source, "uuid");
  visit.survey = journal_survey(visit.journal);
  check(&visit);
  while (visit.rest.len > 0 && visit.events < EVENTS_MAX && !survey_is_over(visit.survey) &&
         survey_cell_count(visit.survey) < CELLS_MAX) {
    act(&visit);
    if (!survey_is_over(visit.survey)) check(&visit);
  }
  check_resumed(&visit, &setup);
  arena_free(scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const uint8_t *feed = size > 0 ? memchr(data, '\f', size) : NULL;
  const size_t form_len = feed ? (size_t)(feed - data) : size;
  const Form *form = form_parse_yaml(arena, (Str){(const char *)data, form_len}, "fuzz.yaml", &diags);
  if (form) play(form, feed ? (Str){(const char *)feed + 1, size - form_len - 1} : (Str){0}, arena);
  arena_free(arena);
  return 0;
}
