#include "store/fixture.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int fixture_setup(void **state) {
  Fixture *fixture = calloc(1, sizeof *fixture);
  snprintf(fixture->folder, sizeof fixture->folder, "/tmp/innspill-test-XXXXXX");
  if (mkdtemp(fixture->folder) == NULL) return -1;
  fixture->arena = arena_new(0);
  fixture->seed = 1;
  fixture->random = random_seeded(&fixture->seed);
  *state = fixture;
  return 0;
}

static bool is_entry(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static void remove_folder(const char *folder) {
  DIR *dir = opendir(folder);
  if (dir == NULL) return;
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    if (!is_entry(entry)) continue;
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (unlink(path) != 0) remove_folder(path);
  }
  closedir(dir);
  rmdir(folder);
}

int fixture_teardown(void **state) {
  Fixture *fixture = *state;
  remove_folder(fixture->folder);
  arena_free(fixture->arena);
  free(fixture);
  return 0;
}

const char *fixture_path(Fixture *fixture, const char *name) {
  return arena_printf(fixture->arena, "%s/%s", fixture->folder, name).ptr;
}

Store *fixture_open(Fixture *fixture, const char *name) {
  Err err = {0};
  Store *store = NULL;
  if (store_open(fixture_path(fixture, name), &fixture->random, &store, &err) != STATUS_OK)
    fail_msg("%s: %s", err.code, err.sentence);
  return store;
}

const Form *fixture_form(Fixture *fixture, const char *yaml) {
  Diags diags = diags_new(fixture->arena);
  const Form *form = form_parse_yaml(fixture->arena, str_from(yaml), "test.yaml", &diags);
  if (form == NULL) {
    diags_print(&diags, stderr);
    fail_msg("the form has mistakes");
  }
  return form;
}

const Form *fixture_plain_form(Fixture *fixture, const char *version) {
  Str yaml = arena_printf(fixture->arena,
                          "settings: {form_id: samling, version: '%s', default_language: nb}\n"
                          "languages: {nb: Norsk}\n"
                          "survey:\n"
                          "  - {type: select_one nytte, name: nytte, label: Nyttig?}\n"
                          "  - {type: select_multiple tema, name: tema, label: Tema?}\n"
                          "  - {type: integer, name: antall, label: Hvor mange?}\n"
                          "  - {type: text, name: hvorfor, label: Hvorfor?}\n"
                          "choices:\n"
                          "  nytte: [{name: ja, label: Ja}, {name: nei, label: Nei}]\n"
                          "  tema: [{name: mat, label: Mat}, {name: prat, label: Prat}]\n",
                          version);
  return fixture_form(fixture, yaml.ptr);
}

Response fixture_response(Fixture *fixture, Store *store, const Form *form, const char *answers) {
  Err err = {0};
  Str device;
  if (store_device(store, STR("kiosk-1"), fixture->arena, &device, &err) != STATUS_OK) fail_msg("%s: %s", err.code, err.sentence);
  char uuid[STORE_UUID_LEN + 1];
  store_uuid(&fixture->random, uuid);
  return (Response){
      .uuid = arena_str(fixture->arena, str_from(uuid)),
      .device = device,
      .form_id = form->form_id,
      .form_version = form->version,
      .language = STR("nb"),
      .channel = STR("kiosk"),
      .time = STR("2026-11-21"),
      .answers = str_from(answers),
  };
}

void fixture_put(Store *store, const Response *response) {
  Err err = {0};
  if (store_put(store, response, &err) != STATUS_OK) fail_msg("%s: %s", err.code, err.sentence);
}

static void print_row(sqlite3_stmt *statement, Sink *sink) {
  for (int i = 0; i < sqlite3_column_count(statement); i++) {
    const char *text = (const char *)sqlite3_column_text(statement, i);
    sink_printf(sink, "%s%s", i > 0 ? "|" : "", text ? text : "");
  }
}

const char *fixture_query(Fixture *fixture, const char *name, const char *sql) {
  sqlite3 *db;
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  assert_int_equal(sqlite3_open(fixture_path(fixture, name), &db), SQLITE_OK);
  const char *rest = sql;
  while (*rest != '\0') {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, rest, -1, &statement, &rest) != SQLITE_OK) fail_msg("%s: %s", sqlite3_errmsg(db), sql);
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
      if (buffer.count > 0) sink_z(&sink, "\n");
      print_row(statement, &sink);
    }
    if (code != SQLITE_DONE) sink_printf(&sink, "error: %s", sqlite3_errmsg(db));
    sqlite3_finalize(statement);
  }
  assert_int_equal(sqlite3_close(db), SQLITE_OK);
  return buffer.count > 0 ? buffer_view(&buffer).ptr : "";
}

void fixture_multiply(Fixture *fixture, const char *name, int copies) {
  fixture_query(fixture, name,
                arena_printf(fixture->arena,
                             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                             " INSERT INTO response SELECT printf('%%036d', i), device, form_id, form_version, language, channel,"
                             " round, event, place, status, trial, time, NULL, answers, NULL, NULL, NULL, NULL FROM response, n",
                             copies)
                    .ptr);
}

void fixture_write_file(Fixture *fixture, const char *name, const void *bytes, size_t count) {
  FILE *file = fopen(fixture_path(fixture, name), "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, count, file), count);
  assert_int_equal(fclose(file), 0);
}

Str fixture_read_file(Fixture *fixture, const char *name) {
  Str bytes = {0};
  Err err = {0};
  if (file_read(fixture->arena, fixture_path(fixture, name), 1u << 30, &bytes, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return bytes;
}

static bool has_bytes(Str bytes, Str wanted) {
  for (size_t i = 0; i + wanted.len <= bytes.len; i++)
    if (bytes.ptr[i] == wanted.ptr[0] && memcmp(bytes.ptr + i, wanted.ptr, wanted.len) == 0) return true;
  return false;
}

bool fixture_folder_has(Fixture *fixture, const char *text) {
  bool found = false;
  DIR *dir = opendir(fixture->folder);
  assert_non_null(dir);
  for (struct dirent *entry; (entry = readdir(dir)) != NULL && !found;) {
    if (!is_entry(entry)) continue;
    found = has_bytes(fixture_read_file(fixture, entry->d_name), str_from(text));
  }
  closedir(dir);
  return found;
}

size_t fixture_file_count(const Fixture *fixture) {
  size_t count = 0;
  DIR *dir = opendir(fixture->folder);
  assert_non_null(dir);
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
    count += is_entry(entry);
  closedir(dir);
  return count;
}
