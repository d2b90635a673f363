#include "connection.h"

#include <strings.h>

/* For people with a SQL shell: a view per form version, a column per question, and one of JSON per repeat. It shows what counts: neither trials nor discarded
 * visits, and the device only where the form is not anonymous. */

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

static void sink_answer(Sink *sql, Arena *arena, Str path) {
  Str place = arena_printf(arena, "$.\"" STR_FMT "\"", STR_ARG(path));
  Str column = is_own_column(path) ? arena_printf(arena, "question:" STR_FMT, STR_ARG(path)) : path;
  sink_z(sql, ",\n  answers ->> ");
  sink_quoted(sql, place, '\'');
  sink_z(sql, " AS ");
  sink_quoted(sql, column, '"');
}

/* One damaged row would abort a whole query, hence json_valid once more. Sealed rows have no answers: NULL. */
static Str view_sql(Arena *arena, const Form *form, Str name, const AnswerKey *keys, size_t count) {
  Buffer buffer = buffer_new(arena);
  Sink sql = sink_to_buffer(&buffer);
  sink_z(&sql, "CREATE VIEW ");
  sink_quoted(&sql, name, '"');
  sink_z(&sql, " AS SELECT\n  uuid AS response, language, channel, round, event, place, status, time");
  if (!form->kiosk.anonymous) sink_z(&sql, ", device");
  for (size_t i = 0; i < count; i++)
    sink_answer(&sql, arena, keys[i].path);
  sink_z(&sql, "\nFROM (SELECT *, CASE WHEN json_valid(content) THEN content END AS answers FROM\n"
               "  (SELECT uuid, device, language, channel, round, event, place, status, time, answers AS content FROM response\n"
               "   WHERE status <> 'discarded' AND trial = 0 AND form_id = ");
  sink_quoted(&sql, form->form_id, '\'');
  sink_z(&sql, " AND form_version = ");
  sink_quoted(&sql, form->version, '\'');
  sink_z(&sql, "))");
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
  const AnswerKey *keys;
  size_t count = answers_keys(arena, form, &keys);
  Status status = STATUS_OK;
  size_t done = 0;
  for (size_t part = 0; status == STATUS_OK && (part == 0 || done < count); part++) {
    size_t of_part = count - done < VIEW_ANSWERS_MAX ? count - done : VIEW_ANSWERS_MAX;
    Str name;
    status = find_name(store, arena, form, part, &name, err);
    if (status == STATUS_OK) status = store_execute(store, view_sql(arena, form, name, keys + done, of_part).ptr, err);
    done += of_part;
  }
  arena_free(arena);
  return status;
}
