#include "monkey.h"
#include "question.h"
#include "split.h"

#include <string.h>

typedef struct Row {
  Str language, status, time, answers, own_words;
} Row;

/* Where in the answers' JSON a cell's answer stands: "husstand/medlem[2]/alder" is $."husstand/medlem"[1]."alder". */
static Str json_path(Arena *arena, Str path) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "$.\"");
  for (size_t i = 0; i < path.len; i++) {
    if (path.ptr[i] != '[') {
      sink_bytes(&sink, path.ptr + i, 1);
      continue;
    }
    int instance = 0;
    for (i++; i < path.len && path.ptr[i] != ']'; i++)
      instance = instance * 10 + (path.ptr[i] - '0');
    sink_printf(&sink, "\"[%d]", instance - 1);
    i++; /* the slash */
    if (i < path.len) sink_z(&sink, ".\"");
  }
  if (buffer.bytes[buffer.count - 1] != ']') sink_z(&sink, "\"");
  return buffer_view(&buffer);
}

/* The text that an answer in JSON has, numbers as they are written and lists joined by spaces; *there: it has a place, and may be null. */
static Str look_up(Monkey *monkey, Arena *arena, Str json, Str path, bool *there) {
  static const char sql[] =
      "SELECT json_type(?1, ?2), CASE json_type(?1, ?2) WHEN 'array' THEN (SELECT group_concat(value, ' ') FROM "
      "json_each(?1, ?2)) WHEN 'text' THEN ?1 ->> ?2 ELSE ?1 -> ?2 END";
  sqlite3_stmt *statement;
  Str text = STR("");
  if (sqlite3_prepare_v2(monkey->judge, sql, -1, &statement, NULL) != SQLITE_OK)
    monkey_fail(monkey, "%s", sqlite3_errmsg(monkey->judge));
  sqlite3_bind_text(statement, 1, json.ptr, (int)json.len, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, path.ptr, (int)path.len, SQLITE_STATIC);
  if (sqlite3_step(statement) != SQLITE_ROW) monkey_fail(monkey, "%s at " STR_FMT, sqlite3_errmsg(monkey->judge), STR_ARG(path));
  const char *type = (const char *)sqlite3_column_text(statement, 0);
  *there = type != NULL;
  if (type != NULL && strcmp(type, "null") != 0) {
    const char *found = (const char *)sqlite3_column_text(statement, 1);
    text = arena_str(arena, str_from(found));
  }
  sqlite3_finalize(statement);
  return text;
}

static Str look_up_in_row(Monkey *monkey, Arena *arena, const Row *row, Str path, bool *there) {
  Str text = look_up(monkey, arena, row->answers, path, there);
  return *there ? text : look_up(monkey, arena, row->own_words, path, there);
}

static Value read_value(Monkey *monkey, Arena *arena, const Form *form, const Question *question, Str text) {
  Value value = VALUE_NONE;
  if (question_type(question->kind)->attachment) { /* its name stands for it */
    Value signature = value_text(STR("1000x400;12,40 14,44 20,60")), drawing = value_text(STR("1000x750;12,40 14,44 20,60"));
    return text.len == 0 ? VALUE_NONE : question_accepts(form, question, signature) ? signature : drawing;
  }
  if (text.len > 0 && !question_from_text(arena, form, question, text, &value))
    monkey_fail(monkey, "the form does not take \"" STR_FMT "\" for " STR_FMT, STR_ARG(text), STR_ARG(question->path));
  return value;
}

/* Every answer that stands outside repeats is one that its question accepts, and stands in the right half. */
static void check_half(Monkey *monkey, Arena *arena, const Form *form, Str half, bool own_words) {
  const Answer *answers;
  const AnswerKey *keys;
  size_t count, key_count = answers_keys(arena, form, &keys);
  if (!answers_parse(arena, half, &answers, &count)) monkey_fail(monkey, "no JSON: " STR_FMT, STR_ARG(half));
  for (size_t i = 0; i < count; i++) {
    const AnswerKey *key = NULL;
    for (size_t j = 0; j < key_count && key == NULL; j++)
      if (str_equal(keys[j].path, answers[i].path)) key = &keys[j];
    if (key == NULL) monkey_fail(monkey, "the form has no " STR_FMT, STR_ARG(answers[i].path));
    if (key->question_ix < 0) continue;
    const Question *question = &form->questions[key->question_ix];
    if (question->free_text != own_words) monkey_fail(monkey, STR_FMT " stands in the wrong half", STR_ARG(answers[i].path));
    bool there;
    read_value(monkey, arena, form, question, look_up(monkey, arena, half, json_path(arena, answers[i].path), &there));
  }
}

static void check_domain(Monkey *monkey, Arena *arena, const Form *form, const Row *row) {
  check_half(monkey, arena, form, row->answers, false);
  check_half(monkey, arena, form, row->own_words, true);
}

typedef struct Again {
  Monkey *monkey;
  Arena *arena;
  const Form *form;
  Survey *survey;
  const Row *row;
} Again;

/* Gives the page's answers; false when they say nothing of one of its questions: it stood in an instance that was removed. */
static bool answer_page(Again *again) {
  for (size_t i = 0; i < survey_page(again->survey).cell_count; i++) {
    int cell = survey_page(again->survey).cells[i];
    const Question *question = &again->form->questions[survey_question(again->survey, cell)];
    if (!form_type(question->kind)->takes_answer || survey_is_read_only(again->survey, cell)) continue;
    bool there;
    Str path = json_path(again->arena, survey_path(again->survey, cell, again->arena));
    Str text = look_up_in_row(again->monkey, again->arena, again->row, path, &there);
    if (!there) return false;
    Value value = read_value(again->monkey, again->arena, again->form, question, text);
    survey_step(again->survey, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = cell, .value = value});
  }
  return true;
}

/* On the page between instances: as many as the answers have. */
static SurveyEventKind next_of(Again *again) {
  SurveyPage page = survey_page(again->survey);
  if (page.kind != PAGE_REPEAT) return SURVEY_NEXT;
  int cell = -1;
  for (int i = survey_cell_count(again->survey) - 1; i >= 0 && cell < 0; i--) /* the newest instance's */
    if (again->form->questions[survey_question(again->survey, i)].group_ix == page.group_ix) cell = i;
  if (cell < 0) return SURVEY_NEXT;
  Str path = survey_path(again->survey, cell, again->arena);
  while (path.len > 0 && path.ptr[path.len - 1] != ']')
    path.len--;
  while (path.len > 0 && path.ptr[path.len - 1] != '[')
    path.len--;
  bool there;
  Str next = arena_printf(again->arena, STR_FMT "%d]/x", STR_ARG(path), page.instance_count + 1);
  Str json = json_path(again->arena, next);
  json.len -= 4; /* ."x" */
  look_up(again->monkey, again->arena, again->row->answers, json, &there);
  return there ? SURVEY_ADD : SURVEY_NEXT;
}

static int language_of(const Form *form, Str code) {
  for (size_t i = 0; i < form->language_count; i++)
    if (str_equal(form->languages[i].code, code)) return (int)i;
  return 0;
}

static void compare(Again *again) {
  Buffer buffer = buffer_new(again->arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(again->survey, &sink);
  FormRule rule = rule_of(again->arena, again->form);
  Str rest, own_words;
  if (!rule_split(&rule, again->arena, buffer_view(&buffer), &rest, &own_words))
    monkey_fail(again->monkey, "no JSON: " STR_FMT, STR_ARG(buffer_view(&buffer)));
  if (own_words.len == 0) own_words = STR("{}");
  if (!again->monkey->answers_differ && !(str_equal(rest, again->row->answers) && str_equal(own_words, again->row->own_words)))
    monkey_fail(again->monkey, "stored:\n" STR_FMT "\n" STR_FMT "\nand answered once more:\n" STR_FMT "\n" STR_FMT,
                STR_ARG(again->row->answers), STR_ARG(again->row->own_words), STR_ARG(rest), STR_ARG(own_words));
  again->monkey->tally->replayed++;
}

/* A visitor who knows the answers beforehand is refused nothing, and leaves the same. */
static void replay(Monkey *monkey, Arena *arena, const Form *form, const Row *row) {
  ManualClock clock = clock_manual(monkey->clock.epoch_ms);
  Value day;
  if (value_from_iso(row->time, &day)) clock.epoch_ms = (int64_t)(day.days * 86400000) + INT64_C(11) * 3600000;
  Again again = {monkey, arena, form, NULL, row};
  again.survey = survey_new(arena, &(SurveySetup){.form = form,
                                                  .language_ix = language_of(form, row->language),
                                                  .clock = &clock.clock,
                                                  .random = &monkey->random,
                                                  .device = monkey->station.device});
  for (int pages = 0; !survey_is_over(again.survey); pages++) {
    if (pages > 5000) monkey_fail(monkey, "no end is come to: " STR_FMT, STR_ARG(row->answers));
    if (survey_page(again.survey).kind == PAGE_QUESTIONS && !answer_page(&again)) return;
    unsigned effects = survey_step(again.survey, &(SurveyEvent){.kind = next_of(&again)});
    if (effects & SURVEY_REFUSED)
      monkey_fail(monkey, "refused at " STR_FMT " with " STR_FMT,
                  STR_ARG(survey_path(again.survey, survey_current(again.survey), arena)), STR_ARG(row->answers));
  }
  compare(&again);
}

static const Form *form_of(const Monkey *monkey, const char *form_id) {
  for (size_t i = 0; i < monkey->material.forms.count; i++)
    if (str_is(monkey->material.forms.items[i]->form_id, form_id)) return monkey->material.forms.items[i];
  monkey_fail(monkey, "a response to %s, which was not asked", form_id);
}

static void expect_one(Monkey *monkey, sqlite3 *db, const char *sql, const char *wanted) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) monkey_fail(monkey, "%s: %s", sql, sqlite3_errmsg(db));
  bool row = sqlite3_step(statement) == SQLITE_ROW;
  const char *text = row ? (const char *)sqlite3_column_text(statement, 0) : "nothing";
  if (text == NULL || strcmp(text, wanted) != 0) monkey_fail(monkey, "%s gives %s, not %s", sql, text ? text : "NULL", wanted);
  sqlite3_finalize(statement);
}

static Str column(sqlite3_stmt *statement, int ix) {
  return str_from((const char *)sqlite3_column_text(statement, ix));
}

void again_all(Monkey *monkey) {
  static const char sql[] =
      "SELECT form_id, language, status, time, answers, ifnull(free_text, '{}') FROM response WHERE status <> 'discarded'";
  sqlite3 *db;
  sqlite3_stmt *statement;
  char wanted[24];
  snprintf(wanted, sizeof wanted, "%zu", monkey->complete);
  if (sqlite3_open_v2(monkey->db, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) monkey_fail(monkey, "%s", sqlite3_errmsg(db));
  expect_one(monkey, db, "PRAGMA integrity_check", "ok");
  expect_one(monkey, db, "SELECT count(*) FROM pragma_foreign_key_check", "0");
  expect_one(monkey, db, "SELECT count(*) FROM response WHERE status = 'complete'", wanted);
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) monkey_fail(monkey, "%s", sqlite3_errmsg(db));
  Arena *arena = arena_new(0);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    const Form *form = form_of(monkey, (const char *)sqlite3_column_text(statement, 0));
    Row row = {column(statement, 1), column(statement, 2), column(statement, 3), column(statement, 4), column(statement, 5)};
    check_domain(monkey, arena, form, &row);
    if (str_is(row.status, "complete")) replay(monkey, arena, form, &row);
    monkey->tally->rows++;
    arena_rewind(arena);
  }
  arena_free(arena);
  sqlite3_finalize(statement);
  sqlite3_close(db);
}
