/* taps: what an answer costs in forms of any size, a visit in repeats of any length, and a phone's request, at which the visit is played
 * again from its journal. Prints tables; nothing is judged.
 *
 *   taps [QUESTIONS...]     50 500 5000 20000
 *
 * answer: one answer; next: to the next page; screen: what a screen asks of the survey when it is built; answers: all answers as the
 * JSON of the database's row, which is written anew at each answer; end: the last Next, which looks whether anything is wrong. Expressions
 * are counted where the linker puts a counter before them (--wrap). */
#include "journal.h"
#include "question.h"
#include "survey.h"
#include "taps_form.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { JSON_EVERY = 97, TRIES = 20 };

static size_t evaluated;

Value __real_expr_eval(const Expr *expr, const ExprHost *host, Arena *arena);
bool __real_expr_eval_boolean(const Expr *expr, const ExprHost *host, Arena *arena);
Value __wrap_expr_eval(const Expr *expr, const ExprHost *host, Arena *arena);
bool __wrap_expr_eval_boolean(const Expr *expr, const ExprHost *host, Arena *arena);

Value __wrap_expr_eval(const Expr *expr, const ExprHost *host, Arena *arena) {
  evaluated++;
  return __real_expr_eval(expr, host, arena);
}

bool __wrap_expr_eval_boolean(const Expr *expr, const ExprHost *host, Arena *arena) {
  evaluated++;
  return __real_expr_eval_boolean(expr, host, arena);
}

typedef enum Part { PART_ANSWER, PART_NEXT, PART_SCREEN, PART_JSON, PART_END, PART_COUNT } Part;

typedef struct Times {
  double *us, *evaluations;
  size_t count, capacity;
} Times;

typedef struct Bench {
  Arena *arena, *session, *scratch;
  const Form *form;
  double read_ms;
  ManualClock clock;
  uint64_t seed;
  Random random;
  Survey *survey;
  Times times[PART_COUNT];
  double begun_us; /* of what is being timed */
  size_t evaluated_before, json_bytes;
} Bench;

static double now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void begin(Bench *bench) {
  bench->evaluated_before = evaluated;
  bench->begun_us = now_us();
}

static void *enlarge(void *items, size_t capacity) {
  void *grown = realloc(items, capacity * sizeof(double));
  if (!grown) abort();
  return grown;
}

static void end(Bench *bench, Part part) {
  double took_us = now_us() - bench->begun_us;
  Times *times = &bench->times[part];
  if (times->count == times->capacity) {
    times->capacity = times->capacity ? 2 * times->capacity : 1024;
    times->us = enlarge(times->us, times->capacity);
    times->evaluations = enlarge(times->evaluations, times->capacity);
  }
  times->us[times->count] = took_us;
  times->evaluations[times->count++] = (double)(evaluated - bench->evaluated_before);
}

static Bench open_bench(Str source) {
  Bench bench = {.arena = arena_new(0), .session = arena_new(0), .scratch = arena_new(0), .clock = clock_manual(0), .seed = 1};
  Diags diags = diags_new(bench.arena);
  double begun_us = now_us();
  bench.form = form_parse_yaml(bench.arena, source, "taps.yaml", &diags);
  bench.read_ms = (now_us() - begun_us) / 1e3;
  if (!bench.form) {
    diags_print(&diags, stderr);
    exit(1);
  }
  return bench;
}

static void close_bench(Bench *bench) {
  for (size_t i = 0; i < PART_COUNT; i++) {
    free(bench->times[i].us);
    free(bench->times[i].evaluations);
  }
  arena_free(bench->scratch);
  arena_free(bench->session);
  arena_free(bench->arena);
}

static void begin_visit(Bench *bench) {
  bench->random = random_seeded(&bench->seed);
  SurveySetup setup = {.form = bench->form, .clock = &bench->clock.clock, .random = &bench->random, .scratch = bench->scratch};
  bench->survey = survey_new(bench->session, &setup);
}

static int below(Bench *bench, size_t bound) {
  return (int)random_below(&bench->random, (uint32_t)bound);
}

/* An answer of the question's kind, by chance; of the very first the first choice, which the others may need. */
static Value some_value(Bench *bench, const Question *question) {
  const ChoiceList *list = form_choices(bench->form, question);
  if (question->kind == QUESTION_INTEGER) return value_number(below(bench, 41));
  if (!list) return value_text(STR("et svar"));
  const Str *name = &list->choices[question == bench->form->questions ? 0 : below(bench, list->count)].name;
  return question->kind == QUESTION_SELECT_MULTIPLE ? value_list(name, 1) : value_text(*name);
}

static void answer_cell(Bench *bench, int cell) {
  const Question *question = &bench->form->questions[survey_question(bench->survey, cell)];
  for (int i = 0; i < TRIES && form_type(question->kind)->takes_answer; i++) {
    SurveyEvent event = {.kind = SURVEY_ANSWER, .cell = cell, .value = some_value(bench, question)};
    bool offered = event.value.kind != VALUE_TEXT || !question->choice_filter ||
                   survey_offers(bench->survey, cell, form_find_choice(form_choices(bench->form, question), event.value.text));
    if (!offered) continue;
    begin(bench);
    survey_step(bench->survey, &event);
    end(bench, PART_ANSWER);
    return;
  }
}

static void see_screen(Bench *bench) {
  size_t done, total;
  begin(bench);
  SurveyPage page = survey_page(bench->survey);
  survey_progress(bench->survey, &done, &total);
  survey_is_last(bench->survey);
  for (size_t i = 0; i < page.cell_count; i++) {
    const Question *question = &bench->form->questions[survey_question(bench->survey, page.cells[i])];
    size_t offered;
    survey_is_required(bench->survey, page.cells[i]);
    survey_is_read_only(bench->survey, page.cells[i]);
    survey_text(bench->survey, question->label, page.cells[i], bench->scratch);
    survey_choices(bench->survey, page.cells[i], bench->arena, &offered);
  }
  end(bench, PART_SCREEN);
  arena_rewind(bench->scratch);
}

static void write_json(Bench *bench) {
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  begin(bench);
  survey_answers_json(bench->survey, &sink);
  end(bench, PART_JSON);
  bench->json_bytes = buffer_view(&buffer).len;
  arena_free(arena);
}

static void play(Bench *bench) {
  for (size_t page = 0; !survey_is_over(bench->survey); page++) {
    see_screen(bench);
    SurveyPage shown = survey_page(bench->survey);
    for (size_t i = 0; i < shown.cell_count; i++)
      answer_cell(bench, shown.cells[i]);
    if (page % JSON_EVERY == 0) write_json(bench);
    begin(bench);
    unsigned effects = survey_step(bench->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
    end(bench, effects & SURVEY_COMPLETE ? PART_END : PART_NEXT);
  }
  write_json(bench);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double quantile(const double *sorted, size_t count, double share) {
  return sorted[(size_t)((double)(count - 1) * share)];
}

static void print_times(const char *name, Times *times) {
  if (times->count == 0) return;
  qsort(times->us, times->count, sizeof(double), by_size);
  qsort(times->evaluations, times->count, sizeof(double), by_size);
  printf("  %-8s %7zu %9.0f %9.0f %11.1f %9.1f %9.1f %9.1f\n", name, times->count, quantile(times->evaluations, times->count, 0.5),
         times->evaluations[times->count - 1], quantile(times->us, times->count, 0.5), quantile(times->us, times->count, 0.95),
         quantile(times->us, times->count, 0.99), times->us[times->count - 1]);
}

static void time_form(TapsShape shape, int question_count) {
  static const char *const names[PART_COUNT] = {"answer", "next", "screen", "answers", "end"};
  Arena *arena = arena_new(0);
  Bench bench = open_bench(taps_form(arena, shape, question_count));
  begin_visit(&bench);
  play(&bench);
  printf("%s, %d questions: read in %.0f ms; form %.1f MiB, visit %.1f MiB, JSON %zu bytes in the end\n", taps_shape_names[shape],
         question_count, bench.read_ms, (double)arena_used_bytes(bench.arena) / 1048576,
         (double)arena_used_bytes(bench.session) / 1048576, bench.json_bytes);
  printf("  %-8s %7s %9s %9s %11s %9s %9s %9s\n", "", "times", "evaluated", "at most", "median (us)", "p95", "p99", "most");
  for (size_t i = 0; i < PART_COUNT; i++)
    print_times(names[i], &bench.times[i]);
  close_bench(&bench);
  arena_free(arena);
}

static const struct {
  const char *name, *expression, *behind;
} repeats[] = {
    {"nothing but answers", NULL, NULL},
    {"position(..)", "position(..)", NULL},
    {"sum, count, join behind", NULL, "concat(sum(${x}), count(${r}), join(' ', ${x}))"},
    {"its own answer, and a sum", "${x} * 2", "sum(${y})"},
    {"the one before", "coalesce(indexed-repeat(${x}, ${r}, position(..) - 1), 0)", NULL},
    {"a running total", "coalesce(${x}, 0) + coalesce(indexed-repeat(${y}, ${r}, position(..) - 1), 0)", NULL},
    {"share of all", "${x} div sum(${x})", NULL},
};

static double time_repeat(size_t ix, int instances, double *per_tap) {
  Arena *arena = arena_new(0);
  Bench bench = open_bench(taps_repeat(arena, repeats[ix].expression, repeats[ix].behind));
  double begun_us = now_us();
  begin_visit(&bench);
  size_t before = evaluated;
  survey_step(bench.survey, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = 0, .value = value_number(instances)});
  int taps = 1;
  while (!(survey_step(bench.survey, &(SurveyEvent){.kind = SURVEY_NEXT}) & SURVEY_COMPLETE)) {
    SurveyEvent event = {.kind = SURVEY_ANSWER, .cell = survey_current(bench.survey), .value = value_number(taps++ % 7)};
    survey_step(bench.survey, &event);
  }
  double took_ms = (now_us() - begun_us) / 1e3;
  *per_tap = (double)(evaluated - before) / taps;
  close_bench(&bench);
  arena_free(arena);
  return took_ms;
}

static void time_repeats(void) {
  static const int counts[] = {100, 300, 1000};
  printf("\nA visit in a repeat, whole, in ms (evaluated for each answer)\n  %-28s", "each instance reads");
  for (size_t i = 0; i < COUNT_OF(counts); i++)
    printf(" %19d", counts[i]);
  printf("\n");
  for (size_t i = 0; i < COUNT_OF(repeats); i++) {
    printf("  %-28s", repeats[i].name);
    for (size_t j = 0; j < COUNT_OF(counts); j++) {
      double per_tap, took_ms = time_repeat(i, counts[j], &per_tap);
      printf(" %10.1f (%6.1f)", took_ms, per_tap);
    }
    printf("\n");
  }
}

typedef struct Replayed {
  size_t pages, events, bytes;
  double shortest_ms, per_event_us;
} Replayed;

/* Forwards, one answer to a question, as on a phone. */
static Journal *write_journal(Bench *bench, const JournalSetup *setup, size_t pages) {
  Journal *journal = journal_begin(bench->session, setup);
  bench->random = random_seeded(&bench->seed);
  for (size_t page = 1; page < pages; page++) {
    const Survey *survey = journal_survey(journal);
    SurveyPage shown = survey_page(survey);
    for (int i = 0; i < TRIES; i++) {
      const Question *question = &bench->form->questions[survey_question(survey, shown.cells[0])];
      if (!form_type(question->kind)->takes_answer) break;
      SurveyEvent event = {.kind = SURVEY_ANSWER, .cell = shown.cells[0], .value = some_value(bench, question)};
      journal_step(journal, &event);
      if (value_equal(survey_answer(survey, shown.cells[0]), event.value)) break;
    }
    journal_step(journal, &(SurveyEvent){.kind = SURVEY_NEXT});
  }
  return journal;
}

static Replayed replay(size_t pages) {
  enum { TIMES = 5, QUESTIONS_A_PAGE = 3 };
  Arena *arena = arena_new(0), *visit = arena_new(0);
  Bench bench = open_bench(taps_form(arena, TAPS_MIXED, (int)pages * QUESTIONS_A_PAGE));
  JournalSetup setup = {.form = bench.form, .clock = &bench.clock.clock, .chance = 1, .scratch = bench.scratch};
  Journal *journal = write_journal(&bench, &setup, pages);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  journal_write(journal, &sink);
  Replayed replayed = {pages, journal_load(journal).events, buffer.count, 1e9, 0};
  for (int i = 0; i < TIMES; i++) {
    double begun_us = now_us();
    if (!journal_resume(visit, &setup, buffer_view(&buffer))) abort();
    replayed.shortest_ms = fmin(replayed.shortest_ms, (now_us() - begun_us) / 1e3);
    arena_rewind(visit);
  }
  replayed.per_event_us = replayed.shortest_ms * 1e3 / (double)replayed.events;
  close_bench(&bench);
  arena_free(visit);
  arena_free(arena);
  return replayed;
}

static void time_journals(void) {
  static const size_t pages[] = {20, 200, 2000};
  printf("\nA phone's request: the visit played again\n  %7s %9s %9s %9s %14s\n", "pages", "events", "bytes", "ms", "us an event");
  for (size_t i = 0; i < COUNT_OF(pages); i++) {
    Replayed replayed = replay(pages[i]);
    printf("  %7zu %9zu %9zu %9.2f %14.2f\n", replayed.pages, replayed.events, replayed.bytes, replayed.shortest_ms,
           replayed.per_event_us);
  }
}

int main(int argc, char **argv) {
  static const int usual[] = {50, 500, 5000, 20000};
  for (int shape = 0; shape < TAPS_SHAPE_COUNT; shape++) {
    for (size_t i = 0; argc < 2 && i < COUNT_OF(usual); i++)
      time_form((TapsShape)shape, usual[i]);
    for (int i = 1; i < argc; i++)
      time_form((TapsShape)shape, atoi(argv[i]));
  }
  time_repeats();
  time_journals();
  return 0;
}
