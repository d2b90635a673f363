#include "filter.h"
#include "connection.h"

enum { FORM = 1, TRIALS, COMPLETE, FROM, TO, ROUNDS, EVENTS, PLACES, CHANNELS, DEVICES };

/* As 1 or 0: is it complete ones that are wanted, or partial ones? NULL: both; what is neither is 2. */
static void bind_status(sqlite3_stmt *statement, unsigned statuses) {
  static const unsigned partial = 1u << RESPONSE_PARTIAL, complete = 1u << RESPONSE_COMPLETE;
  bool with_partial = (statuses & partial) != 0, with_complete = (statuses & complete) != 0;
  if (statuses == 0 || (with_partial && with_complete)) return;
  sqlite3_bind_int(statement, COMPLETE, with_complete ? 1 : with_partial ? 0 : 2);
}

/* As a list for json_each(). */
static void bind_names(sqlite3_stmt *statement, int place, StoreNames names) {
  if (names.count == 0) return;
  Arena *arena = arena_new(0);
  Buffer list = buffer_new(arena);
  Sink sink = sink_to_buffer(&list);
  for (size_t i = 0; i < names.count; i++) {
    sink_z(&sink, i == 0 ? "[" : ",");
    sink_json_str(&sink, names.items[i]);
  }
  sink_z(&sink, "]");
  sqlite3_bind_text64(statement, place, list.bytes, list.count, SQLITE_TRANSIENT, SQLITE_UTF8);
  arena_free(arena);
}

void filter_bind(sqlite3_stmt *statement, Str form_id, const StoreFilter *filter) {
  static const StoreFilter those_that_count = {0};
  if (filter == NULL) filter = &those_that_count;
  bind_text(statement, FORM, form_id);
  sqlite3_bind_int(statement, TRIALS, filter->trials);
  bind_status(statement, filter->statuses);
  bind_text_or_null(statement, FROM, filter->from);
  bind_text_or_null(statement, TO, filter->to);
  bind_names(statement, ROUNDS, filter->rounds);
  bind_names(statement, EVENTS, filter->events);
  bind_names(statement, PLACES, filter->places);
  bind_names(statement, CHANNELS, filter->channels);
  bind_names(statement, DEVICES, filter->devices);
}
