#include "venue.h"
#include "http_text.h"
#include "waiting.h"

#include <stdlib.h>
#include <string.h>

enum { WALL_MS_2026_11_21 = 1795269900 };

static const Phrases *load_phrases(Venue *venue) {
  Diags diags = diags_new(venue->arena);
  Err err = {0};
  const Phrases *phrases = web_phrases_load(venue->arena, "assets/strings/web", &diags, &err);
  if (phrases == NULL) fail_msg("%s", err.sentence);
  return phrases;
}

static const Theme *load_theme(Venue *venue) {
  Str source;
  Err err = {0};
  Diags diags = diags_new(venue->arena);
  if (file_read(venue->arena, "assets/themes/light.yaml", 1 << 20, &source, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  const Theme *theme = theme_parse(venue->arena, source, "light.yaml", &diags);
  assert_non_null(theme);
  return theme;
}

int venue_setup(void **state) {
  void *fixture;
  if (fixture_setup(&fixture) != 0) return -1;
  Venue *venue = calloc(1, sizeof *venue);
  venue->fixture = fixture;
  venue->arena = arena_new(0);
  venue->request = arena_new(0);
  venue->clock = clock_manual(WALL_MS_2026_11_21 * (int64_t)1000);
  venue->setup = (WebSetup){
      .forms = venue->forms,
      .station = {.device = STR("web"), .round = STR("h26"), .event = STR("samling"), .place = STR("Bergen")},
      .base_url = STR("https://svar.example.no"),
      .phrases = load_phrases(venue),
      .theme = load_theme(venue),
      .clock = &venue->clock.clock,
      .random = &venue->fixture->random,
  };
  *state = venue;
  return 0;
}

int venue_teardown(void **state) {
  Venue *venue = *state;
  void *fixture = venue->fixture;
  venue_close(venue);
  arena_free(venue->request);
  arena_free(venue->arena);
  free(venue);
  return fixture_teardown(&fixture);
}

static const Form *add(Venue *venue, const Form *form) {
  assert_true(venue->setup.form_count < VENUE_FORMS_MAX);
  venue->forms[venue->setup.form_count++] = (WebForm){.form = form};
  return form;
}

const Form *venue_add_form(Venue *venue, const char *yaml) {
  return add(venue, fixture_form(venue->fixture, yaml));
}

const Form *venue_add_file(Venue *venue, const char *path) {
  const Form *form;
  Err err = {0};
  Diags diags = diags_new(venue->arena);
  if (form_load(venue->arena, path, &diags, &form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return add(venue, form);
}

void venue_open(Venue *venue) {
  Err err = {0};
  Str device;
  venue->store = fixture_open(venue->fixture, "kiosk.db");
  venue->setup.store = venue->store;
  Status status = store_claim(venue->store, STORE_SERVER, &err);
  if (status == STATUS_OK) status = store_device(venue->store, venue->setup.station.device, venue->arena, &device, &err);
  for (size_t i = 0; i < venue->setup.form_count && status == STATUS_OK; i++)
    status = store_add_form(venue->store, venue->forms[i].form, &err);
  if (status != STATUS_OK) fail_msg("%s: %s", err.code, err.sentence);
  venue->site_arena = arena_new(0);
  venue->site = site_new(venue->site_arena, &venue->setup);
}

void venue_close(Venue *venue) {
  site_free(venue->site);
  arena_free(venue->site_arena);
  store_close(venue->store);
  venue->site = NULL;
  venue->site_arena = NULL;
  venue->store = NULL;
}

void venue_restart(Venue *venue) {
  venue_close(venue);
  venue_open(venue);
}

static Str pair(Arena *arena, Str form_id, Str value) {
  return arena_printf(arena, STR_FMT STR_FMT "=" STR_FMT, STR_ARG(http_cookie_prefix(true)), STR_ARG(form_id), STR_ARG(value));
}

static void carry(void *context, Arena *arena, bool post, Str target, Str body, Str cookies, Str languages, PhoneReply *out) {
  Venue *venue = context;
  HttpRequest request = {
      .method = post ? HTTP_POST : HTTP_GET, .languages = languages, .foreign = post && venue->foreign, .arena = venue->request};
  assert_true(http_target_read(venue->request, target, &request.path, &request.query, &request.query_count));
  http_cookies_read(venue->request, cookies, http_cookie_prefix(true), &request.cookies, &request.cookie_count);
  if (post) assert_true(http_fields_read(venue->request, body, &request.fields, &request.field_count));
  HttpReply reply = {0};
  site_answer(venue->site, &request, &reply);
  venue->requests++;
  size_t bytes = arena_used_bytes(venue->request);
  if (bytes > venue->most_bytes) venue->most_bytes = bytes;
  *out = (PhoneReply){
      .status = reply.status,
      .retry_s = reply.retry_s,
      .location = arena_str(arena, reply.location),
      .cookie = reply.cookie.name.len > 0 ? pair(arena, reply.cookie.name, reply.cookie.value) : (Str){0},
      .body = arena_str(arena, reply.body),
  };
  arena_rewind(venue->request);
}

PhoneWire venue_wire(Venue *venue) {
  return (PhoneWire){carry, venue};
}

Phone *venue_phone(Venue *venue) {
  return phone_new(venue->arena, venue_wire(venue), "nb-NO,nb;q=0.9,en;q=0.5");
}

Str venue_cookie(const Phone *phone, const char *form_id) {
  Str name = arena_printf(phone->arena, STR_FMT "%s", STR_ARG(http_cookie_prefix(true)), form_id);
  return phone_cookie(phone, name.ptr);
}

void venue_set_cookie(Phone *phone, const char *form_id, Str value) {
  phone_keep_cookie(phone, pair(phone->arena, str_from(form_id), value));
}

const char *venue_query(Venue *venue, const char *sql) {
  return fixture_query(venue->fixture, "kiosk.db", sql);
}

void venue_begin(Phone *phone, const char *form_id) {
  phone_open(phone, arena_printf(phone->arena, "/f/%s", form_id));
  assert_int_equal(phone->status, 200);
  assert_true(phone_press(phone, "start"));
  assert_int_equal(phone->status, 200);
}

void venue_leave_for_phone(Venue *venue, const Form *form, const Journal *journal, const char *secret) {
  Buffer written = buffer_new(venue->arena);
  Sink sink = sink_to_buffer(&written);
  journal_write(journal, &sink);
  WaitingVisit waiting = {.kind = WAITING_FOR_PHONE,
                          .until_min = (uint32_t)(venue->clock.epoch_ms / 60000 + 15),
                          .time = STR("2026-11-21"),
                          .journal = buffer_view(&written)};
  LinkDoor door;
  Err err = {0};
  link_door(str_from(secret), &door);
  StoreDraft draft = {.id = str_from(door.id),
                      .uuid = STR("00000000-0000-4000-8000-000000000000"),
                      .form_id = form->form_id,
                      .form_version = form->version,
                      .until_min = venue->clock.epoch_ms / 60000 + 24 * 60,
                      .state = waiting_close(venue->arena, &door, &waiting)};
  if (store_put_draft(venue->store, &draft, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}
