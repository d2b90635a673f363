#include "store/station.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

const char station_db[] = "a.db";

enum { TEXT_BYTES = 5000, DRAWING_BYTES = 9000, TRIES = 3 };

typedef Status Act(Station *station, size_t visit_ix, int version, Err *err);

typedef struct Step {
  Act *act;
  size_t visit_ix;
  int version;
} Step;

static const char *mark_of(Arena *arena, size_t visit_ix) {
  return arena_printf(arena, "words-of-visit-%zu", visit_ix).ptr;
}

/* Longer than a page, so that no version is written in one piece; each line names the visit. */
static Str long_text(Arena *arena, size_t visit_ix, const char *start, int version, size_t bytes) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_printf(&sink, "%s%d", start, version);
  while (buffer.count < bytes)
    sink_printf(&sink, " %s", mark_of(arena, visit_ix));
  return (Str){buffer.bytes, bytes};
}

static Str drawing_of(Arena *arena, size_t visit_ix, int version) {
  return long_text(arena, visit_ix, "png", version, DRAWING_BYTES);
}

static Str answers_of(Arena *arena, size_t visit_ix, int version) {
  if (version < 2) return arena_printf(arena, "{\"nytte\":\"ja\",\"antall\":%d}", version);
  Str text = long_text(arena, visit_ix, "v", version, TEXT_BYTES);
  const char *drawn = version < 3 ? "" : ",\"tegning\":\"tegning.png\"";
  return arena_printf(arena, "{\"nytte\":\"ja\",\"antall\":%d,\"hvorfor\":\"" STR_FMT "\"%s}", version, STR_ARG(text), drawn);
}

static const char round_name[] = "h26", draft_mark[] = "a-visit-that-waits";

static Str code_of(Arena *arena, size_t visit_ix, int part) {
  return arena_printf(arena, "c0de%059zx%d", visit_ix, part);
}

static const StoreLink *link_of(Arena *arena, size_t visit_ix) {
  enum { PARTS = 4 };
  Str *hashes = ARENA_ARRAY(arena, Str, PARTS);
  for (int i = 0; i < PARTS; i++)
    hashes[i] = code_of(arena, visit_ix, i);
  StoreLink *link = ARENA_NEW(arena, StoreLink);
  *link = (StoreLink){STORE_LINK_CODE, str_from(round_name), hashes, PARTS};
  return link;
}

static Status put(Station *station, size_t visit_ix, int version, Err *err) {
  StationVisit *visit = &station->visits[visit_ix];
  Arena *arena = station->fixture->arena;
  StoreAttachment drawing = {STR("tegning.png"), drawing_of(arena, visit_ix, version < 4 ? 3 : 4)};
  bool final = version == STATION_LAST;
  Response response = {
      .uuid = str_from(visit->uuid),
      .device = STR("dør-1"),
      .form_id = station->form->form_id,
      .form_version = station->form->version,
      .language = STR("nb"),
      .channel = STR("kiosk"),
      .status = final ? visit->ending : RESPONSE_PARTIAL,
      .time = STR("2026-11-21"),
      .answers = answers_of(arena, visit_ix, version),
      .attachments = version >= 3 ? &drawing : NULL,
      .attachment_count = version >= 3,
      .link = final && visit->ending == RESPONSE_COMPLETE ? link_of(arena, visit_ix) : NULL,
  };
  if (final && visit->ending == RESPONSE_DISCARDED) response.attachments = NULL;
  visit->tried = version;
  Status status = store_put(station->store, &response, err);
  if (status == STATUS_OK && !visit->in_batch) visit->kept = version;
  return status;
}

static Status put_batch(Station *station, size_t visit_ix, int version, Err *err) {
  Status status = store_batch_begin(station->store, err);
  if (status != STATUS_OK) return status;
  for (size_t i = visit_ix; i < STATION_VISITS && station->visits[i].in_batch; i++)
    put(station, i, version, err);
  status = store_batch_end(station->store, err);
  for (size_t i = visit_ix; status == STATUS_OK && i < STATION_VISITS && station->visits[i].in_batch; i++)
    station->visits[i].kept = version;
  return err->status != STATUS_OK ? err->status : status;
}

static Status note(Station *station, size_t visit_ix, int version, Err *err) {
  (void)visit_ix, (void)version;
  return store_log(station->store, STR("dør-1"), STR("idle"), STR(""), STR("2026-11-21"), err);
}

static Status keep_draft(Station *station, size_t visit_ix, int version, Err *err) {
  Arena *arena = station->fixture->arena;
  Buffer state = buffer_new(arena);
  Sink sink = sink_to_buffer(&state);
  while (state.count < (size_t)version * 3000)
    sink_printf(&sink, "%s %d ", draft_mark, version);
  StoreDraft draft = {arena_printf(arena, "%064zx", visit_ix),
                      str_from(station->visits[visit_ix].uuid),
                      station->form->form_id,
                      station->form->version,
                      100,
                      buffer_view(&state)};
  Status status = store_put_draft(station->store, &draft, err);
  if (status == STATUS_OK) station->draft_kept = true;
  return status;
}

static Status sweep(Station *station, size_t visit_ix, int version, Err *err) {
  (void)visit_ix;
  const StoreDraft *gone;
  size_t count;
  if (version > 100) station->draft_swept = true;
  return store_sweep_drafts(station->store, version, station->fixture->arena, &gone, &count, err);
}

static bool is_closed_already(Status status, Err *err) {
  bool is_closed = status == STATUS_INPUT && strcmp(err->code, "round-closed") == 0;
  if (is_closed) *err = (Err){0};
  return is_closed;
}

static Status close_round(Station *station, size_t visit_ix, int version, Err *err) {
  (void)visit_ix, (void)version;
  size_t links;
  station->round_closing = true;
  Status status = store_close_round(station->store, str_from(round_name), STR("dør-1"), STR("2026-12-01"), &links, err);
  if (is_closed_already(status, err)) status = STATUS_OK;
  if (status == STATUS_OK) station->round_closed = true;
  return status;
}

static Status open_anew(Station *station, size_t visit_ix, int version, Err *err) {
  (void)visit_ix, (void)version, (void)err;
  store_close(station->store);
  station->store = NULL;
  return STATUS_OK;
}

static const Step script[] = {
    {put, 0, 1},       {put, 0, 2},         {put, 0, 3},        {put, 0, 4},    {put, 0, 5}, /* to its end */
    {put, 1, 1},       {put, 1, 2},         {put, 1, 3},        {put, 1, 5},                 /* erased */
    {put, 2, 2},       {put, 2, 4},         {keep_draft, 2, 1},                              /* left */
    {note, 0, 0},      {keep_draft, 6, 1},  {keep_draft, 6, 2}, {sweep, 0, 99}, {put_batch, 3, 5},
    {put, 6, 3},       {put, 6, 5},                                                          /* the ledger's first numbers */
    {open_anew, 0, 0}, {put, 7, 1},         {put, 7, 2},        {put, 7, 5},    {put, 8, 5}, /* and its next */
    {put, 9, 4},       {open_anew, 0, 0},   {put, 9, 5},                                     /* erased after another start */
    {sweep, 0, 101},   {close_round, 0, 0},
};

static Status open_station(Station *station, Err *err) {
  Fixture *fixture = station->fixture;
  Str device;
  Status status = store_open(fixture_path(fixture, station_db), &fixture->random, &station->store, err);
  if (status != STATUS_OK) return status;
  if (station->key) status = store_seal_with(station->store, seal_public_of(station->key), err);
  if (status == STATUS_OK) status = store_device(station->store, STR("dør-1"), fixture->arena, &device, err);
  if (status == STATUS_OK) status = store_add_form(station->store, station->form, err);
  StoreRound round;
  if (status == STATUS_OK) {
    status = store_round(station->store, str_from(round_name), STR("2026-11-21"), fixture->arena, &round, err);
    if (is_closed_already(status, err)) status = STATUS_OK;
  }
  if (status == STATUS_OK) return status;
  store_close(station->store);
  station->store = NULL;
  return status;
}

static Status try_step(Station *station, Err *err) {
  const Step *step = &script[station->step_ix];
  Status status = station->store ? STATUS_OK : open_station(station, err);
  if (status == STATUS_OK) status = step->act(station, step->visit_ix, step->version, err);
  if (status != STATUS_OK) station->failures++;
  return status;
}

static bool close_and(Station *station, bool go_on) {
  store_close(station->store);
  station->store = NULL;
  return go_on;
}

/* As the kiosk does: again, and when the cause has gone, again, and if that does not help, with the database opened anew. */
static bool do_step(Station *station) {
  for (int i = 0; i < TRIES; i++) {
    Err err = {0};
    if (try_step(station, &err) == STATUS_OK) return true;
    if (strcmp(err.code, "db-moved") == 0) fail_msg("%s: step %zu: %s", station->what, station->step_ix, err.sentence);
  }
  if (!station->mend(station->mend_context)) return close_and(station, false);
  Err in_place = {0}, anew = {0};
  if (try_step(station, &in_place) == STATUS_OK) return true;
  close_and(station, true);
  station->reopened++;
  if (try_step(station, &anew) == STATUS_OK) return true;
  fail_msg("%s: step %zu cannot be done any more: %s: %s", station->what, station->step_ix, anew.code, anew.sentence);
  return false;
}

void station_begin(Station *station, Fixture *fixture) {
  *station = (Station){.fixture = fixture, .what = "at first"};
  station->form = fixture_form(fixture, "settings: {form_id: samling, version: '1', default_language: nb}\n"
                                        "languages: {nb: Norsk}\n"
                                        "kiosk: {privacy: {mode: linked, min_group: 3, time: day}}\n"
                                        "survey:\n"
                                        "  - {type: select_one nytte, name: nytte, label: Nyttig?}\n"
                                        "  - {type: integer, name: antall, label: Hvor mange?}\n"
                                        "  - {type: text, name: hvorfor, label: Hvorfor?}\n"
                                        "  - {type: image, name: tegning, label: Tegn, appearance: draw}\n"
                                        "choices:\n"
                                        "  nytte: [{name: ja, label: Ja}, {name: nei, label: Nei}]\n");
  for (size_t i = 0; i < STATION_VISITS; i++) {
    StationVisit *visit = &station->visits[i];
    store_uuid(&fixture->random, visit->uuid);
    visit->in_batch = i >= 3 && i <= 5;
    visit->ending = i == 1 || i == 9 ? RESPONSE_DISCARDED : i == 2 ? RESPONSE_PARTIAL : RESPONSE_COMPLETE;
  }
}

bool station_run(Station *station) {
  for (; station->step_ix < COUNT_OF(script); station->step_ix++)
    if (!do_step(station)) return false;
  return close_and(station, true);
}

/* --- What the file says --- */

typedef struct Found {
  int number, text, drawing; /* versions; 0: there is none */
  char status[16];
} Found;

typedef struct Look {
  Station *station;
  Found found[STATION_VISITS];
} Look;

static Found *find(Look *look, Str uuid) {
  for (size_t i = 0; i < STATION_VISITS; i++)
    if (str_is(uuid, look->station->visits[i].uuid)) return &look->found[i];
  fail_msg("%s: a response that nobody put: " STR_FMT, look->station->what, STR_ARG(uuid));
  return NULL;
}

static int number_after(const char *text, const char *start) {
  const char *at = strstr(text, start);
  return at ? atoi(at + strlen(start)) : 0;
}

static bool see_response(void *context, const Response *row) {
  Look *look = context;
  Arena *arena = look->station->fixture->arena;
  Found *found = find(look, row->uuid);
  const char *all = arena_printf(arena, STR_FMT STR_FMT, STR_ARG(row->answers), STR_ARG(row->free_text)).ptr;
  found->number = number_after(all, "\"antall\":");
  found->text = number_after(all, "\"hvorfor\":\"v");
  if (found->text > 0 &&
      strstr(all, arena_str(arena, long_text(arena, (size_t)(found - look->found), "v", found->text, TEXT_BYTES)).ptr) == NULL)
    fail_msg("%s: a text is not as it was written", look->station->what);
  return true;
}

static bool see_attachment(void *context, Str uuid, const StoreAttachment *attachment) {
  Look *look = context;
  Arena *arena = look->station->fixture->arena;
  Found *found = find(look, uuid);
  found->drawing = number_after(arena_str(arena, attachment->bytes).ptr, "png");
  if (!str_equal(attachment->bytes, drawing_of(arena, (size_t)(found - look->found), found->drawing)))
    fail_msg("%s: a drawing is not as it was written", look->station->what);
  return true;
}

static void tell_fault(void *context, Str sentence) {
  const Look *look = context;
  fail_msg("%s: the ledger: " STR_FMT, look->station->what, STR_ARG(sentence));
}

static void must(const Look *look, Status status, const Err *err) {
  if (status != STATUS_OK) fail_msg("%s: %s: %s", look->station->what, err->code, err->sentence);
}

static void read_all(Look *look) {
  Station *station = look->station;
  Store *store;
  Err err = {0};
  const LedgerReport *reports;
  size_t count;
  must(look, store_open_readonly(fixture_path(station->fixture, station_db), &store, &err), &err);
  store_use_keys(store, &station->key, station->key != NULL);
  must(look, store_each(store, STR("samling"), NULL, see_response, look, &err), &err);
  must(look, store_each_attachment(store, STR("samling"), NULL, see_attachment, look, &err), &err);
  must(look, store_verify(store, station->fixture->arena, tell_fault, look, &reports, &count, &err), &err);
  store_close(store);
}

static void read_status(Look *look) {
  Fixture *fixture = look->station->fixture;
  Str rest = str_from(fixture_query(fixture, station_db, "SELECT uuid || ' ' || status FROM response"));
  for (Str uuid; (uuid = str_next_word(&rest)).len > 0;) {
    Str status = str_next_word(&rest);
    snprintf(find(look, uuid)->status, sizeof look->found->status, STR_FMT, STR_ARG(status));
  }
  const char *sound = fixture_query(fixture, station_db, "PRAGMA integrity_check; PRAGMA foreign_key_check");
  if (strcmp(sound, "ok") != 0) fail_msg("%s: %s", look->station->what, sound);
  const char *left = fixture_query(fixture, station_db,
                                   "SELECT count(*) FROM response LEFT JOIN attachment ON response = uuid"
                                   " WHERE status = 'discarded' AND (answers <> '{}' OR path IS NOT NULL)");
  if (strcmp(left, "0") != 0) fail_msg("%s: something is left of an erased visit", look->station->what);
}

static void assert_number(const Look *look, const char *sql, const char *wanted, const char *what) {
  const char *found = fixture_query(look->station->fixture, station_db, sql);
  if (strcmp(found, wanted) != 0) fail_msg("%s: %s: %s", look->station->what, what, found);
}

static void check_beside(const Look *look) {
  const Station *station = look->station;
  if (station->draft_kept && !station->draft_swept)
    assert_number(look, "SELECT count(*) > 0, min(length(state)) >= 3000 FROM draft", "1|1", "visits that wait");
  if (!station->round_closing)
    assert_number(
        look, "SELECT count(*) FROM response WHERE status = 'complete' AND NOT EXISTS (SELECT 1 FROM link WHERE response = uuid)",
        "0", "responses that have lost their codes");
  if (station->round_closed)
    assert_number(look, "SELECT (SELECT count(*) FROM link), (SELECT count(key) FROM round)", "0|0", "left of a closed round");
}

static int drawing_in(int version) {
  return version < 3 ? 0 : version == 3 ? 3 : 4;
}

/* Which version is there? -1: none that was ever put. */
static int version_found(const StationVisit *visit, const Found *found) {
  bool is_last = found->number == STATION_LAST;
  if (found->status[0] == '\0') return 0;
  if (strcmp(found->status, "discarded") == 0) return visit->ending == RESPONSE_DISCARDED ? STATION_LAST : -1;
  bool whole = found->text == (found->number < 2 ? 0 : found->number) && found->drawing == drawing_in(found->number);
  ResponseStatus status = is_last ? visit->ending : RESPONSE_PARTIAL;
  return whole && strcmp(found->status, response_status_names[status]) == 0 ? found->number : -1;
}

static void check_visit(const Look *look, size_t i) {
  const StationVisit *visit = &look->station->visits[i];
  const Found *found = &look->found[i];
  int version = version_found(visit, found);
  if (version >= visit->kept && version <= visit->tried) return;
  fail_msg("%s: visit %zu: version %d was promised, %d was tried, found: number %d, text %d, drawing %d, \"%s\"",
           look->station->what, i, visit->kept, visit->tried, found->number, found->text, found->drawing, found->status);
}

void station_check(Station *station) {
  Look look = {.station = station};
  /* A crash before the first promise may leave no database yet. */
  if (station->visits[0].kept == 0 && station->visits[0].tried == 0) return;
  read_all(&look);
  read_status(&look);
  check_beside(&look);
  int in_batch = -1;
  for (size_t i = 0; i < STATION_VISITS; i++) {
    check_visit(&look, i);
    if (!station->visits[i].in_batch) continue;
    int version = version_found(&station->visits[i], &look.found[i]);
    if (in_batch >= 0 && version != in_batch) fail_msg("%s: half a batch is there", station->what);
    in_batch = version;
  }
}

void station_check_erased(Station *station) {
  Err err = {0};
  if (open_station(station, &err) != STATUS_OK) fail_msg("%s: %s", station->what, err.sentence);
  close_and(station, true);
  if (fixture_folder_has(station->fixture, draft_mark)) fail_msg("%s: something is left of a visit that waited", station->what);
  for (size_t i = 0; i < STATION_VISITS; i++) {
    if (fixture_folder_has(station->fixture, code_of(station->fixture->arena, i, 0).ptr))
      fail_msg("%s: the code of visit %zu is left", station->what, i);
    bool hidden = station->key || station->visits[i].ending == RESPONSE_DISCARDED;
    if (fixture_folder_has(station->fixture, mark_of(station->fixture->arena, i)) == hidden)
      fail_msg("%s: of visit %zu %s is found in the files", station->what, i, hidden ? "something" : "nothing");
  }
}
