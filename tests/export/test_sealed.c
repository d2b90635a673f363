/* Sealed responses, and answers in the visitor's own words that stand apart: what an export makes of them. */
#include "export.h"
#include "store/fixture.h"

#include <string.h>

static const char yaml[] = "settings: {form_id: f, version: '1', default_language: nb}\nlanguages: {nb: Norsk}\n"
                           "kiosk: {privacy: {mode: linked}}\nsurvey:\n"
                           "  - {type: integer, name: antall, label: A}\n"
                           "  - {type: text, name: hvorfor, label: H}\n"
                           "  - {type: repeat, name: r, label: R, questions: [{type: integer, name: n, label: N},"
                           " {type: text, name: t, label: T}]}\n"
                           "  - {type: image, name: tegning, label: T, appearance: draw}\n";

typedef struct Kiosk {
  Fixture *fixture;
  Store *store;
  const Form *form;
} Kiosk;

static Kiosk open_kiosk(Fixture *fixture) {
  Kiosk kiosk = {fixture, fixture_open(fixture, "a.db"), fixture_form(fixture, yaml)};
  Err err = {0};
  if (store_add_form(kiosk.store, kiosk.form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return kiosk;
}

static void seal_for(const Kiosk *kiosk, const SealSecret *secret) {
  Err err = {0};
  if (store_seal_with(kiosk->store, seal_public_of(secret), &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

static void put_as(const Kiosk *kiosk, int number, const char *answers) {
  Response visit = fixture_response(kiosk->fixture, kiosk->store, kiosk->form, answers);
  static const StoreAttachment drawing = {STR_INIT("tegning.png"), STR_INIT("PNG-bytes")};
  visit.uuid = arena_printf(kiosk->fixture->arena, "00000000-0000-4000-8000-%012d", number);
  visit.attachments = &drawing;
  visit.attachment_count = strstr(answers, "tegning.png") != NULL;
  visit.status = RESPONSE_COMPLETE;
  fixture_put(kiosk->store, &visit);
}

typedef struct Exported {
  const char *cells; /* of each row from its number's last digit on: "1,3,fordi,..." */
  const char *warnings;
  ExportReport report;
} Exported;

/* Number and answers of each row. */
static const char *cells_of(Fixture *fixture, char *at) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (char *end; (end = strstr(at, "\r\n")) != NULL; at = end + 2) {
    char *cell = at;
    for (int commas = 0; commas < 10; cell++)
      commas += *cell == ',';
    sink_printf(&sink, "%c %.*s\n", at[35], (int)(end - cell), cell);
  }
  return buffer.bytes;
}

static Exported export_with(const Kiosk *kiosk, const SealSecret *const *keys, size_t count) {
  Fixture *fixture = kiosk->fixture;
  Buffer out = buffer_new(fixture->arena), told = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&out), warnings = sink_to_buffer(&told);
  const ExportOptions options = {.warnings = &warnings};
  Exported exported;
  Err err = {0};
  store_use_keys(kiosk->store, keys, count);
  if (export_csv(kiosk->store, &options, &sink, &exported.report, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  exported.cells = cells_of(fixture, strstr(out.bytes, "\r\n") + 2);
  exported.warnings = arena_str(fixture->arena, buffer_view(&told)).ptr;
  return exported;
}

static const char *const full =
    "{\"antall\":3,\"hvorfor\":\"fordi\",\"r\":[{\"n\":1,\"t\":\"to\"},{\"n\":null,\"t\":null},{\"n\":4}],"
    "\"tegning\":\"tegning.png\"}";
static const char full_cells[] = "3,fordi,3,tegning.png\n";

static void own_words_stand_in_their_places(void **state) {
  Fixture *fixture = *state;
  Kiosk kiosk = open_kiosk(fixture);
  put_as(&kiosk, 1, full);
  put_as(&kiosk, 2, "{\"hvorfor\":null}");
  put_as(&kiosk, 3, "{\"antall\":5,\"r\":[]}");
  Exported exported = export_with(&kiosk, NULL, 0);
  assert_string_equal(exported.cells, arena_printf(fixture->arena, "1 %s2 ,#skipped,,\n3 5,,0,\n", full_cells).ptr);
  assert_string_equal(exported.warnings, "");
  /* They are purged sooner than the rest. */
  fixture_query(fixture, "a.db", "UPDATE response SET free_text = NULL");
  exported = export_with(&kiosk, NULL, 0);
  assert_string_equal(exported.cells, "1 3,,3,\n2 ,,,\n3 5,,0,\n");
  store_close(kiosk.store);
}

static void a_row_whose_words_cannot_be_placed_is_left_out(void **state) {
  static const char *const damaged[] = {"{\"ukjent\":\"x\"}", "{\"antall\":4}", "{\"hvorfor\":{\"x\":1}}", "{\"r\":\"x\"}"};
  Fixture *fixture = *state;
  Kiosk kiosk = open_kiosk(fixture);
  for (size_t i = 0; i < COUNT_OF(damaged); i++) {
    put_as(&kiosk, (int)i, "{\"antall\":3,\"r\":[{\"n\":1}]}");
    fixture_query(fixture, "a.db",
                  arena_printf(fixture->arena, "UPDATE response SET free_text = '%s' WHERE uuid LIKE '%%%zu'", damaged[i], i).ptr);
  }
  put_as(&kiosk, 9, "{\"antall\":9}");
  Exported exported = export_with(&kiosk, NULL, 0);
  assert_string_equal(exported.cells, "9 9,,,\n");
  assert_int_equal(exported.report.bad_rows, COUNT_OF(damaged));
  assert_non_null(strstr(exported.warnings, "has its question ukjent"));
  assert_non_null(strstr(exported.warnings, "its answers are damaged at antall"));
  store_close(kiosk.store);
}

static void sealed_rows_open_with_their_keys_and_the_others_are_told(void **state) {
  Fixture *fixture = *state;
  Kiosk kiosk = open_kiosk(fixture);
  SealSecret *old = seal_secret_new(), *new = seal_secret_new();
  char old_id[SEAL_ID_LEN + 1], new_id[SEAL_ID_LEN + 1];
  seal_id(seal_public_of(old), old_id);
  seal_id(seal_public_of(new), new_id);
  put_as(&kiosk, 1, full); /* before there was a key */
  seal_for(&kiosk, old);
  put_as(&kiosk, 2, full);
  put_as(&kiosk, 3, full);
  seal_for(&kiosk, new);
  put_as(&kiosk, 4, full);
  put_as(&kiosk, 5, "{}");
  put_as(&kiosk, 6, full);
  fixture_query(
      fixture, "a.db",
      "UPDATE response SET sealed = CAST(substr(sealed, 1, 500) || x'0000' || substr(sealed, 503) AS BLOB) WHERE uuid LIKE '%6'");
  const SealSecret *const keys[] = {new, old};
  Exported exported = export_with(&kiosk, keys, 2);
  assert_string_equal(exported.cells,
                      arena_printf(fixture->arena, "1 %s2 %s3 %s4 %s5 ,,,\n", full_cells, full_cells, full_cells, full_cells).ptr);
  assert_int_equal(exported.report.bad_rows, 1);
  assert_non_null(
      strstr(exported.warnings, "warning: response 00000000-0000-4000-8000-000000000006 is left out: it is sealed for the key"));
  assert_non_null(strstr(exported.warnings, "it is damaged"));
  exported = export_with(&kiosk, keys, 1);
  assert_string_equal(exported.cells, arena_printf(fixture->arena, "1 %s4 %s5 ,,,\n", full_cells, full_cells).ptr);
  assert_int_equal(exported.report.bad_rows, 3);
  assert_non_null(
      strstr(exported.warnings,
             arena_printf(fixture->arena, "warning: 2 responses are sealed for the key %s; give its file", old_id).ptr));
  exported = export_with(&kiosk, keys, 0);
  assert_int_equal(exported.report.bad_rows, 5);
  const char *both = arena_printf(fixture->arena,
                                  "warning: 2 responses are sealed for the key %s; give its file with --key, too\n"
                                  "warning: 3 responses are sealed for the key %s;",
                                  old_id, new_id)
                         .ptr;
  assert_non_null(strstr(exported.warnings, both));
  seal_secret_free(old);
  seal_secret_free(new);
  store_close(kiosk.store);
}

/* Copied to another row, an answer is nobody's. */
static void a_box_opens_in_its_own_row_only(void **state) {
  Fixture *fixture = *state;
  Kiosk kiosk = open_kiosk(fixture);
  SealSecret *secret = seal_secret_new();
  seal_for(&kiosk, secret);
  put_as(&kiosk, 1, "{\"antall\":1}");
  put_as(&kiosk, 2, "{\"antall\":2}");
  fixture_query(fixture, "a.db", "UPDATE response SET sealed = (SELECT sealed FROM response WHERE uuid LIKE '%1')");
  Exported exported = export_with(&kiosk, &(const SealSecret *){secret}, 1);
  assert_string_equal(exported.cells, "1 1,,,\n");
  assert_int_equal(exported.report.bad_rows, 1);
  seal_secret_free(secret);
  store_close(kiosk.store);
}

/* Nothing may be written when it is refused. */
static Status export_refusing(const Kiosk *kiosk, Err *err) {
  const ExportOptions options = {.form_id = STR("f"), .refuse_sealed = true};
  Buffer out = buffer_new(kiosk->fixture->arena);
  Sink sink = sink_to_buffer(&out);
  ExportReport report;
  const Status status = export_csv(kiosk->store, &options, &sink, &report, err);
  assert_int_equal(out.count > 0, status == STATUS_OK);
  return status;
}

static void without_keys_nothing_is_begun(void **state) {
  Fixture *fixture = *state;
  Kiosk kiosk = open_kiosk(fixture);
  Err err = {0};
  put_as(&kiosk, 1, full);
  assert_int_equal(export_refusing(&kiosk, &err), STATUS_OK);
  SealSecret *secret = seal_secret_new();
  char id[SEAL_ID_LEN + 1];
  seal_id(seal_public_of(secret), id);
  seal_for(&kiosk, secret);
  assert_int_equal(export_refusing(&kiosk, &err), STATUS_OK);
  put_as(&kiosk, 2, full);
  assert_int_equal(export_refusing(&kiosk, &err), STATUS_INPUT);
  assert_string_equal(err.code, "export-sealed");
  assert_non_null(strstr(err.sentence, id));
  seal_secret_free(secret);
  store_close(kiosk.store);
}

typedef struct Drawings {
  size_t count;
} Drawings;

static bool count_drawing(void *context, Str response, Str name, Str bytes) {
  Drawings *drawings = context;
  (void)response, (void)name;
  assert_true(str_is(bytes, "PNG-bytes"));
  drawings->count++;
  return true;
}

static void drawings_are_opened_too(void **state) {
  Fixture *fixture = *state;
  Kiosk kiosk = open_kiosk(fixture);
  SealSecret *secret = seal_secret_new();
  seal_for(&kiosk, secret);
  put_as(&kiosk, 1, full);
  put_as(&kiosk, 2, full);
  fixture_query(fixture, "a.db", "UPDATE attachment SET sealed = zeroblob(length(sealed)) WHERE response LIKE '%2'");
  Buffer told = buffer_new(fixture->arena);
  Sink warnings = sink_to_buffer(&told);
  const ExportOptions options = {.warnings = &warnings};
  Drawings drawings = {0};
  ExportReport report;
  Err err = {0};
  store_use_keys(kiosk.store, &(const SealSecret *){secret}, 1);
  assert_int_equal(export_attachments(kiosk.store, &options, count_drawing, &drawings, &report, &err), STATUS_OK);
  assert_int_equal(drawings.count, 1);
  assert_int_equal(report.bad_rows, 1);
  assert_non_null(strstr(told.bytes, "an attachment of response 00000000-0000-4000-8000-000000000002 is left out: it is sealed"));
  seal_secret_free(secret);
  store_close(kiosk.store);
}

static int ready(void **state) {
  return seal_init(NULL) == STATUS_OK ? fixture_setup(state) : -1;
}

#define SEALED_TEST(name) cmocka_unit_test_setup_teardown(name, ready, fixture_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      SEALED_TEST(own_words_stand_in_their_places),
      SEALED_TEST(a_row_whose_words_cannot_be_placed_is_left_out),
      SEALED_TEST(sealed_rows_open_with_their_keys_and_the_others_are_told),
      SEALED_TEST(a_box_opens_in_its_own_row_only),
      SEALED_TEST(without_keys_nothing_is_begun),
      SEALED_TEST(drawings_are_opened_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
