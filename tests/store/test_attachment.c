/* Attachments go with their response: written with it, kept, replaced and erased with it, and read by whoever exports. */
#include "store/fixture.h"

#include <sqlite3.h>
#include <string.h>

static const char marker[] = "Strek-som-bare-finnes-her";
static const char all[] = "SELECT path, media_type, CAST(content AS TEXT) FROM attachment ORDER BY path";

static Store *open_with_form(Fixture *fixture, const Form *form) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

static void put_with(Store *store, Response *visit, const StoreAttachment *attachments, size_t count) {
  visit->attachments = attachments;
  visit->attachment_count = count;
  fixture_put(store, visit);
}

static void they_become_what_is_put(void **state) {
  static const StoreAttachment one[] = {{STR_INIT("a.png"), STR_INIT("en")}};
  static const StoreAttachment two[] = {{STR_INIT("b \"c\".png"), STR_INIT("to\0tre")}, {STR_INIT("a.png"), STR_INIT("ny")}};
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, "{}"), other = fixture_response(fixture, store, form, "{}");
  put_with(store, &visit, one, 1);
  assert_string_equal(fixture_query(fixture, "a.db", all), "a.png|image/png|en");
  put_with(store, &visit, NULL, 0); /* the answers have changed, they have not */
  assert_string_equal(fixture_query(fixture, "a.db", all), "a.png|image/png|en");
  put_with(store, &visit, two, 2);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT path, hex(content) FROM attachment ORDER BY path"),
                      "a.png|6E79\nb \"c\".png|746F00747265");
  put_with(store, &other, one, 1);
  put_with(store, &visit, two, 0); /* all taken back */
  assert_string_equal(fixture_query(fixture, "a.db", all), "a.png|image/png|en");
  store_close(store);
}

static void a_name_that_was_typed_is_a_text(void **state) {
  static const StoreAttachment typed[] = {{STR_INIT("a.txt"), STR_INIT("Kari")}}, drawn[] = {{STR_INIT("a.png"), STR_INIT("en")}};
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, "{}");
  put_with(store, &visit, typed, 1);
  assert_string_equal(fixture_query(fixture, "a.db", all), "a.txt|text/plain|Kari");
  put_with(store, &visit, drawn, 1);
  assert_string_equal(fixture_query(fixture, "a.db", all), "a.png|image/png|en");
  store_close(store);
}

/* The log grows by what is written. */
static size_t log_bytes(Fixture *fixture) {
  return fixture_read_file(fixture, "a.db-wal").len;
}

static void what_is_the_same_is_not_written_again(void **state) {
  enum { BYTES = 200 * 1024 };
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  char *bytes = arena_alloc(fixture->arena, BYTES);
  memset(bytes, 'x', BYTES);
  const StoreAttachment large[] = {{STR_INIT("stor.png"), {bytes, BYTES}}};
  Response visit = fixture_response(fixture, store, form, "{}");
  put_with(store, &visit, large, 1);
  size_t before = log_bytes(fixture);
  assert_true(before > BYTES);
  for (int i = 0; i < 3; i++) {
    visit.answers = arena_printf(fixture->arena, "{\"antall\":%d}", i);
    put_with(store, &visit, large, 1);
  }
  assert_true(log_bytes(fixture) - before < BYTES / 2);
  store_close(store);
}

static void what_is_final_stays_as_it_is(void **state) {
  static const StoreAttachment right[] = {{STR_INIT("a.png"), STR_INIT("en")}, {STR_INIT("b.png"), STR_INIT("to")}};
  static const StoreAttachment other[] = {{STR_INIT("a.png"), STR_INIT("en")}, {STR_INIT("b.png"), STR_INIT("tre")}};
  static const StoreAttachment renamed[] = {{STR_INIT("a.png"), STR_INIT("en")}, {STR_INIT("c.png"), STR_INIT("to")}};
  static const struct {
    const StoreAttachment *attachments;
    size_t count;
    bool taken;
  } cases[] = {{right, 2, true}, {NULL, 0, true}, {right, 1, false}, {right, 0, false}, {other, 2, false}, {renamed, 2, false}};
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
  visit.status = RESPONSE_COMPLETE;
  put_with(store, &visit, right, 2);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Err err = {0};
    visit.attachments = cases[i].attachments;
    visit.attachment_count = cases[i].count;
    assert_int_equal(store_put(store, &visit, &err), cases[i].taken ? STATUS_OK : STATUS_WORLD);
    if (!cases[i].taken) assert_string_equal(err.code, "db-constraint");
    assert_string_equal(fixture_query(fixture, "a.db", all), "a.png|image/png|en\nb.png|image/png|to");
  }
  store_close(store);
}

/* One that cannot be written takes the answers of the same put with it. */
static void all_of_a_put_or_nothing(void **state) {
  static const StoreAttachment good[] = {{STR_INIT("a.png"), STR_INIT("en")}};
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
  put_with(store, &visit, good, 1);
  fixture_query(fixture, "a.db", "CREATE UNIQUE INDEX one_png ON attachment (response, substr(path, 2))");
  const StoreAttachment bad[] = {{STR_INIT("a.png"), STR_INIT("ny")}, {STR_INIT("b.png"), STR_INIT("to")}};
  visit.answers = STR("{\"antall\":2}");
  visit.attachments = bad;
  visit.attachment_count = 2;
  Err err = {0};
  assert_int_equal(store_put(store, &visit, &err), STATUS_WORLD);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT answers FROM response"), "{\"antall\":1}");
  assert_string_equal(fixture_query(fixture, "a.db", all), "a.png|image/png|en");
  store_close(store);
}

/* Large ones lie on pages of their own. */
static void a_discarded_visit_keeps_none(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response kept = fixture_response(fixture, store, form, "{}"), visit = fixture_response(fixture, store, form, "{}");
  const StoreAttachment own[] = {{STR_INIT("a.png"), STR_INIT("blir")}};
  put_with(store, &kept, own, 1);
  for (int length = 1; length < 40000; length = 3 * length + 7) {
    Buffer buffer = buffer_new(fixture->arena);
    Sink sink = sink_to_buffer(&buffer);
    for (int i = 0; i < length; i += (int)sizeof marker)
      sink_z(&sink, marker);
    const StoreAttachment changing[] = {{STR_INIT("a.png"), buffer_view(&buffer)}, {STR_INIT("b.png"), buffer_view(&buffer)}};
    put_with(store, &visit, changing, 2);
  }
  assert_true(fixture_folder_has(fixture, marker)); /* the search can see it */
  visit.status = RESPONSE_DISCARDED;
  fixture_put(store, &visit);
  assert_string_equal(fixture_query(fixture, "a.db", all), "a.png|image/png|blir");
  assert_false(fixture_folder_has(fixture, marker));
  store_close(store);
  assert_false(fixture_folder_has(fixture, marker));
}

typedef struct Walk {
  Fixture *fixture;
  Str said;
  size_t left; /* attachments to be shown */
} Walk;

static bool note_attachment(void *context, Str uuid, const StoreAttachment *attachment) {
  Walk *walk = context;
  walk->said = arena_printf(walk->fixture->arena, STR_FMT STR_FMT " " STR_FMT "=" STR_FMT "\n", STR_ARG(walk->said), STR_ARG(uuid),
                            STR_ARG(attachment->name), STR_ARG(attachment->bytes));
  return --walk->left > 0;
}

static Str walk(Fixture *fixture, Store *store, bool with_trials, size_t most) {
  Walk w = {.fixture = fixture, .left = most};
  Err err = {0};
  if (store_each_attachment(store, STR("samling"), &(StoreFilter){.trials = with_trials}, note_attachment, &w, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  return w.said;
}

static void they_are_read_beside_a_running_kiosk(void **state) {
  static const StoreAttachment one[] = {{STR_INIT("a.png"), STR_INIT("en")}};
  static const StoreAttachment two[] = {{STR_INIT("b.png"), STR_INIT("to")}, {STR_INIT("a.png"), STR_INIT("tre")}};
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *kiosk = open_with_form(fixture, form);
  Response first = fixture_response(fixture, kiosk, form, "{}"), trial = first, gone = first, last = first;
  first.uuid = STR("00000000-0000-4000-8000-000000000001");
  trial.uuid = STR("00000000-0000-4000-8000-000000000002");
  gone.uuid = STR("00000000-0000-4000-8000-000000000003");
  last.uuid = STR("00000000-0000-4000-8000-000000000004");
  trial.trial = true;
  put_with(kiosk, &last, one, 1);
  put_with(kiosk, &gone, one, 1);
  put_with(kiosk, &first, two, 2);
  put_with(kiosk, &trial, one, 1);
  gone.status = RESPONSE_DISCARDED;
  fixture_put(kiosk, &gone);

  Store *reader;
  Err err = {0};
  assert_int_equal(store_open_readonly(fixture_path(fixture, "a.db"), &reader, &err), STATUS_OK);
  static const char counted[] = "00000000-0000-4000-8000-000000000001 a.png=tre\n00000000-0000-4000-8000-000000000001 b.png=to\n"
                                "00000000-0000-4000-8000-000000000004 a.png=en\n";
  assert_true(str_is(walk(fixture, reader, false, SIZE_MAX), counted));
  assert_int_equal(walk(fixture, reader, true, SIZE_MAX).len, 4 * strlen("00000000-0000-4000-8000-000000000001 b.png=to\n") + 1);
  assert_true(str_is(walk(fixture, reader, false, 1), "00000000-0000-4000-8000-000000000001 a.png=tre\n"));
  store_close(reader);
  store_close(kiosk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(they_become_what_is_put, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_name_that_was_typed_is_a_text, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_the_same_is_not_written_again, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_final_stays_as_it_is, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(all_of_a_put_or_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_discarded_visit_keeps_none, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(they_are_read_beside_a_running_kiosk, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
