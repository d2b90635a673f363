/* Attachments as files: which ones, in what order, and under which names. */
#include "export.h"
#include "store/fixture.h"

#include <string.h>

typedef struct Files {
  Arena *arena;
  Str said;
  size_t left; /* to be taken */
} Files;

static bool take_file(void *context, Str response, Str name, Str bytes) {
  Files *files = context;
  Str number = {response.ptr + response.len - 2, 2};
  files->said = arena_printf(files->arena, STR_FMT STR_FMT "/" STR_FMT "=" STR_FMT "\n", STR_ARG(files->said), STR_ARG(number),
                             STR_ARG(name), STR_ARG(bytes));
  return --files->left > 0;
}

static void put_file(Fixture *fixture, Store *store, Response *visit, int number, const char *name, const char *bytes) {
  const StoreAttachment attachment = {str_from(name), str_from(bytes)};
  visit->uuid = arena_printf(fixture->arena, "00000000-0000-4000-8000-%012d", number);
  visit->attachments = &attachment;
  visit->attachment_count = 1;
  fixture_put(store, visit);
}

static Store *open_with_form(Fixture *fixture, const Form **form) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  *form = fixture_plain_form(fixture, "1");
  assert_int_equal(store_add_form(store, *form, &err), STATUS_OK);
  return store;
}

static void those_of_the_rows_in_their_order(void **state) {
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  Response visit = fixture_response(fixture, store, form, "{}"), trial = visit, gone = visit;
  trial.trial = true;
  put_file(fixture, store, &visit, 9, "a.png", "ni");
  put_file(fixture, store, &trial, 5, "a.png", "fem");
  put_file(fixture, store, &gone, 3, "a.png", "tre");
  put_file(fixture, store, &visit, 1, "b ø.png", "en");
  gone.status = RESPONSE_DISCARDED;
  fixture_put(store, &gone);
  static const struct {
    bool trials;
    size_t most, count;
    const char *files;
  } cases[] = {{false, SIZE_MAX, 2, "01/b ø.png=en\n09/a.png=ni\n"},
               {true, SIZE_MAX, 3, "01/b ø.png=en\n05/a.png=fem\n09/a.png=ni\n"},
               {false, 1, 1, "01/b ø.png=en\n"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Files files = {.arena = fixture->arena, .left = cases[i].most};
    ExportReport report;
    Err err = {0};
    const ExportOptions options = {.filter.trials = cases[i].trials};
    assert_int_equal(export_attachments(store, &options, take_file, &files, &report, &err), STATUS_OK);
    assert_true(str_is(files.said, cases[i].files));
    assert_int_equal(report.rows, cases[i].count);
    assert_int_equal(report.bad_rows, 0);
  }
  store_close(store);
}

/* A database may come from anywhere: no file is written outside the folder, or under a name that some system cannot have. */
static void names_that_lead_elsewhere_are_left_out(void **state) {
  static char too_long[242];
  memset(too_long, 'a', sizeof too_long - 1);
  const char *const names[] = {
      "../a.png", "/etc/a.png",  "..",          ".",      "",       ".a.png",    "a/b.png",      "a\\b.png", "C:a.png",
      "a\nb.png", "a*.png",      "CON\x1f.png", "a.png.", "a.png ", "a\x7f.png", too_long,       "CON",      "con.png",
      "Com1.png", "LPT9.tar.gz", "nul .png",    "aux.",   "PRN.x",  "conout$",   "COM\u00B9.png"};
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  Response visit = fixture_response(fixture, store, form, "{}");
  for (int i = 0; i < (int)COUNT_OF(names); i++)
    put_file(fixture, store, &visit, i, names[i], "x");
  put_file(fixture, store, &visit, 99, "a-1-b--c.png", "god");
  visit.uuid = STR("../../../../../../../../../../../../"); /* as long as a key */
  const StoreAttachment attachment = {STR("a.png"), STR("x")};
  visit.attachments = &attachment;
  fixture_put(store, &visit);
  Buffer buffer = buffer_new(fixture->arena);
  Sink warnings = sink_to_buffer(&buffer);
  const ExportOptions options = {.warnings = &warnings};
  Files files = {.arena = fixture->arena, .left = SIZE_MAX};
  ExportReport report;
  Err err = {0};
  assert_int_equal(export_attachments(store, &options, take_file, &files, &report, &err), STATUS_OK);
  assert_true(str_is(files.said, "99/a-1-b--c.png=god\n"));
  assert_int_equal(report.bad_rows, COUNT_OF(names) + 1);
  assert_non_null(strstr(buffer.bytes, "warning: an attachment of response 00000000-0000-4000-8000-000000000000 is left out"));
  store_close(store);
}

/* But like a device's is no device's. */
static void names_that_begin_like_a_device(void **state) {
  static const char *const names[] = {"CONTO.png", "COM0.png", "COM10.png", "LPT.png", "a.con", "nulpunkt.png", "COM\u2074.png"};
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  Response visit = fixture_response(fixture, store, form, "{}");
  Buffer want = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&want);
  for (int i = 0; i < (int)COUNT_OF(names); i++) {
    put_file(fixture, store, &visit, i, names[i], "x");
    sink_printf(&sink, "%02d/%s=x\n", i, names[i]);
  }
  Files files = {.arena = fixture->arena, .left = SIZE_MAX};
  ExportReport report;
  Err err = {0};
  assert_int_equal(export_attachments(store, &(ExportOptions){0}, take_file, &files, &report, &err), STATUS_OK);
  assert_string_equal(files.said.ptr, want.bytes);
  assert_int_equal(report.bad_rows, 0);
  store_close(store);
}

/* In one folder; in another response's there is room for both. */
static void of_names_that_differ_by_case_there_is_one(void **state) {
  static const StoreAttachment attachments[] = {
      {STR_INIT("A.PNG"), STR_INIT("1")}, {STR_INIT("Å.png"), STR_INIT("2")}, {STR_INIT("Ж.png"), STR_INIT("3")},
      {STR_INIT("a.png"), STR_INIT("4")}, {STR_INIT("b.png"), STR_INIT("5")}, {STR_INIT("å.png"), STR_INIT("6")},
      {STR_INIT("ж.PNG"), STR_INIT("7")},
  };
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  Response visit = fixture_response(fixture, store, form, "{}");
  visit.uuid = STR("00000000-0000-4000-8000-000000000001");
  visit.attachments = attachments;
  visit.attachment_count = COUNT_OF(attachments);
  fixture_put(store, &visit);
  put_file(fixture, store, &visit, 2, "a.PNG", "x");
  Buffer buffer = buffer_new(fixture->arena);
  Sink warnings = sink_to_buffer(&buffer);
  Files files = {.arena = fixture->arena, .left = SIZE_MAX};
  ExportReport report;
  Err err = {0};
  assert_int_equal(export_attachments(store, &(ExportOptions){.warnings = &warnings}, take_file, &files, &report, &err), STATUS_OK);
  assert_string_equal(files.said.ptr, "01/A.PNG=1\n01/b.png=5\n01/Å.png=2\n01/Ж.png=3\n02/a.PNG=x\n");
  assert_int_equal(report.rows, 5);
  assert_int_equal(report.bad_rows, 3);
  assert_non_null(strstr(buffer.bytes, "000000000001 is left out: another one's name differs by big and small letters alone"));
  store_close(store);
}

static void an_unknown_form_is_told(void **state) {
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  Files files = {.arena = fixture->arena, .left = SIZE_MAX};
  ExportReport report;
  Err err = {0};
  assert_int_equal(export_attachments(store, &(ExportOptions){.form_id = STR("ukjent")}, take_file, &files, &report, &err),
                   STATUS_INPUT);
  assert_string_equal(err.code, "unknown-form");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(those_of_the_rows_in_their_order, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(names_that_lead_elsewhere_are_left_out, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(names_that_begin_like_a_device, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(of_names_that_differ_by_case_there_is_one, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_unknown_form_is_told, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
