/* Any answers: what a database holds of visits goes into every format, and each comes out whole. The first byte says which format beside
 * CSV, and how; the others are responses: a line each, cells parted by tabs. */
#include "export.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

enum { RESPONSES_MAX = 8, TABLES_MAX = 4, WITH_LABELS = 0x10, WITH_TRIALS = 0x20 };

/* Every kind of variable, and questions that another version asks in another way. */
#define FORM(version, word, amount, list)                                                                                          \
  "settings: {form_id: f, version: '" version "', default_language: nb}\n"                                                         \
  "languages: {nb: Norsk}\n"                                                                                                       \
  "kiosk: {privacy: {mode: linked}}\n"                                                                                             \
  "survey:\n"                                                                                                                      \
  "  - {type: " word ", name: ord, label: Ord}\n"                                                                                  \
  "  - {type: " amount ", name: tall, label: Tall}\n"                                                                              \
  "  - {type: date, name: dag, label: Dag}\n"                                                                                      \
  "  - {type: time, name: tid, label: Tid}\n"                                                                                      \
  "  - {type: datetime, name: stund, label: Stund}\n"                                                                              \
  "  - {type: acknowledge, name: ok, label: OK}\n"                                                                                 \
  "  - {type: calculate, name: sum, calculation: '1 + 1'}\n"                                                                       \
  "  - {type: select_one " list ", name: en, label: En}\n"                                                                         \
  "  - {type: select_multiple a, name: flere, label: '=Flere'}\n"                                                                  \
  "  - {type: rank a, name: rang, label: Rang}\n"                                                                                  \
  "  - type: repeat\n"                                                                                                             \
  "    name: rom\n"                                                                                                                \
  "    label: Rom\n"                                                                                                               \
  "    questions:\n"                                                                                                               \
  "      - {type: text, name: hva, label: Hva}\n"                                                                                  \
  "      - {type: integer, name: areal, label: Areal}\n"                                                                           \
  "      - type: repeat\n"                                                                                                         \
  "        name: ting\n"                                                                                                           \
  "        label: Ting\n"                                                                                                          \
  "        questions:\n"                                                                                                           \
  "          - {type: select_one a, name: slag, label: Slag}\n"                                                                    \
  "choices:\n"                                                                                                                     \
  "  a: [{name: mat, label: '+Mat'}, {name: '10', label: Ti}, {name: vet, label: Vet ikke, missing: true}]\n"                      \
  "  b: [{name: prat, label: Prat}, {name: mat, label: Mat}]\n"

static const char *const forms[] = {FORM("1", "text", "integer", "a"), FORM("2", "select_one b", "decimal", "b")};

typedef struct World { /* one for all inputs */
  char folder[64];
  Store *store;
  sqlite3 *writer; /* beside it: no rule of a table holds it back */
  sqlite3_stmt *clear, *insert, *is_json;
} World;

static World world;

static const char *in_folder(Arena *arena, const char *name) {
  return arena_printf(arena, "%s/%s", world.folder, name).ptr;
}

static void leave(void) {
  static const char *const names[] = {"a.db", "a.db-wal", "a.db-shm"};
  Arena *arena = arena_new(0);
  sqlite3_finalize(world.clear);
  sqlite3_finalize(world.insert);
  sqlite3_finalize(world.is_json);
  sqlite3_close(world.writer);
  store_close(world.store);
  for (size_t i = 0; i < COUNT_OF(names); i++)
    unlink(in_folder(arena, names[i]));
  rmdir(world.folder);
  arena_free(arena);
}

static void fill_store(Arena *arena, const char *path) {
  Random random = random_system();
  Err err = {0};
  Store *store;
  Str device;
  BUG_UNLESS(store_open(path, &random, &store, &err) == STATUS_OK);
  for (size_t i = 0; i < COUNT_OF(forms); i++) {
    Diags diags = diags_new(arena);
    const Form *form = form_parse_yaml(arena, str_from(forms[i]), "fuzz.yaml", &diags);
    BUG_UNLESS(form != NULL && store_add_form(store, form, &err) == STATUS_OK);
  }
  BUG_UNLESS(store_device(store, STR("kiosk-1"), arena, &device, &err) == STATUS_OK);
  store_close(store);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  BUG_UNLESS(sqlite3_prepare_v2(world.writer, sql, -1, &statement, NULL) == SQLITE_OK);
  return statement;
}

static void enter(void) {
  Err err = {0};
  Arena *arena = arena_new(0);
  snprintf(world.folder, sizeof world.folder, "/tmp/innspill-fuzz-XXXXXX");
  BUG_UNLESS(mkdtemp(world.folder) != NULL && seal_init(&err) == STATUS_OK);
  const char *path = in_folder(arena, "a.db");
  fill_store(arena, path);
  BUG_UNLESS(sqlite3_open(path, &world.writer) == SQLITE_OK);
  BUG_UNLESS(sqlite3_exec(world.writer, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF", NULL, NULL, NULL) ==
             SQLITE_OK);
  world.clear = prepare("DELETE FROM response");
  world.insert = prepare("INSERT INTO response (uuid, device, form_id, channel, status, form_version, answers, free_text, language,"
                         " time, round, trial) VALUES (?1, 'kiosk-1', 'f', 'kiosk', 'complete', ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  world.is_json = prepare("SELECT json_valid(?1)");
  BUG_UNLESS(store_open_readonly(path, &world.store, &err) == STATUS_OK);
  arena_free(arena);
  atexit(leave);
}

/* --- Responses --- */

static Str take_until(Str *rest, char end) {
  const char *at = rest->len > 0 ? memchr(rest->ptr, end, rest->len) : NULL;
  Str taken = {rest->ptr, at ? (size_t)(at - rest->ptr) : rest->len};
  *rest = at ? (Str){at + 1, rest->len - taken.len - 1} : (Str){0};
  return taken;
}

static void bind(int place, Str text) {
  sqlite3_bind_text64(world.insert, place, text.len > 0 ? text.ptr : "", text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void add_response(size_t number, Str line) {
  char uuid[STORE_UUID_LEN + 1];
  snprintf(uuid, sizeof uuid, "00000000-0000-4000-8000-%012zu", number);
  bind(1, str_from(uuid));
  bind(2, number % 2 == 0 ? STR("1") : STR("2"));
  bind(3, take_until(&line, '\t'));
  Str free_text = take_until(&line, '\t');
  bind(4, free_text);
  if (free_text.len == 0) sqlite3_bind_null(world.insert, 4);
  for (int place = 5; place <= 7; place++)
    bind(place, take_until(&line, '\t'));
  sqlite3_bind_int(world.insert, 8, line.len > 0);
  BUG_UNLESS(sqlite3_step(world.insert) == SQLITE_DONE);
  sqlite3_reset(world.insert);
}

static void add_responses(Str lines) {
  BUG_UNLESS(sqlite3_exec(world.writer, "BEGIN", NULL, NULL, NULL) == SQLITE_OK);
  BUG_UNLESS(sqlite3_step(world.clear) == SQLITE_DONE);
  sqlite3_reset(world.clear);
  for (size_t i = 0; i < RESPONSES_MAX && lines.len > 0; i++)
    add_response(i, take_until(&lines, '\n'));
  BUG_UNLESS(sqlite3_exec(world.writer, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
}

/* --- What an export has to be --- */

typedef struct Output {
  Buffer tables[TABLES_MAX];
  Sink sinks[TABLES_MAX];
  size_t count;
  Arena *arena;
} Output;

static Status open_table(void *context, Str table, Sink **out, Err *err) {
  Output *output = context;
  (void)table, (void)err;
  BUG_UNLESS(output->count < TABLES_MAX);
  output->tables[output->count] = buffer_new(output->arena);
  output->sinks[output->count] = sink_to_buffer(&output->tables[output->count]);
  *out = &output->sinks[output->count++];
  return STATUS_OK;
}

static void check_cell(Str cell) {
  double number;
  if (cell.len == 0) return;
  BUG_UNLESS(memchr("=+@\t\r\n", *cell.ptr, 6) == NULL);
  BUG_UNLESS(*cell.ptr != '-' || str_to_double(cell, &number));
}

/* Takes a cell, without its quotes; *last: the row ends with it. */
static Str take_cell(Arena *arena, Str *rest, bool *last) {
  Buffer buffer = buffer_new(arena);
  Sink cell = sink_to_buffer(&buffer);
  const bool quoted = rest->len > 0 && *rest->ptr == '"';
  size_t at = quoted;
  for (; at < rest->len; at++) {
    const char c = rest->ptr[at];
    if (!quoted && (c == ',' || c == '\r')) break;
    BUG_UNLESS(quoted || (c != '"' && c != '\n'));
    if (c == '"' && (at + 1 == rest->len || rest->ptr[++at] != '"')) break;
    sink_bytes(&cell, &c, 1);
  }
  BUG_UNLESS(at < rest->len && (rest->ptr[at] == ',' || (rest->ptr[at] == '\r' && rest->ptr[at + 1] == '\n')));
  *last = rest->ptr[at] == '\r';
  at += *last ? 2 : 1;
  *rest = (Str){rest->ptr + at, rest->len - at};
  return buffer_view(&buffer);
}

/* Returns how many rows there are below the headings, each as wide as those. */
static size_t check_csv(Arena *arena, Str csv) {
  size_t rows = 0, width = 0, column = 0;
  BUG_UNLESS(str_is_utf8(csv));
  while (csv.len > 0) {
    bool last;
    check_cell(take_cell(arena, &csv, &last));
    column++;
    if (!last) continue;
    BUG_UNLESS(rows == 0 || column == width);
    width = column;
    column = 0;
    rows++;
  }
  BUG_UNLESS(rows > 0 && column == 0);
  return rows - 1;
}

static size_t check_jsonl(Str lines) {
  size_t rows = 0;
  BUG_UNLESS(str_is_utf8(lines));
  for (; lines.len > 0; rows++) {
    Str line = take_until(&lines, '\n');
    sqlite3_bind_text64(world.is_json, 1, line.ptr, line.len, SQLITE_STATIC, SQLITE_UTF8);
    BUG_UNLESS(sqlite3_step(world.is_json) == SQLITE_ROW && sqlite3_column_int(world.is_json, 0) == 1);
    sqlite3_reset(world.is_json);
  }
  return rows;
}

static ExportReport export_as(Arena *arena, ExportFormat format, uint8_t how) {
  Buffer warned = buffer_new(arena);
  Sink warnings = sink_to_buffer(&warned);
  const bool has_labels = format == EXPORT_CSV || format == EXPORT_XLSX;
  ExportOptions options = {.folder = world.folder,
                           .warnings = &warnings,
                           .labels = has_labels && (how & WITH_LABELS) != 0,
                           .filter.trials = (how & WITH_TRIALS) != 0};
  Output output = {.arena = arena};
  ExportReport report;
  Err err = {0};
  BUG_UNLESS(export_responses(world.store, format, &options, &(ExportTarget){open_table, &output}, &report, &err) == STATUS_OK);
  BUG_UNLESS(str_is_utf8(buffer_view(&warned)));
  for (size_t i = 0; i < output.count && format == EXPORT_CSV; i++) {
    size_t rows = check_csv(arena, buffer_view(&output.tables[i]));
    BUG_UNLESS(i > 0 || rows == report.rows);
  }
  BUG_UNLESS(format != EXPORT_JSONL || check_jsonl(buffer_view(&output.tables[0])) == report.rows);
  return report;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  if (world.store == NULL) enter();
  if (count == 0) return 0;
  Arena *arena = arena_new(0);
  add_responses((Str){(const char *)bytes + 1, count - 1});
  ExportReport csv = export_as(arena, EXPORT_CSV, *bytes);
  ExportReport other = export_as(arena, (ExportFormat)(*bytes % EXPORT_FORMAT_COUNT), *bytes);
  BUG_UNLESS(csv.rows == other.rows && csv.bad_rows == other.bad_rows && csv.bad_values <= other.bad_values);
  arena_free(arena);
  return 0;
}
