#include "connection.h"

#include <strings.h>

/* For people with a SQL shell: a view per form version, a column per question, and one of JSON per repeat, or two: what is in the visitor's
 * own words stands beside the rest. It shows what counts: neither trials nor discarded visits, and the device only where the form is not
 * anonymous. */

enum { VIEW_ANSWERS_MAX = 1900 }; /* SQLite allows 2,000 columns in all */

static const char *const own_columns[] = {"response", "language", "channel", "round", "event", "place", "status", "time", "device"};

static void sink_quoted(Sink *sink, Str text, char quote) {
  sink_bytes(sink, &quote, 1);
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == quote) sink_bytes(sink, &quote, 1);
    sink_bytes(sink, &text.ptr[i], 1);
  }
  sink_bytes(sink, &quote, 1);
}

static bool is_own_column(Str name) {
  for (size_t i = 0; i < COUNT_OF(own_columns); i++)
    if (str_from(own_columns[i]).len == name.len && strncasecmp(own_columns[i], name.ptr, name.len) == 0) return true;
  return false;
}

typedef struct ViewColumn {
  Str path;
  bool own_words; /* from free_text */
  bool beside;    /* of a repeat that has a column of the rest too */
} ViewColumn;

static bool has_own_words(const Form *form, Str repeat_path) {
  for (size_t i = 0; i < form->question_count; i++) {
    const Question *question = &form->questions[i];
    bool inside = question->path.len > repeat_path.len && question->path.ptr[repeat_path.len] == '/';
    if (question->free_text && inside && str_starts_with(question->path, repeat_path)) return true;
  }
  return false;
}

static size_t view_columns(Arena *arena, const Form *form, const ViewColumn **out) {
  const AnswerKey *keys;
  size_t key_count = answers_keys(arena, form, &keys), count = 0;
  ViewColumn *columns = ARENA_ARRAY(arena, ViewColumn, 2 * key_count);
  for (size_t i = 0; i < key_count; i++) {
    bool is_repeat = keys[i].question_ix < 0;
    columns[count++] = (ViewColumn){keys[i].path, !is_repeat && form->questions[keys[i].question_ix].free_text, false};
    if (is_repeat && has_own_words(form, keys[i].path)) columns[count++] = (ViewColumn){keys[i].path, true, true};
  }
  *out = columns;
  return count;
}

static void sink_column(Sink *sql, Arena *arena, const ViewColumn *column) {
  Str place = arena_printf(arena, "$.\"" STR_FMT "\"", STR_ARG(column->path));
  Str name = is_own_column(column->path) ? arena_printf(arena, "question:" STR_FMT, STR_ARG(column->path)) : column->path;
  if (column->beside) name = arena_printf(arena, STR_FMT ", own words", STR_ARG(name));
  sink_printf(sql, ",\n  %s ->> ", column->own_words ? "free_text" : "answers");
  sink_quoted(sql, place, '\'');
  sink_z(sql, " AS ");
  sink_quoted(sql, name, '"');
}

/* What tells the views of one form version from all others. */
static Str view_ending(Arena *arena, const Form *form) {
  Buffer buffer = buffer_new(arena);
  Sink sql = sink_to_buffer(&buffer);
  sink_z(&sql, "form_id = ");
  sink_quoted(&sql, form->form_id, '\'');
  sink_z(&sql, " AND form_version = ");
  sink_quoted(&sql, form->version, '\'');
  sink_z(&sql, "))");
  return buffer_view(&buffer);
}

/* One damaged row would abort a whole query, hence json_valid once more. Sealed rows have no answers: NULL. */
static Str view_sql(Arena *arena, const Form *form, Str name, const ViewColumn *columns, size_t count) {
  Buffer buffer = buffer_new(arena);
  Sink sql = sink_to_buffer(&buffer);
  sink_z(&sql, "CREATE VIEW ");
  sink_quoted(&sql, name, '"');
  sink_z(&sql, " AS SELECT\n  uuid AS response, language, channel, round, event, place, status, time");
  if (!form->kiosk.anonymous) sink_z(&sql, ", device");
  for (size_t i = 0; i < count; i++)
    sink_column(&sql, arena, &columns[i]);
  sink_z(&sql,
         "\nFROM (SELECT *, CASE WHEN json_valid(content) THEN content END AS answers,"
         " CASE WHEN json_valid(words) THEN words END AS free_text FROM\n"
         "  (SELECT uuid, device, language, channel, round, event, place, status, time, answers AS content, free_text AS words"
         " FROM response\n   WHERE status <> 'discarded' AND trial = 0 AND ");
  sink_str(&sql, view_ending(arena, form));
  return buffer_view(&buffer);
}

static Status name_is_free(const Store *store, Str name, bool *is_free, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "SELECT 1 FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, name);
  int code = sqlite3_step(statement);
  *is_free = code == SQLITE_DONE;
  Status status = code == SQLITE_DONE || code == SQLITE_ROW ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}

/* "form version", then "form version part 2". SQLite does not tell A from a in names, forms do: another name's twin gets a number. */
static Status find_name(const Store *store, Arena *arena, const Form *form, size_t part, Str *out, Err *err) {
  Str base = arena_printf(arena, STR_FMT " " STR_FMT, STR_ARG(form->form_id), STR_ARG(form->version));
  if (part > 0) base = arena_printf(arena, STR_FMT " part %zu", STR_ARG(base), part + 1);
  *out = base;
  bool is_free = false;
  Status status = name_is_free(store, *out, &is_free, err);
  for (int twin = 2; status == STATUS_OK && !is_free; twin++) {
    *out = arena_printf(arena, STR_FMT " (%d)", STR_ARG(base), twin);
    status = name_is_free(store, *out, &is_free, err);
  }
  return status;
}

Status view_make(const Store *store, const Form *form, Err *err) {
  Arena *arena = arena_new(0);
  const ViewColumn *columns;
  size_t count = view_columns(arena, form, &columns);
  Status status = STATUS_OK;
  size_t done = 0;
  for (size_t part = 0; status == STATUS_OK && (part == 0 || done < count); part++) {
    size_t of_part = count - done < VIEW_ANSWERS_MAX ? count - done : VIEW_ANSWERS_MAX;
    Str name;
    status = find_name(store, arena, form, part, &name, err);
    if (status == STATUS_OK) status = store_execute(store, view_sql(arena, form, name, columns + done, of_part).ptr, err);
    done += of_part;
  }
  arena_free(arena);
  return status;
}

static bool add_drop(void *context, sqlite3_stmt *row) {
  Sink *sql = context;
  sink_z(sql, "DROP VIEW ");
  sink_quoted(sql, column_view(row, 0), '"');
  sink_z(sql, ";");
  return true;
}

/* The statements that take a form version's views away: none may go while they are being looked for. */
static Status find_drops(const Store *store, Arena *arena, const Form *form, Str *out, Err *err) {
  Buffer buffer = buffer_new(arena);
  Sink sql = sink_to_buffer(&buffer);
  sqlite3_stmt *statement =
      statement_once(store, "SELECT name FROM sqlite_schema WHERE type = 'view' AND substr(sql, -length(?1)) = ?1", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, view_ending(arena, form));
  Status status = statement_walk(store, statement, add_drop, &sql, err);
  *out = buffer_view(&buffer);
  return status;
}

Status view_drop(const Store *store, const Form *form, Err *err) {
  Arena *arena = arena_new(0);
  Str drops;
  Status status = find_drops(store, arena, form, &drops, err);
  if (status == STATUS_OK && drops.len > 0) status = store_execute(store, drops.ptr, err);
  arena_free(arena);
  return status;
}
