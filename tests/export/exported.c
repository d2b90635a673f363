#include "exported.h"

#include <string.h>

static Status open_table(void *context, Str table, Sink **out, Err *err) {
  Exported *exported = context;
  (void)err;
  assert_true(exported->count < EXPORTED_TABLES_MAX);
  const size_t ix = exported->count++;
  exported->tables[ix].name = arena_str(exported->fixture->arena, table);
  exported->tables[ix].bytes = buffer_new(exported->fixture->arena);
  exported->tables[ix].sink = sink_to_buffer(&exported->tables[ix].bytes);
  *out = &exported->tables[ix].sink;
  return STATUS_OK;
}

Status exported_try(Fixture *fixture, Store *store, ExportFormat format, ExportOptions options, Exported *out, Err *err) {
  *out = (Exported){.fixture = fixture, .warnings = buffer_new(fixture->arena)};
  *err = (Err){0};
  Sink warnings = sink_to_buffer(&out->warnings);
  options.warnings = &warnings;
  return export_responses(store, format, &options, &(ExportTarget){open_table, out}, &out->report, err);
}

void exported_csv(Fixture *fixture, Store *store, ExportOptions options, Exported *out) {
  Err err;
  if (exported_try(fixture, store, EXPORT_CSV, options, out, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

const char *exported_table(const Exported *exported, const char *name) {
  for (size_t i = 0; i < exported->count; i++)
    if (str_is(exported->tables[i].name, name)) return exported->tables[i].bytes.bytes;
  fail_msg("there is no table \"%s\"", name);
  return NULL;
}

const Form *exported_form(Fixture *fixture, Store *store, const char *version, const char *yaml) {
  const char *whole = arena_printf(fixture->arena,
                                   "settings: {form_id: f, version: '%s', default_language: nb}\n"
                                   "languages: {nb: Norsk, en: English}\n%s",
                                   version, yaml)
                          .ptr;
  const Form *form = fixture_form(fixture, whole);
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return form;
}

void exported_put(Fixture *fixture, Store *store, const Form *form, int number, const char *answers) {
  Response visit = fixture_response(fixture, store, form, answers);
  visit.uuid = arena_printf(fixture->arena, "00000000-0000-4000-8000-%012d", number);
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
}
