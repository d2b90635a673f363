#include "store/merging.h"

#include <string.h>

const Form *merging_form(Fixture *fixture, const char *form_id, int version) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink yaml = sink_to_buffer(&buffer);
  sink_printf(&yaml,
              "settings: {form_id: %s, form_title: S, version: '%d', default_language: nb}\n"
              "languages: {nb: Norsk}\n"
              "kiosk: {privacy: {min_group: 3}, retention: {free_text: 10 days, responses: 30 days}}\n"
              "survey:\n"
              "  - {type: select_one nytte, name: nytte, label: Nyttig?}\n"
              "  - {type: integer, name: antall, label: Hvor mange?}\n"
              "  - {type: text, name: hvorfor, label: Hvorfor?}\n"
              "  - {type: image, name: tegning, label: Tegn, appearance: draw}\n"
              "choices:\n"
              "  nytte: [{name: ja, label: Ja}, {name: nei, label: Nei}",
              form_id, version);
  for (int i = 2; i <= version; i++)
    sink_printf(&yaml, ", {name: v%d, label: V}", i);
  sink_z(&yaml, "]\n");
  return fixture_form(fixture, buffer_view(&buffer).ptr);
}

static void must(Status status, const Err *err) {
  if (status != STATUS_OK) fail_msg("%s: %s", err->code, err->sentence);
}

static Str uuid_of(Fixture *fixture, const char *start) {
  char uuid[STORE_UUID_LEN + 1];
  store_uuid(&fixture->random, uuid);
  if (start == NULL) return arena_str(fixture->arena, str_from(uuid));
  return arena_printf(fixture->arena, "%s%s", start, &"00000000-0000-4000-8000-000000000000"[strlen(start)]);
}

const char *merging_put(Fixture *fixture, Store *store, const Form *form, const MergingVisit *visit) {
  Err err = {0};
  Str device;
  must(store_add_form(store, form, &err), &err);
  must(store_device(store, str_from(visit->device ? visit->device : "kiosk-1"), fixture->arena, &device, &err), &err);
  StoreAttachment drawing = {STR("tegning.png"), str_from(visit->drawing)};
  Response response = {
      .uuid = uuid_of(fixture, visit->uuid),
      .device = device,
      .form_id = form->form_id,
      .form_version = form->version,
      .language = STR("nb"),
      .channel = visit->on_web ? STR("web") : STR("kiosk"),
      .status = visit->status,
      .trial = visit->trial,
      .time = str_from(visit->time ? visit->time : "2026-01-20"),
      .answers = str_from(visit->answers ? visit->answers : "{\"nytte\":\"ja\",\"antall\":7,\"hvorfor\":\"ord\"}"),
      .attachments = visit->drawing ? &drawing : NULL,
      .attachment_count = visit->drawing ? 1 : 0,
      .link = visit->link,
  };
  fixture_put(store, &response);
  return response.uuid.ptr;
}

void merging_fill(Fixture *fixture, const char *name, const char *device, const Form *form, int count) {
  Store *store = fixture_open(fixture, name);
  for (int i = 0; i < count; i++)
    merging_put(fixture, store, form, &(MergingVisit){.device = device, .status = RESPONSE_COMPLETE});
  store_close(store);
}

void merging_purge(Fixture *fixture, const char *name, const char *day) {
  Store *store = fixture_open(fixture, name);
  const PurgeCount *counts;
  size_t count;
  Err err = {0};
  must(store_purge(store, str_from(day), false, fixture->arena, &counts, &count, &err), &err);
  store_close(store);
}

void merging_copy(Fixture *fixture, const char *from, const char *to) {
  Err err = {0};
  must(store_backup(fixture_path(fixture, from), fixture_path(fixture, to), &err), &err);
}

static void add_line(Sink *sink, Str sentence) {
  sink_str(sink, sentence);
  sink_z(sink, "\n");
}

typedef struct Told {
  Sink conflicts, notes;
} Told;

static void keep_conflict(void *context, Str sentence) {
  add_line(&((Told *)context)->conflicts, sentence);
}

static void keep_note(void *context, Str sentence) {
  add_line(&((Told *)context)->notes, sentence);
}

Merged merging_try_on(Fixture *fixture, const char *today, const char *into, const char *sources) {
  enum { SOURCES_MAX = 64 };
  const char *paths[SOURCES_MAX];
  size_t count = 0;
  Str rest = str_from(sources);
  for (Str name; (name = str_next_word(&rest)).len > 0;)
    paths[count++] = fixture_path(fixture, arena_str(fixture->arena, name).ptr);
  Buffer conflicts = buffer_new(fixture->arena), notes = buffer_new(fixture->arena);
  Told told = {sink_to_buffer(&conflicts), sink_to_buffer(&notes)};
  MergeWatch watch = {.conflict = keep_conflict, .note = keep_note, .context = &told, .today = str_from(today)};
  Merged merged = {0};
  merged.status = store_merge(fixture_path(fixture, into), paths, count, &fixture->random, &watch, &merged.report, &merged.err);
  merged.conflicts = conflicts.count > 0 ? buffer_view(&conflicts).ptr : "";
  merged.notes = notes.count > 0 ? buffer_view(&notes).ptr : "";
  assert_int_equal(merged.report.is_done, merged.status == STATUS_OK || strstr(merged.err.sentence, "all was merged") != NULL);
  return merged;
}

Merged merging_try(Fixture *fixture, const char *into, const char *sources) {
  return merging_try_on(fixture, NULL, into, sources);
}

MergeReport merging_merge(Fixture *fixture, const char *into, const char *sources) {
  Merged merged = merging_try(fixture, into, sources);
  must(merged.status, &merged.err);
  if (merged.report.conflicts > 0) fail_msg("%s", merged.conflicts);
  return merged.report;
}

const char *merging_dump(Fixture *fixture, const char *name) {
  static const char sql[] =
      "SELECT 'setting', name, value FROM setting WHERE name NOT IN ('log_mark', 'device', 'erase_due') ORDER BY 2;"
      "SELECT 'device', name, first, hex(before), completed, last, hex(head) FROM device ORDER BY 2;"
      "SELECT 'form', form_id, version, source FROM form_version ORDER BY 2, 3;"
      "SELECT 'code', form_id, list, choice, code FROM choice_code ORDER BY 2, 3, 4;"
      "SELECT 'response', uuid, device, form_id, form_version, language, channel, round, event, place, status, trial, time,"
      " token_hash, answers, free_text, hex(sealed), hex(sealed_text), seal_key FROM response ORDER BY 2;"
      "SELECT 'attachment', response, path, media_type, hex(content), hex(sealed), seal_key FROM attachment ORDER BY 2, 3;"
      "SELECT 'event', uuid, device, kind, detail, day FROM event_log ORDER BY 2;"
      "SELECT 'ledger', device, number, hex(hash), hex(digest), hex(text_digest), hex(salt), hex(text_salt), response FROM ledger"
      " ORDER BY 2, 3;"
      "SELECT 'waiting', response, device, form_id, hex(digest), hex(text_digest), hex(salt), hex(text_salt) FROM waiting ORDER BY "
      "2;"
      "SELECT 'purge', uuid, device, form_id, what, numbered, waiting, other, day FROM purge ORDER BY 2;"
      "SELECT 'round', name, opened, closed, hex(key) FROM round ORDER BY 2;"
      "SELECT 'link', response, part, kind, round, form_id, hash, hex(sealed), seal_key FROM link ORDER BY 2, 3;"
      "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2; PRAGMA integrity_check";
  return fixture_query(fixture, name, sql);
}

static void note_fault(void *context, Str sentence) {
  add_line(context, sentence);
}

const char *merging_verify(Fixture *fixture, const char *name) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  Store *store;
  const LedgerReport *reports;
  size_t count;
  Err err = {0};
  must(store_open_readonly(fixture_path(fixture, name), &store, &err), &err);
  must(store_verify(store, fixture->arena, note_fault, &sink, &reports, &count, &err), &err);
  for (size_t i = 0; i < count; i++)
    sink_printf(&sink, STR_FMT ": %lld-%lld %zu whole %zu purged %zu waiting %zu partial %zu trial %zu missing\n",
                STR_ARG(reports[i].device), (long long)reports[i].first, (long long)reports[i].last, reports[i].whole,
                reports[i].purged, reports[i].waiting, reports[i].partial, reports[i].trial, reports[i].missing);
  store_close(store);
  return buffer.count > 0 ? buffer_view(&buffer).ptr : "";
}
