/* Which responses come, in whose words, and how much of them there may be. */
#include "dataset.h"
#include "exported.h"

#include <stdlib.h>
#include <string.h>

static bool take_none(void *context, Str response, Str name, Str bytes) {
  (void)context, (void)response, (void)name, (void)bytes;
  return true;
}

static void few_responses_of_an_anonymous_form_are_not_picked_by_device(void **state) {
  static const struct {
    int here, there; /* responses of one device, and of the others */
    bool anonymous, let;
  } cases[] = {
      {5, 5, true, true},  {5, 0, true, true},  {4, 6, true, false}, {6, 4, true, false},
      {0, 9, true, false}, {1, 1, false, true}, {4, 0, true, false}, {9, 5, true, true},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Store *store = fixture_open(fixture, arena_printf(fixture->arena, "%zu.db", i).ptr);
    const Form *form =
        exported_form(fixture, store, "1",
                      cases[i].anonymous ? "survey: [{type: text, name: a, label: A}]\n"
                                         : "kiosk: {privacy: {mode: linked}}\nsurvey: [{type: text, name: a, label: A}]\n");
    Err err = {0};
    Str other;
    assert_int_equal(store_device(store, STR("dør"), fixture->arena, &other, &err), STATUS_OK);
    for (int k = 0; k < cases[i].here + cases[i].there; k++) {
      Response visit = fixture_response(fixture, store, form, "{}");
      if (k >= cases[i].here) visit.device = other;
      fixture_put(store, &visit);
    }
    const Str devices[] = {STR("kiosk-1")};
    Dataset dataset;
    const ExportOptions options = {.filter.devices = {devices, 1}};
    const Status status = dataset_make(store, fixture->arena, &options, &dataset, &err);
    assert_int_equal(status, cases[i].let ? STATUS_OK : STATUS_INPUT);
    if (!cases[i].let) assert_string_equal(err.code, "export-few");
    if (cases[i].let) assert_int_equal(dataset.row_count, cases[i].here);
    ExportReport report;
    assert_int_equal(export_attachments(store, &options, take_none, NULL, &report, &err), status);
    store_close(store);
  }
}

/* Nothing tells who came when, or where: neither a column nor the order of rows. */
static void an_anonymous_form_comes_in_the_order_of_its_keys(void **state) {
  static const int arrivals[] = {7, 2, 9, 1};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const char *yaml = "survey: [{type: repeat, name: r, label: R, questions: [{type: integer, name: a, label: A}]}]\n";
  const Form *linked =
      exported_form(fixture, store, "1", arena_printf(fixture->arena, "kiosk: {privacy: {mode: linked}}\n%s", yaml).ptr);
  const Form *anonymous = exported_form(fixture, store, "2", yaml);
  for (size_t i = 0; i < COUNT_OF(arrivals); i++)
    exported_put(fixture, store, i % 2 ? linked : anonymous, arrivals[i],
                 arena_printf(fixture->arena, "{\"r\":[{\"a\":%d}]}", arrivals[i]).ptr);
  Exported exported;
  exported_csv(fixture, store, (ExportOptions){0}, &exported);
#define KEY "00000000-0000-4000-8000-00000000000"
  assert_string_equal(exported_table(&exported, ""),
                      "response,form_version,language,channel,round,event,place,status,time,r\r\n" KEY
                      "1,1,nb,kiosk,,,,complete,2026-11-21,1\r\n" KEY "2,1,nb,kiosk,,,,complete,2026-11-21,1\r\n" KEY
                      "7,2,nb,kiosk,,,,complete,2026-11-21,1\r\n" KEY "9,2,nb,kiosk,,,,complete,2026-11-21,1\r\n");
  assert_string_equal(exported_table(&exported, "r"),
                      "response,r/position,r/a\r\n" KEY "1,1,1\r\n" KEY "2,1,2\r\n" KEY "7,1,7\r\n" KEY "9,1,9\r\n");
#undef KEY
  store_close(store);
}

static void labels_speak_the_language_that_is_asked_for(void **state) {
  static const char yaml[] =
      "kiosk: {privacy: {mode: linked}}\n"
      "survey:\n"
      "  - {type: select_one v, name: nytte, label: {nb: Nyttig?, en: Useful?}}\n"
      "  - {type: select_multiple v, name: tema, label: {nb: Tema, en: Topics}}\n"
      "  - {type: text, name: en, label: {nb: Hvorfor?, en: \"=Why?\"}}\n"
      "  - {type: text, name: to, label: {nb: Hvorfor?, en: Why not?}}\n"
      "  - {type: calculate, name: sum, calculation: 1 + 1}\n"
      "choices: {v: [{name: ja, label: {nb: Ja, en: \"Yes\"}}, {name: nei, label: {nb: \"-1\", en: \"No; never\"}}]}\n";
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", yaml);
  exported_put(fixture, store, form, 1, "{\"nytte\":\"nei\",\"tema\":[\"ja\",\"nei\"],\"en\":\"ja\",\"to\":null,\"sum\":2}");
  Exported exported;
  exported_csv(fixture, store, (ExportOptions){.labels = true}, &exported);
  assert_non_null(strstr(exported_table(&exported, ""), ",Nyttig?,Tema,Tema / Ja,Tema / -1,en,to,sum\r\n"));
  assert_non_null(strstr(exported_table(&exported, ""), ",-1,\"Ja; -1\",1,1,ja,#skipped,2\r\n"));
  exported_csv(fixture, store, (ExportOptions){.labels = true, .language = STR("en")}, &exported);
  assert_non_null(
      strstr(exported_table(&exported, ""), ",Useful?,Topics,Topics / Yes,\"Topics / No; never\",'=Why?,Why not?,sum\r\n"));
  assert_non_null(strstr(exported_table(&exported, ""), ",\"No; never\",\"Yes; No; never\",1,1,ja,#skipped,2\r\n"));
  Err err;
  assert_int_equal(exported_try(fixture, store, EXPORT_CSV, (ExportOptions){.language = STR("uk")}, &exported, &err), STATUS_INPUT);
  assert_string_equal(err.code, "unknown-language");
  assert_non_null(strstr(err.sentence, "nb, en"));
  store_close(store);
}

/* More than any format but ours takes. */
static void a_form_of_five_thousand_columns(void **state) {
  enum { QUESTIONS = 5000 };
  Fixture *fixture = *state;
  Buffer yaml = buffer_new(fixture->arena), answers = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&yaml), answer_sink = sink_to_buffer(&answers);
  sink_z(&sink, "kiosk: {privacy: {mode: linked}}\nsurvey:\n");
  for (int i = 0; i < QUESTIONS; i++) {
    sink_printf(&sink, "  - {type: integer, name: q%d, label: Q}\n", i);
    if (i % 7 == 0) sink_printf(&answer_sink, "%s\"q%d\":%d", i > 0 ? "," : "{", i, i);
  }
  sink_z(&answer_sink, "}");
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", yaml.bytes);
  exported_put(fixture, store, form, 1, answers.bytes);
  Exported exported;
  exported_csv(fixture, store, (ExportOptions){0}, &exported);
  const char *row = strstr(exported_table(&exported, ""), "\r\n") + 2;
  for (int commas = 0; commas < 10; row++)
    commas += *row == ',';
  for (int i = 0; i < QUESTIONS; i++) {
    char *end = strpbrk(row, ",\r");
    assert_int_equal(end - row, i % 7 == 0 ? snprintf(NULL, 0, "%d", i) : 0);
    if (i % 7 == 0) assert_int_equal(strtol(row, NULL, 10), i);
    row = end + 1;
  }
  assert_string_equal(row, "\n");
  store_close(store);
}

/* One cell that is no UTF-8, and no reader takes the file: so the row is left out, and named. What is not exported does no harm. */
static void what_is_known_of_a_response_is_utf8(void **state) {
  static const struct {
    const char *column, *mode, *name; /* NULL: it is not exported */
  } cases[] = {
      {"uuid", "linked", "response"},     {"form_version", "linked", "form_version"},
      {"language", "linked", "language"}, {"round", "linked", "round"},
      {"event", "anonymous", "event"},    {"place", "linked", "place"},
      {"time", "anonymous", "time"},      {"device", "linked", "device"},
      {"device", "anonymous", NULL},
  };
  for (size_t i = 0; i < COUNT_OF(cases) * EXPORT_FORMAT_COUNT; i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    Store *store = fixture_open(fixture, "a.db");
    const char *yaml = arena_printf(fixture->arena, "kiosk: {privacy: {mode: %s}}\nsurvey: [{type: integer, name: a, label: A}]\n",
                                    cases[i / EXPORT_FORMAT_COUNT].mode)
                           .ptr;
    const Form *form = exported_form(fixture, store, "1", yaml);
    for (int number = 1; number <= 3; number++)
      exported_put(fixture, store, form, number, "{\"a\":1}");
    static const char damage[] =
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
        "INSERT INTO form_version SELECT form_id, CAST(x'323032362d31312d323165ee' AS TEXT), source FROM form_version;"
        "UPDATE response SET %s = CAST(x'323032362d31312d323165ee' || substr(uuid, 13, %d) AS TEXT) WHERE uuid LIKE '%%2'";
    const char *column = cases[i / EXPORT_FORMAT_COUNT].column;
    fixture_query(fixture, "a.db", arena_printf(fixture->arena, damage, column, strcmp(column, "uuid") == 0 ? 24 : 0).ptr);
    const char *name = cases[i / EXPORT_FORMAT_COUNT].name;
    Exported exported;
    Err err;
    if (exported_try(fixture, store, i % EXPORT_FORMAT_COUNT, (ExportOptions){0}, &exported, &err) != STATUS_OK)
      fail_msg("%s", err.sentence);
    assert_int_equal(exported.report.rows, name ? 2 : 3);
    assert_int_equal(exported.report.bad_rows, name ? 1 : 0);
    if (name != NULL &&
        strstr(exported.warnings.bytes, arena_printf(fixture->arena, "is left out: its %s is damaged\n", name).ptr) == NULL)
      fail_msg("%s: %s", name, exported.warnings.bytes);
    if (i % EXPORT_FORMAT_COUNT == EXPORT_CSV || i % EXPORT_FORMAT_COUNT == EXPORT_JSONL)
      assert_true(str_is_utf8(str_from(exported_table(&exported, ""))));
    store_close(store);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

typedef struct News {
  size_t calls, done, total;
} News;

static void take_news(void *context, size_t done, size_t total) {
  News *news = context;
  assert_true(done >= news->done && done <= total);
  *news = (News){news->calls + 1, done, total};
}

static void progress_is_told_to_the_end(void **state) {
  enum { ROWS = 1100 };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", "survey: [{type: integer, name: a, label: A}]\n");
  Err err = {0};
  assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
  for (int i = 0; i < ROWS; i++)
    exported_put(fixture, store, form, i, i % 2 ? "{}" : "{\"ukjent\":1}");
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  News news = {0};
  Exported exported;
  exported_csv(fixture, store, (ExportOptions){.progress = take_news, .progress_context = &news}, &exported);
  assert_true(news.calls > 1 && news.calls < ROWS);
  assert_int_equal(news.done, ROWS);
  assert_int_equal(news.total, ROWS);
  store_close(store);
}

#define RESPONSES_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      RESPONSES_TEST(few_responses_of_an_anonymous_form_are_not_picked_by_device),
      RESPONSES_TEST(an_anonymous_form_comes_in_the_order_of_its_keys),
      RESPONSES_TEST(labels_speak_the_language_that_is_asked_for),
      RESPONSES_TEST(a_form_of_five_thousand_columns),
      cmocka_unit_test(what_is_known_of_a_response_is_utf8),
      RESPONSES_TEST(progress_is_told_to_the_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
