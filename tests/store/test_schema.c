#include "connection.h"
#include "store/fixture.h"

#include <string.h>
#include <unistd.h>

/* A file as an older version made it, with something in it. */
static void make_version(Fixture *fixture, int version) {
  Str sql;
  Err err = {0};
  const char *path = arena_printf(fixture->arena, "tests/store/schema-%d.sql", version).ptr;
  if (file_read(fixture->arena, path, 1u << 20, &sql, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  unlink(fixture_path(fixture, "old.db"));
  fixture_query(fixture, "old.db", arena_str(fixture->arena, sql).ptr);
  assert_string_equal(fixture_query(fixture, "old.db", "PRAGMA user_version"), arena_printf(fixture->arena, "%d", version).ptr);
}

static void make_version_1(Fixture *fixture) {
  make_version(fixture, 1);
}

/* One line per column, index and trigger: what a reader of the file can rely on. */
static const char *shape(Fixture *fixture, const char *name) {
  return fixture_query(
      fixture, name,
      "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_schema t, pragma_table_info(t.name) c"
      " WHERE t.type = 'table' ORDER BY t.name, c.cid;"
      "SELECT type, name, tbl_name FROM sqlite_schema WHERE type IN ('index', 'trigger') ORDER BY type, name;"
      "SELECT t.name, f.\"table\", f.\"from\", f.\"to\", f.on_delete FROM sqlite_schema t, pragma_foreign_key_list(t.name) f"
      " WHERE t.type = 'table' ORDER BY t.name, f.id, f.seq");
}

static void an_old_file_becomes_as_a_new_one(void **state) {
  Fixture *fixture = *state;
  store_close(fixture_open(fixture, "new.db"));
  assert_non_null(strstr(shape(fixture, "new.db"), "response|answers|TEXT"));
  for (int version = 1; version <= schema_version(); version++) {
    make_version(fixture, version);
    store_close(fixture_open(fixture, "old.db"));
    assert_string_equal(shape(fixture, "old.db"), shape(fixture, "new.db"));
    assert_string_equal(fixture_query(fixture, "old.db", "PRAGMA user_version"),
                        fixture_query(fixture, "new.db", "PRAGMA user_version"));
    assert_string_equal(fixture_query(fixture, "old.db", "PRAGMA integrity_check"), "ok");
    assert_string_equal(fixture_query(fixture, "old.db", "PRAGMA foreign_key_check"), "");
  }
}

static void an_old_file_keeps_its_responses(void **state) {
  Fixture *fixture = *state;
  make_version_1(fixture);
  Store *store = fixture_open(fixture, "old.db");
  const StoreForm *forms;
  size_t count;
  Err err = {0};
  assert_int_equal(store_forms(store, fixture->arena, &forms, &count, &err), STATUS_OK);
  assert_int_equal(count, 1);
  StoreCount responses;
  assert_int_equal(store_count(store, forms[0].form_id, NULL, &responses, &err), STATUS_OK);
  assert_int_equal(responses.rows, 1);
  store_close(store);
}

static void no_fault(void *context, Str sentence) {
  (void)context;
  fail_msg(STR_FMT, STR_ARG(sentence));
}

static void assert_whole(Fixture *fixture, const char *name) {
  Store *store;
  const LedgerReport *reports;
  size_t count;
  Err err = {0};
  if (store_open_readonly(fixture_path(fixture, name), &store, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_int_equal(store_verify(store, fixture->arena, no_fault, NULL, &reports, &count, &err), STATUS_OK);
  assert_int_equal(count, 1);
  store_close(store);
}

/* Without the quotes around it. */
static const char *quoted(Fixture *fixture, Str text) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '\'') sink_z(&sink, "'");
    sink_bytes(&sink, &text.ptr[i], 1);
  }
  return buffer_view(&buffer).ptr;
}

/* Forms with their views, and rows as version 1 kept them: answers in one piece. */
static void add_version_1_rows(Fixture *fixture, int complete) {
  Str yaml = fixture_plain_form(fixture, "7")->source;
  const char *sql =
      arena_printf(fixture->arena,
                   "INSERT INTO form_version VALUES ('samling', '7', '%s');"
                   "CREATE VIEW \"samling 7\" AS SELECT uuid FROM (SELECT * FROM (SELECT * FROM response\n   WHERE"
                   " form_id = 'samling' AND form_version = '7'));"
                   "CREATE VIEW mine AS SELECT count(*) AS n FROM response;"
                   "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                   "INSERT INTO response (uuid, device, form_id, form_version, language, channel, status, trial, time, answers)"
                   " SELECT printf('%%036d', i), 'kiosk-1', 'samling', '7', 'nb', 'kiosk',"
                   " iif(i = 1, 'partial', 'complete'), i = 2, '2026-11-21',"
                   " '{\"antall\":' || i || ',\"hvorfor\":\"fordi ' || i || '\"}' FROM n",
                   quoted(fixture, yaml), complete + 2)
          .ptr;
  assert_string_equal(fixture_query(fixture, "old.db", sql), "");
}

static void an_old_file_is_split_and_numbered(void **state) {
  Fixture *fixture = *state;
  make_version_1(fixture);
  add_version_1_rows(fixture, 7);
  store_close(fixture_open(fixture, "old.db"));
  assert_string_equal(fixture_query(fixture, "old.db", "SELECT answers, free_text FROM response WHERE form_version = '7' LIMIT 3"),
                      "{\"antall\":1}|{\"hvorfor\":\"fordi 1\"}\n{\"antall\":2}|{\"hvorfor\":\"fordi 2\"}\n"
                      "{\"antall\":3}|{\"hvorfor\":\"fordi 3\"}");
  assert_string_equal(fixture_query(fixture, "old.db", "SELECT count(*), min(antall), max(hvorfor) FROM \"samling 7\""),
                      "8|1|fordi 9");
  assert_string_equal(fixture_query(fixture, "old.db", "SELECT n FROM mine"), "10");
  /* Version 1 of the form cannot be read: its response is as it was, and yet it is numbered with the others. */
  assert_string_equal(fixture_query(fixture, "old.db", "SELECT answers, free_text FROM response WHERE form_version = '1'"),
                      "{\"nytte\":\"ja\"}|");
  assert_string_equal(fixture_query(fixture, "old.db", "SELECT completed, last, (SELECT count(*) FROM ledger) FROM device"),
                      "8|8|8");
  assert_whole(fixture, "old.db");
}

static void a_few_old_ones_wait(void **state) {
  Fixture *fixture = *state;
  make_version_1(fixture);
  add_version_1_rows(fixture, 2);
  store_close(fixture_open(fixture, "old.db"));
  assert_string_equal(fixture_query(fixture, "old.db", "SELECT completed, last, (SELECT count(*) FROM waiting) FROM device"),
                      "3|0|3");
  assert_whole(fixture, "old.db");
}

static void a_damaged_old_row_stays(void **state) {
  Fixture *fixture = *state;
  make_version_1(fixture);
  add_version_1_rows(fixture, 5);
  fixture_query(
      fixture, "old.db",
      "PRAGMA ignore_check_constraints = ON; UPDATE response SET answers = '{\"antall\":1e5}' WHERE answers LIKE '%\"antall\":4%'");
  store_close(fixture_open(fixture, "old.db"));
  assert_string_equal(fixture_query(fixture, "old.db", "SELECT free_text FROM response WHERE answers = '{\"antall\":1e5}'"), "");
  assert_whole(fixture, "old.db");
}

/* What was proved once is proved for ever. */
static void an_older_ledger_is_still_whole(void **state) {
  Fixture *fixture = *state;
  make_version(fixture, 2);
  store_close(fixture_open(fixture, "old.db"));
  assert_string_equal(fixture_query(fixture, "old.db", "SELECT completed, last, (SELECT count(*) FROM waiting) FROM device"),
                      "4|3|1");
  assert_whole(fixture, "old.db");
}

/* What joins it stays, and so do the visits that wait. */
static void what_version_3_kept_is_kept(void **state) {
  Fixture *fixture = *state;
  make_version(fixture, 3);
  store_close(fixture_open(fixture, "old.db"));
  assert_string_equal(fixture_query(fixture, "old.db",
                                    "SELECT kind, count(*) FROM link GROUP BY 1 ORDER BY 1;"
                                    "SELECT name, opened, closed, length(key) FROM round ORDER BY name;"
                                    "SELECT until_min, CAST(state AS TEXT) FROM draft"),
                      "code|4\ntoken|1\nh26|2026-11-21||32\nv26|2026-11-21|2026-11-22|\n30000000|closed");
  assert_whole(fixture, "old.db");
}

typedef struct Rule {
  const char *sql;
  const char *broken; /* part of SQLite's message; NULL: allowed */
} Rule;

#define RESPONSE(columns, values)                                                                                                  \
  "INSERT INTO response (uuid, device, form_id, form_version, language, channel, status, trial, time" columns                      \
  ") VALUES (printf('%36d', abs(random())), 'k', 'f', '1', 'nb', 'kiosk', 'partial', 0, '2026-11-21'" values ")"
#define ENTRY(number, hash, salt, text_salt, response)                                                                             \
  "INSERT INTO ledger (device, number, hash, digest, text_digest, salt, text_salt, response) VALUES ('k', " number ", " hash       \
  ", zeroblob(32), zeroblob(32), " salt ", " text_salt ", " response ")"
#define LINK(values) "INSERT INTO link SELECT min(uuid), " values " FROM response"
#define SEALED_ROW   RESPONSE(", sealed, seal_key", ", x'00', 'key'")

static void rows_obey_the_rules(void **state) {
  static const Rule rules[] = {
      {RESPONSE(", answers", ", '{}'"), NULL},
      {SEALED_ROW, NULL},
      {RESPONSE(", sealed, sealed_text, seal_key", ", x'00', x'00', 'key'"), NULL},
      {RESPONSE("", ""), "CHECK"},                                                /* neither */
      {RESPONSE(", answers, sealed, seal_key", ", '{}', x'00', 'key'"), "CHECK"}, /* both */
      {RESPONSE(", sealed", ", x'00'"), "CHECK"},                                 /* no key to open it */
      {RESPONSE(", answers, seal_key", ", '{}', 'key'"), "CHECK"},
      {RESPONSE(", answers, sealed_text, seal_key", ", '{}', x'00', 'key'"), "CHECK"},
      {RESPONSE(", answers", ", '{'"), "CHECK"},
      {RESPONSE(", answers", ", '[]'"), "CHECK"},
      {RESPONSE(", answers", ", x'7b7d'"), "BLOB"}, /* STRICT */
      {RESPONSE(", answers, round", ", '{}', ''"), "CHECK"},
      {"UPDATE response SET status = 'lost'", "CHECK"},
      {"UPDATE response SET trial = 2", "CHECK"},
      {"UPDATE response SET channel = 'fax'", "CHECK"},
      {"UPDATE response SET token_hash = 'short'", "CHECK"},
      {"UPDATE response SET status = 'discarded', answers = '{\"a\":1}' WHERE answers IS NOT NULL", "CHECK"},
      {"UPDATE response SET form_version = '2'", "FOREIGN KEY"},
      {"UPDATE response SET device = 'x'", "FOREIGN KEY"},
      {"DELETE FROM form_version", "FOREIGN KEY"},
      {"INSERT INTO choice_code VALUES ('f', 'l', 'a', 1), ('f', 'l', 'b', 1)", "UNIQUE"},
      {"INSERT INTO attachment VALUES ('nobody', 'p', 'image/png', x'00', NULL, NULL)", "FOREIGN KEY"},
      {RESPONSE(", answers, free_text", ", '{}', '{}'"), NULL},
      {RESPONSE(", answers, free_text", ", '{}', '[]'"), "CHECK"},
      {RESPONSE(", free_text, sealed, seal_key", ", '{}', x'00', 'key'"), "CHECK"}, /* plain words beside sealed answers */
      {"UPDATE response SET status = 'discarded', answers = '{}', free_text = '{}' WHERE answers IS NOT NULL", "CHECK"},
      {ENTRY("1", "zeroblob(32)", "NULL", "NULL", "NULL"), NULL}, /* purged */
      {ENTRY("0", "zeroblob(32)", "NULL", "NULL", "NULL"), "CHECK"},
      {ENTRY("2", "zeroblob(31)", "NULL", "NULL", "NULL"), "CHECK"},
      {ENTRY("2", "zeroblob(32)", "zeroblob(16)", "NULL", "NULL"), "CHECK"}, /* a salt of nothing */
      {ENTRY("2", "zeroblob(32)", "NULL", "zeroblob(16)", "NULL"), "CHECK"},
      {ENTRY("2", "zeroblob(32)", "zeroblob(16)", "NULL", "'nobody'"), "FOREIGN KEY"},
      {"INSERT INTO round VALUES ('r', '2026-11-21', NULL, zeroblob(32)), ('', '2026-11-21', '2026-11-22', NULL)", NULL},
      {"INSERT INTO round VALUES ('s', '2026-11-21', NULL, NULL)", "CHECK"},
      {"INSERT INTO round VALUES ('s', '2026-11-21', NULL, zeroblob(31))", "CHECK"},
      {"INSERT INTO round VALUES ('s', '2026-11-21', '2026-11-22', zeroblob(32))", "CHECK"}, /* a closed one has no key */
      {"INSERT INTO round VALUES ('s', '', NULL, zeroblob(32))", "CHECK"},
      {LINK("0, 'token', 'r', 'f', printf('%64d', 1), NULL, NULL"), NULL},
      {LINK("2, 'code', 'r', 'f', printf('%64d', 1), NULL, NULL"), NULL},
      {LINK("1, 'token', 'r', 'f', printf('%64d', 1), NULL, NULL"), "CHECK"},
      {LINK("3, 'code', 'r', 'f', 'short', NULL, NULL"), "CHECK"},
      {LINK("3, 'code', 'r', 'f', NULL, NULL, NULL"), "CHECK"},
      {LINK("3, 'code', 'r', 'f', NULL, x'00', 'key'"), "CHECK"}, /* what is sealed is in one piece */
      {LINK("3, 'face', 'r', 'f', printf('%64d', 1), NULL, NULL"), "CHECK"},
      {LINK("3, 'code', 's', 'f', printf('%64d', 1), NULL, NULL"), "FOREIGN KEY"},
      {"INSERT INTO link VALUES ('nobody', 0, 'token', 'r', 'f', printf('%64d', 1), NULL, NULL)", "FOREIGN KEY"},
      {"DELETE FROM round WHERE name = 'r'", "FOREIGN KEY"},
      {"INSERT INTO draft VALUES (printf('%64d', 1), printf('%36d', 1), 'f', '1', 0, x'00')", NULL}, /* before its response */
      {"INSERT INTO draft VALUES ('short', printf('%36d', 1), 'f', '1', 0, x'00')", "CHECK"},
      {"INSERT INTO event_log VALUES (printf('%36d', 1), 'k', 'start', NULL, '2026-11-21T10:00')", "CHECK"},
  };
  Fixture *fixture = *state;
  store_close(fixture_open(fixture, "a.db"));
  fixture_query(fixture, "a.db", "INSERT INTO device (name) VALUES ('k'); INSERT INTO form_version VALUES ('f', '1', '')");
  for (size_t i = 0; i < COUNT_OF(rules); i++) {
    const char *sql = arena_printf(fixture->arena, "PRAGMA foreign_keys = ON; %s", rules[i].sql).ptr;
    const char *said = fixture_query(fixture, "a.db", sql);
    bool as_wanted = rules[i].broken ? strstr(said, rules[i].broken) != NULL : said[0] == '\0';
    if (!as_wanted) fail_msg("%s\n  said: %s", rules[i].sql, said);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(an_old_file_becomes_as_a_new_one, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_old_file_keeps_its_responses, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_old_file_is_split_and_numbered, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_few_old_ones_wait, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_damaged_old_row_stays, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_older_ledger_is_still_whole, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_version_3_kept_is_kept, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(rows_obey_the_rules, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
