/* Two waves side by side: which forms may be joined, what their columns are called, and what stands in them. That all formats say the same, by
 * other programs' reading, is for tests/readers/linked.py. */
#include "dataset.h"
#include "exported.h"

#include <string.h>

#define BY_TOKEN "  followup: {form: senere, link: token}\n"
#define NOWHERE  ""
#define ASKED    "  - {type: integer, name: antall, label: Hvor mange?}\n"
#define CODE                                                                                                                       \
  "  - type: group\n    name: kode\n    label: Kode\n    link_code: yes\n    questions:\n"                                         \
  "      - {type: integer, name: hus, label: Hus, required: true}\n"                                                               \
  "      - {type: integer, name: sosken, label: S, required: true}\n"

typedef struct Wave {
  const char *form_id, *version, *kiosk, *survey;
} Wave;

static const Form *add_wave(Fixture *fixture, Store *store, Wave wave) {
  const char *yaml = arena_printf(fixture->arena,
                                  "settings: {form_id: %s, form_title: 'Om %s', version: '%s', default_language: nb}\n"
                                  "languages: {nb: Norsk, en: English}\nkiosk:\n  privacy: {mode: linked}\n%ssurvey:\n%s",
                                  wave.form_id, wave.form_id, wave.version, wave.kiosk, wave.survey)
                         .ptr;
  const Form *form = fixture_form(fixture, yaml);
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return form;
}

static void open_round(Fixture *fixture, Store *store, const char *name) {
  StoreRound round;
  Err err = {0};
  if (store_round(store, str_from(name), STR("2026-11-21"), fixture->arena, &round, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
}

static Str hash_of(Fixture *fixture, int secret) {
  return arena_printf(fixture->arena, "%08x%056d", (unsigned)secret, 0);
}

typedef struct Put {
  int number, secret;                    /* secret 0: no link */
  const char *answers, *round, *drawing; /* the last two may be NULL */
  bool trial, by_code;
} Put;

static void put(Fixture *fixture, Store *store, const Form *form, Put it) {
  Response visit = fixture_response(fixture, store, form, it.answers);
  const Str hashes[] = {hash_of(fixture, it.secret), hash_of(fixture, it.secret + 1000), hash_of(fixture, it.secret + 2000)};
  const StoreLink link = {it.by_code ? STORE_LINK_CODE : STORE_LINK_TOKEN, str_from(it.round), hashes, it.by_code ? 3 : 1};
  visit.uuid = arena_printf(fixture->arena, "00000000-0000-4000-8000-%012d", it.number);
  visit.status = RESPONSE_COMPLETE;
  visit.trial = it.trial;
  visit.round = str_from(it.round);
  if (it.secret > 0) visit.link = &link;
  const StoreAttachment drawing = {STR("t.png"), str_from(it.drawing)};
  visit.attachments = &drawing;
  visit.attachment_count = it.drawing != NULL;
  fixture_put(store, &visit);
}

static const ExportOptions both = {.form_id = STR_INIT("kurs"), .linked_form = STR_INIT("senere")};

/* What stands behind the first form's columns of the row that begins with this number. */
static const char *linked_cells(Fixture *fixture, const Exported *exported, int number) {
  const char *table = exported_table(exported, "");
  const char *row = strstr(table, arena_printf(fixture->arena, "\n00000000-0000-4000-8000-%012d,", number).ptr);
  if (row == NULL) fail_msg("there is no row %d in %s", number, table);
  const char *end = strchr(row + 1, '\r');
  for (int commas = 0; commas < 11; row++) /* 10 of the response's own, one answer */
    commas += *row == ',';
  return arena_str(fixture->arena, (Str){row, (size_t)(end - row)}).ptr;
}

static const Form *add_two(Fixture *fixture, Store *store, const Form **later) {
  const Form *first = add_wave(fixture, store, (Wave){"kurs", "1", BY_TOKEN, ASKED});
  *later = add_wave(fixture, store, (Wave){"senere", "1", NOWHERE, ASKED});
  return first;
}

#define NOTHING      ",,,,,,,,,,,"
#define JOINED(n, a) "token,00000000-0000-4000-8000-0000000000" n ",1,nb,kiosk,,,,complete,2026-11-21,kiosk-1," a

static void each_row_goes_on_with_the_one_it_is_joined_with(void **state) {
  Fixture *fixture = *state;
  const Form *later;
  Store *store = fixture_open(fixture, "a.db");
  const Form *first = add_two(fixture, store, &later);
  open_round(fixture, store, "");
  put(fixture, store, first, (Put){.number = 1, .secret = 7, .answers = "{\"antall\":1}"});
  put(fixture, store, first, (Put){.number = 2, .secret = 8, .answers = "{\"antall\":2}"});
  put(fixture, store, first, (Put){.number = 3, .secret = 0, .answers = "{\"antall\":3}"});
  put(fixture, store, first, (Put){.number = 4, .secret = 9, .answers = "{\"antall\":4}"});
  put(fixture, store, later, (Put){.number = 11, .secret = 8, .answers = "{\"antall\":null}"});
  put(fixture, store, later, (Put){.number = 12, .secret = 7, .answers = "{\"antall\":12}"});
  put(fixture, store, later, (Put){.number = 13, .secret = 99, .answers = "{\"antall\":13}"});
  put(fixture, store, later, (Put){.number = 14, .secret = 9, .answers = "{\"antall\":14}", .trial = true});
  Exported exported;
  exported_csv(fixture, store, both, &exported);
  assert_int_equal(exported.report.rows, 4);
  assert_int_equal(exported.report.joined_rows, 2);
  assert_int_equal(exported.report.bad_rows, 0);
  assert_string_equal(linked_cells(fixture, &exported, 1), JOINED("12", "12"));
  assert_string_equal(linked_cells(fixture, &exported, 2), JOINED("11", "#skipped"));
  assert_string_equal(linked_cells(fixture, &exported, 3), NOTHING);
  assert_string_equal(linked_cells(fixture, &exported, 4), NOTHING);
  ExportOptions trials = both;
  trials.filter.trials = true;
  exported_csv(fixture, store, trials, &exported);
  assert_int_equal(exported.report.joined_rows, 3);
  store_close(store);
}

/* The row of the first form stands, whatever became of the other. */
static void what_cannot_be_read_of_the_other_takes_nothing_along(void **state) {
  Fixture *fixture = *state;
  const Form *later;
  Store *store = fixture_open(fixture, "a.db");
  const Form *first = add_two(fixture, store, &later);
  open_round(fixture, store, "");
  put(fixture, store, first, (Put){.number = 1, .secret = 7, .answers = "{\"antall\":1}"});
  put(fixture, store, first, (Put){.number = 2, .secret = 8, .answers = "{\"antall\":2}"});
  put(fixture, store, later, (Put){.number = 11, .secret = 7, .answers = "{\"antall\":11}"});
  put(fixture, store, later, (Put){.number = 12, .secret = 8, .answers = "{\"antall\":12}"});
  fixture_query(fixture, "a.db", "UPDATE response SET answers = '{\"ukjent\":1}' WHERE uuid LIKE '%11'");
  Exported exported;
  exported_csv(fixture, store, both, &exported);
  assert_int_equal(exported.report.rows, 2);
  assert_int_equal(exported.report.bad_rows, 1);
  assert_int_equal(exported.report.joined_rows, 1);
  assert_string_equal(linked_cells(fixture, &exported, 1), NOTHING);
  assert_string_equal(linked_cells(fixture, &exported, 2), JOINED("12", "12"));
  assert_non_null(strstr(exported.warnings.bytes, "000000000011 is left out: no version of the form has its question ukjent"));
  store_close(store);
}

static void expect_refusal(Fixture *fixture, Store *store, ExportOptions options, const char *says) {
  Exported exported;
  Err err;
  assert_int_equal(exported_try(fixture, store, EXPORT_CSV, options, &exported, &err), STATUS_INPUT);
  assert_string_equal(err.code, "export-linked");
  if (strstr(err.sentence, says) == NULL) fail_msg("%s", err.sentence);
  assert_int_equal(exported.count, 0);
}

static void forms_that_nothing_joins_are_refused(void **state) {
  static const struct {
    const char *kiosk, *first, *second, *says; /* says NULL: they are joined */
  } cases[] = {
      {BY_TOKEN, ASKED, ASKED, NULL},
      {NOWHERE, ASKED CODE, ASKED CODE, NULL},
      {NOWHERE, ASKED, ASKED, "no version of either leads to the other with followup.link: token"},
      {"  followup: {form: senere, link: none}\n", ASKED, ASKED, "no version of either leads"},
      {"  followup: {form: enda_senere, link: token}\n", ASKED, ASKED, "no version of either leads"},
      {"  followup: {form: senere, link: code}\n", ASKED CODE, ASKED, "of both, only kurs asks for a code"},
      {NOWHERE, ASKED, ASKED CODE, "of both, only senere asks for a code"},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Store *store = fixture_open(fixture, arena_printf(fixture->arena, "%zu.db", i).ptr);
    add_wave(fixture, store, (Wave){"kurs", "1", cases[i].kiosk, cases[i].first});
    add_wave(fixture, store, (Wave){"senere", "1", NOWHERE, cases[i].second});
    const ExportOptions other_way = {.form_id = both.linked_form, .linked_form = both.form_id};
    if (cases[i].says != NULL) {
      expect_refusal(fixture, store, both, cases[i].says);
      expect_refusal(fixture, store, other_way, cases[i].says);
    } else {
      Exported exported;
      exported_csv(fixture, store, both, &exported);
      exported_csv(fixture, store, other_way, &exported);
    }
    store_close(store);
  }
}

static void a_form_is_not_joined_with_itself_nor_with_none(void **state) {
  Fixture *fixture = *state;
  const Form *later;
  Store *store = fixture_open(fixture, "a.db");
  add_two(fixture, store, &later);
  expect_refusal(fixture, store, (ExportOptions){.form_id = STR("kurs"), .linked_form = STR("kurs")},
                 "names the form itself, kurs");
  Exported exported;
  Err err;
  const ExportOptions unknown = {.form_id = STR("kurs"), .linked_form = STR("senare")};
  assert_int_equal(exported_try(fixture, store, EXPORT_CSV, unknown, &exported, &err), STATUS_INPUT);
  assert_string_equal(err.code, "unknown-form");
  const ExportOptions unnamed = {.linked_form = STR("senere")};
  assert_int_equal(exported_try(fixture, store, EXPORT_CSV, unnamed, &exported, &err), STATUS_USAGE);
  assert_string_equal(err.code, "which-form");
  store_close(store);
}

static void a_closed_round_joins_nothing(void **state) {
  static const Str names[] = {STR_INIT("h26"), STR_INIT("v27")};
  Fixture *fixture = *state;
  const Form *later;
  Store *store = fixture_open(fixture, "a.db");
  const Form *first = add_two(fixture, store, &later);
  size_t links;
  Err err = {0};
  for (int r = 0; r < 2; r++) {
    open_round(fixture, store, names[r].ptr);
    put(fixture, store, first, (Put){.number = 1 + r, .secret = 7 + r, .answers = "{\"antall\":1}", .round = names[r].ptr});
    put(fixture, store, later, (Put){.number = 11 + r, .secret = 7 + r, .answers = "{\"antall\":2}", .round = names[r].ptr});
  }
  assert_int_equal(store_close_round(store, names[0], STR("kiosk-1"), STR("2027-06-01"), &links, &err), STATUS_OK);
  Exported exported;
  exported_csv(fixture, store, both, &exported);
  assert_int_equal(exported.report.joined_rows, 1);
  assert_non_null(strstr(exported.warnings.bytes, "round \"h26\" was closed on 2027-06-01"));
  ExportOptions of_closed = both;
  of_closed.filter.rounds = (StoreNames){&names[0], 1};
  expect_refusal(fixture, store, of_closed, "round \"h26\" was closed on 2027-06-01, and what joined its responses was destroyed");
  of_closed.filter.rounds = (StoreNames){names, 2};
  exported_csv(fixture, store, of_closed, &exported);
  assert_int_equal(exported.report.rows, 2);
  assert_int_equal(store_close_round(store, names[1], STR("kiosk-1"), STR("2027-06-02"), &links, &err), STATUS_OK);
  expect_refusal(fixture, store, both, "as the others were");
  /* What the columns mean is still told: there may be an export of before. */
  Buffer book = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&book);
  assert_int_equal(export_codebook(store, CODEBOOK_MARKDOWN, &both, &sink, &err), STATUS_OK);
  assert_non_null(strstr(book.bytes, "\n## Koblet med: Om senere\n"));
  store_close(store);
}

static bool begins_with(const char *text, const char *begin) {
  return strncmp(text, begin, strlen(begin)) == 0;
}

static void seal_for(Store *store, const SealSecret *secret) {
  Err err = {0};
  if (store_seal_with(store, seal_public_of(secret), &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

/* Codes are sealed as answers are: without the key nobody can tell whose they are. */
static void sealed_codes_need_their_keys(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *first = add_wave(fixture, store, (Wave){"kurs", "1", NOWHERE, ASKED CODE});
  const Form *later = add_wave(fixture, store, (Wave){"senere", "1", NOWHERE, ASKED CODE});
  SealSecret *old = seal_secret_new(), *new = seal_secret_new();
  const SealSecret *const keys[] = {old, new};
  open_round(fixture, store, "");
  seal_for(store, old);
  put(fixture, store, first, (Put){.number = 1, .secret = 7, .answers = "{\"antall\":1}", .by_code = true});
  put(fixture, store, first, (Put){.number = 2, .secret = 8, .answers = "{\"antall\":2}", .by_code = true});
  put(fixture, store, later, (Put){.number = 11, .secret = 7, .answers = "{\"antall\":11}", .by_code = true});
  seal_for(store, new);
  put(fixture, store, later, (Put){.number = 12, .secret = 8, .answers = "{\"antall\":12}", .by_code = true});
  ExportOptions refusing = both;
  refusing.refuse_sealed = true;
  Exported exported;
  Err err;
  assert_int_equal(exported_try(fixture, store, EXPORT_CSV, refusing, &exported, &err), STATUS_INPUT);
  assert_string_equal(err.code, "export-sealed");
  store_use_keys(store, keys, 1);
  exported_csv(fixture, store, both, &exported);
  assert_int_equal(exported.report.rows, 2);
  assert_int_equal(exported.report.joined_rows, 1);
  assert_int_equal(exported.report.unopened_links, 1);
  assert_non_null(strstr(exported.warnings.bytes, "1 code is sealed for a key that is not among those given"));
  store_use_keys(store, keys, 2);
  exported_csv(fixture, store, both, &exported);
  assert_int_equal(exported.report.joined_rows, 2);
  assert_int_equal(exported.report.unopened_links, 0);
  assert_true(begins_with(linked_cells(fixture, &exported, 1), "code,00000000-0000-4000-8000-000000000011,"));
  assert_true(begins_with(linked_cells(fixture, &exported, 2), "code,00000000-0000-4000-8000-000000000012,"));
  store_close(store);
  seal_secret_free(old);
  seal_secret_free(new);
}

typedef struct Files {
  Arena *arena;
  Str said;
  size_t left; /* to be taken */
} Files;

static bool take_file(void *context, Str response, Str name, Str bytes) {
  Files *files = context;
  const Str number = {response.ptr + response.len - 2, 2};
  files->said = arena_printf(files->arena, STR_FMT STR_FMT "/" STR_FMT "=" STR_FMT "\n", STR_ARG(files->said), STR_ARG(number),
                             STR_ARG(name), STR_ARG(bytes));
  return --files->left > 0;
}

/* Those of both, but of the other only of who is in the export. */
static void attachments_of_both_come_along(void **state) {
  static const char drawing[] = "  - {type: image, name: tegning, label: T, appearance: draw}\n";
  static const struct {
    size_t most;
    const char *files;
  } cases[] = {{SIZE_MAX, "01/t.png=1\n02/t.png=2\n11/t.png=11\n"}, {1, "01/t.png=1\n"}};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *first = add_wave(fixture, store, (Wave){"kurs", "1", BY_TOKEN, drawing});
  const Form *later = add_wave(fixture, store, (Wave){"senere", "1", NOWHERE, drawing});
  open_round(fixture, store, "");
  put(fixture, store, first, (Put){.drawing = "1", .number = 1, .secret = 7, .answers = "{}"});
  put(fixture, store, first, (Put){.drawing = "2", .number = 2, .secret = 0, .answers = "{}"});
  put(fixture, store, later, (Put){.drawing = "11", .number = 11, .secret = 7, .answers = "{}"});
  put(fixture, store, later, (Put){.drawing = "12", .number = 12, .secret = 8, .answers = "{}"});
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Files files = {.arena = fixture->arena, .left = cases[i].most};
    ExportReport report;
    Err err = {0};
    if (export_attachments(store, &both, take_file, &files, &report, &err) != STATUS_OK) fail_msg("%s", err.sentence);
    assert_string_equal(files.said.ptr, cases[i].files);
  }
  store_close(store);
}

static const char *line_of(const char *table, size_t ix) {
  for (; ix > 0; ix--)
    table = strchr(table, '\n') + 1;
  return table;
}

/* The same words may well be asked twice. */
static void labels_of_the_first_stay_as_they_are(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  add_wave(fixture, store, (Wave){"kurs", "1", BY_TOKEN, ASKED "  - {type: text, name: like, label: 'Om senere: Hva da?'}\n"});
  add_wave(fixture, store, (Wave){"senere", "1", NOWHERE, "  - {type: text, name: da, label: Hva da?}\n" ASKED});
  ExportOptions options = both;
  options.labels = true;
  Exported exported;
  exported_csv(fixture, store, options, &exported);
  const char *headers = exported_table(&exported, "");
  options.linked_form = (Str){0};
  exported_csv(fixture, store, options, &exported);
  const char *alone = exported_table(&exported, "");
  assert_true(strstr(alone, "Hvor mange?") != NULL);
  assert_int_equal(strncmp(headers, alone, strlen(alone) - 2), 0);
  assert_non_null(strstr(alone, ",Om senere: Hva da?\r\n"));
  assert_non_null(strstr(headers, ",Om senere: Status,"));
  assert_non_null(strstr(headers, ",senere:da,Om senere: Hvor mange?\r\n"));
  store_close(store);
}

/* What a line of JSON, or a header, has already is no name for a form. */
static void ids_that_are_taken_are_marked(void **state) {
  static const char *const ids[] = {"event", "answers", "question", "response"};
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(ids); i++) {
    Store *store = fixture_open(fixture, arena_printf(fixture->arena, "%zu.db", i).ptr);
    const char *leads = arena_printf(fixture->arena, "  followup: {form: %s, link: token}\n", ids[i]).ptr;
    const Form *first = add_wave(fixture, store, (Wave){"kurs", "1", leads, ASKED});
    const Form *later = add_wave(fixture, store, (Wave){ids[i], "1", NOWHERE, ASKED});
    open_round(fixture, store, "");
    put(fixture, store, first, (Put){.number = 1, .secret = 7, .answers = "{\"antall\":1}"});
    put(fixture, store, first, (Put){.number = 2, .secret = 8, .answers = "{\"antall\":2}"});
    put(fixture, store, later, (Put){.number = 11, .secret = 7, .answers = "{\"antall\":11}"});
    const ExportOptions options = {.form_id = STR("kurs"), .linked_form = str_from(ids[i])};
    Exported exported;
    Err err;
    exported_csv(fixture, store, options, &exported);
    const char *joined = arena_printf(fixture->arena, ",antall,form:%s:joined,form:%s:response,", ids[i], ids[i]).ptr;
    assert_non_null(strstr(exported_table(&exported, ""), joined));
    assert_int_equal(exported_try(fixture, store, EXPORT_JSONL, options, &exported, &err), STATUS_OK);
    const char *lines = exported_table(&exported, "");
    const char *key =
        arena_printf(fixture->arena, "\"answers\":{\"antall\":1},\"form:%s\":{\"joined\":\"token\",\"response\":", ids[i]).ptr;
    const char *none = arena_printf(fixture->arena, "\"answers\":{\"antall\":2},\"form:%s\":null}\n", ids[i]).ptr;
    assert_non_null(strstr(lines, key));
    assert_true(begins_with(strstr(line_of(lines, 1), "\"answers\""), none));
    store_close(store);
  }
}

static int setup(void **state) {
  return seal_init(NULL) == STATUS_OK ? fixture_setup(state) : -1;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(each_row_goes_on_with_the_one_it_is_joined_with, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_cannot_be_read_of_the_other_takes_nothing_along, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(forms_that_nothing_joins_are_refused, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_form_is_not_joined_with_itself_nor_with_none, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_closed_round_joins_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sealed_codes_need_their_keys, setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(attachments_of_both_come_along, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(labels_of_the_first_stay_as_they_are, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(ids_that_are_taken_are_marked, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
