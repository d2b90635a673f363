#include "connection.h"
#include "store/fixture.h"

#include <string.h>

/* A file as the first version made it, with a response in it. */
static void make_version_1(Fixture *fixture) {
  Str sql;
  Err err = {0};
  if (file_read(fixture->arena, "tests/store/schema-1.sql", 1u << 20, &sql, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  fixture_query(fixture, "old.db", arena_str(fixture->arena, sql).ptr);
  assert_string_equal(fixture_query(fixture, "old.db", "PRAGMA user_version"), "1");
}

/* One line per column, index and trigger: what a reader of the file can rely on. */
static const char *shape(Fixture *fixture, const char *name) {
  return fixture_query(
      fixture, name,
      "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_schema t, pragma_table_info(t.name) c"
      " WHERE t.type = 'table' ORDER BY t.name, c.cid;"
      "SELECT type, name, tbl_name FROM sqlite_schema WHERE type <> 'table' ORDER BY type, name;"
      "SELECT t.name, f.\"table\", f.\"from\", f.\"to\", f.on_delete FROM sqlite_schema t, pragma_foreign_key_list(t.name) f"
      " WHERE t.type = 'table' ORDER BY t.name, f.id, f.seq");
}

static void an_old_file_becomes_as_a_new_one(void **state) {
  Fixture *fixture = *state;
  make_version_1(fixture);
  store_close(fixture_open(fixture, "old.db"));
  store_close(fixture_open(fixture, "new.db"));
  assert_non_null(strstr(shape(fixture, "new.db"), "response|answers|TEXT"));
  assert_string_equal(shape(fixture, "old.db"), shape(fixture, "new.db"));
  assert_string_equal(fixture_query(fixture, "old.db", "PRAGMA user_version"),
                      fixture_query(fixture, "new.db", "PRAGMA user_version"));
  assert_string_equal(fixture_query(fixture, "old.db", "PRAGMA integrity_check"), "ok");
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
  assert_int_equal(forms[0].responses, 1);
  store_close(store);
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
#define SEALED_ROW RESPONSE(", sealed, seal_key", ", x'00', 'key'")

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
      cmocka_unit_test_setup_teardown(rows_obey_the_rules, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
