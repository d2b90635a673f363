/* Codes that lead to visitors' own phones, beside a server that comes and goes. */
#include "bench.h"
#include "journal.h"
#include "kiosk_state.h"
#include "link.h"
#include "waiting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int64_t noon_ms = INT64_C(1795348800000); /* 2026-11-22T12:00Z */
enum { NOON_DAY = 20779 };
static const char token_form[] = "tests/app/forms/token.yaml", code_form[] = "tests/app/forms/code.yaml",
                  short_form[] = "tests/play/forms/kort.yaml", later_forms[] = "tests/app/forms/later";

typedef struct Venue {
  Bench bench;
  Store *server; /* NULL: none runs */
} Venue;

static void start_server(Venue *venue) {
  Err err = {0};
  assert_int_equal(store_open(venue->bench.db, &venue->bench.random, &venue->server, &err), STATUS_OK);
  if (store_claim(venue->server, STORE_SERVER, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_int_equal(store_set_setting(venue->server, STR("web.base_url"), STR("https://svar.example.no"), &err), STATUS_OK);
}

static void end_server(Venue *venue) {
  store_close(venue->server);
  venue->server = NULL;
}

static void open_venue(Venue *venue, const char *form) {
  *venue = (Venue){.server = NULL};
  bench_begin(&venue->bench, &(BenchSetup){.wall_ms = noon_ms, .form = form});
}

static void close_venue(Venue *venue) {
  end_server(venue);
  bench_end(&venue->bench);
}

static const Scene *scene(const Venue *venue) {
  return kiosk_scene(venue->bench.kiosk);
}

static void touch(Venue *venue) {
  bench_wait(&venue->bench, 6000);
  kiosk_input(venue->bench.kiosk, &(Input){.kind = INPUT_KEY, .key = KEY_TAB});
  kiosk_tick(venue->bench.kiosk);
}

static void begin(Venue *venue) {
  bench_wait(&venue->bench, 6000);
  bench_act(&venue->bench, (UiAction){.kind = UI_START});
  assert_int_equal(bench_screen(&venue->bench), SCREEN_QUESTION);
}

static void answer(Venue *venue, int cell, const char *words) {
  bench_act(&venue->bench, (UiAction){.kind = UI_ANSWER, .cell = cell, .value = value_text(str_from(words))});
}

static void next(Venue *venue) {
  bench_act(&venue->bench, (UiAction){.kind = UI_NEXT});
}

/* It is seen at a touch that one has come or gone; a kiosk that nobody touches does not wake to look. */
static void the_first_screen_has_a_code_while_a_server_runs(void **state) {
  (void)state;
  Venue venue;
  open_venue(&venue, token_form);
  assert_null(scene(&venue)->qr_modules);
  bench_wait(&venue.bench, 3600 * 1000); /* what is done once a day is done */
  int64_t due = kiosk_deadline_ms(venue.bench.kiosk);
  start_server(&venue);
  touch(&venue);
  assert_non_null(scene(&venue)->qr_modules);
  assert_true(str_is(scene(&venue)->qr_address, "svar.example.no/f/token"));
  assert_int_equal(scene(&venue)->qr_code.len, 0);
  assert_true(kiosk_deadline_ms(venue.bench.kiosk) == due);
  end_server(&venue);
  touch(&venue);
  assert_null(scene(&venue)->qr_modules);
  close_venue(&venue);
}

static size_t rows(Venue *venue, ResponseStatus status) {
  StoreFacts facts;
  Err err = {0};
  if (storage_facts(venue->bench.storage, venue->bench.material.arena, &facts, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return status == RESPONSE_PARTIAL ? facts.partial : facts.complete;
}

/* What the server finds under the secret that the screen shows; false: nothing. */
static bool find_waiting(Venue *venue, Str typed, StoreDraft *draft, WaitingVisit *visit) {
  char secret[LINK_SECRET_CHARS + 1];
  LinkDoor door;
  Err err = {0};
  assert_true(link_secret_read(typed, secret));
  link_door(str_from(secret), &door);
  assert_int_equal(store_get_draft(venue->server, str_from(door.id), venue->bench.material.arena, draft, &err), STATUS_OK);
  return draft->id.len > 0 && waiting_open(venue->bench.material.arena, &door, draft->state, visit);
}

static Str answers_of(Venue *venue, Str journal) {
  Arena *arena = venue->bench.material.arena;
  Journal *resumed = journal_resume(
      arena, &(JournalSetup){.form = venue->bench.material.forms.items[0], .clock = &venue->bench.clock.clock, .scratch = arena},
      journal);
  assert_non_null(resumed);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(journal_survey(resumed), &sink);
  return buffer_view(&buffer);
}

static void a_visit_goes_on_on_a_phone(void **state) {
  (void)state;
  static const struct {
    bool answered, trial;
    size_t rows; /* a trial's row tells that it is one */
    const char *answers;
  } cases[] = {{true, false, 1, "{\"hva\":\"alt\"}"}, {false, false, 0, "{}"}, {false, true, 0, "{}"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Venue venue;
    StoreDraft draft;
    WaitingVisit visit;
    open_venue(&venue, token_form);
    venue.bench.station.trial = cases[i].trial;
    venue.bench.station.round = STR("2026-2");
    start_server(&venue);
    begin(&venue);
    assert_true(scene(&venue)->may_continue);
    if (cases[i].answered) answer(&venue, 0, "alt");
    bench_act(&venue.bench, (UiAction){.kind = UI_CONTINUE});
    assert_int_equal(bench_screen(&venue.bench), SCREEN_HANDOVER);
    assert_null(scene(&venue)->survey);
    assert_int_equal(scene(&venue)->qr_minutes, 7);
    assert_non_null(scene(&venue)->qr_modules);
    assert_true(str_is(scene(&venue)->qr_address, "svar.example.no"));
    assert_true(find_waiting(&venue, scene(&venue)->qr_code, &draft, &visit));
    assert_int_equal(visit.kind, WAITING_FOR_PHONE);
    assert_int_equal(visit.has_row, cases[i].answered || cases[i].trial);
    assert_int_equal(visit.trial, cases[i].trial);
    assert_true(str_is(visit.round, "2026-2") && str_is(visit.time, "2026-11-22"));
    assert_true(visit.until_min > noon_ms / 60000 + 6 && visit.until_min <= (noon_ms + venue.bench.clock.now_ms) / 60000 + 7);
    assert_true(draft.until_min >= visit.until_min && draft.until_min % (24 * 60) == 0); /* as coarse as its response */
    assert_true(str_equal(answers_of(&venue, visit.journal), str_from(cases[i].answers)));
    assert_int_equal(rows(&venue, RESPONSE_PARTIAL), cases[i].rows);
    bench_wait(&venue.bench, 29999);
    assert_int_equal(bench_screen(&venue.bench), SCREEN_HANDOVER);
    bench_wait(&venue.bench, 1);
    assert_int_equal(bench_screen(&venue.bench), SCREEN_ATTRACT);
    assert_int_equal(scene(&venue)->qr_code.len, 0);
    assert_null(venue.bench.kiosk->handover);
    close_venue(&venue);
  }
}

/* The visitor sees no code, so nobody can go on: what was answered stays as if they had gone. */
static void a_visit_that_cannot_be_written_does_not_leave(void **state) {
  (void)state;
  Venue venue;
  char away[96];
  const StoreDraft *gone;
  size_t count;
  Err err = {0};
  open_venue(&venue, token_form);
  start_server(&venue);
  begin(&venue);
  answer(&venue, 0, "alt");
  snprintf(away, sizeof away, "%s.away", venue.bench.db);
  assert_int_equal(rename(venue.bench.db, away), 0);
  bench_act(&venue.bench, (UiAction){.kind = UI_CONTINUE});
  assert_int_equal(bench_screen(&venue.bench), SCREEN_FAULT);
  assert_null(scene(&venue)->qr_modules);
  assert_int_equal(rename(away, venue.bench.db), 0);
  bench_wait(&venue.bench, 11000);
  assert_int_equal(bench_screen(&venue.bench), SCREEN_ATTRACT);
  assert_int_equal(rows(&venue, RESPONSE_PARTIAL), 1);
  assert_int_equal(store_sweep_drafts(venue.server, INT64_MAX, venue.bench.material.arena, &gone, &count, &err), STATUS_OK);
  assert_int_equal(count, 0);
  close_venue(&venue);
}

/* Gone since the visit began, or never there, or the form does not want it. */
static void a_visit_stays_where_no_phone_could_go_on(void **state) {
  (void)state;
  Venue venue;
  open_venue(&venue, token_form);
  begin(&venue);
  assert_false(scene(&venue)->may_continue);
  bench_act(&venue.bench, (UiAction){.kind = UI_CONTINUE});
  assert_int_equal(bench_screen(&venue.bench), SCREEN_QUESTION);
  bench_act(&venue.bench, (UiAction){.kind = UI_BACK});
  start_server(&venue);
  begin(&venue);
  assert_true(scene(&venue)->may_continue);
  end_server(&venue);
  bench_act(&venue.bench, (UiAction){.kind = UI_CONTINUE});
  assert_int_equal(bench_screen(&venue.bench), SCREEN_QUESTION);
  assert_false(scene(&venue)->may_continue);
  close_venue(&venue);
}

static StoreRound round_of(Venue *venue, const char *name) {
  const StoreRound *rounds;
  size_t count;
  Err err = {0};
  assert_int_equal(store_rounds(venue->server, venue->bench.material.arena, &rounds, &count, &err), STATUS_OK);
  for (size_t i = 0; i < count; i++)
    if (str_is(rounds[i].name, name)) return rounds[i];
  fail_msg("no round %s", name);
  return (StoreRound){.links = 0};
}

static void complete(Venue *venue, int questions) {
  begin(venue);
  for (int i = 0; i < questions; i++) {
    answer(venue, i, i == 0 ? "Elg" : "Storgata");
    next(venue);
  }
  assert_int_equal(bench_screen(&venue->bench), SCREEN_THANKS);
  assert_int_equal(rows(venue, RESPONSE_COMPLETE), 1);
}

/* The server, which has never seen it, knows the token by the round's key; the database has its hash only. */
static void a_token_is_for_the_follow_up(void **state) {
  (void)state;
  Venue venue;
  LinkKey key;
  char token[LINK_TOKEN_CHARS + 1], hash[LINK_HASH_LEN + 1];
  int64_t day;
  open_venue(&venue, token_form);
  venue.bench.station.round = STR("2026-2");
  start_server(&venue);
  complete(&venue, 2);
  assert_non_null(scene(&venue)->qr_modules);
  assert_true(str_is(scene(&venue)->qr_address, "svar.example.no"));
  assert_true(link_token_read(scene(&venue)->qr_code, token));
  StoreRound round = round_of(&venue, "2026-2");
  memcpy(key.bytes, round.key, sizeof key.bytes);
  assert_true(link_token_is_of(&key, STR("senere"), token, &day));
  assert_false(link_token_is_of(&key, STR("token"), token, &day));
  assert_int_equal(day, NOON_DAY);
  assert_int_equal(round.links, 1);
  link_token_hash(&key, token, hash);
  bool known = false;
  Err err = {0};
  assert_int_equal(store_link_is_spent(venue.server, STR("token"), str_from(hash), &known, &err), STATUS_OK);
  assert_true(known);
  close_venue(&venue);
}

static bool look_at_answers(void *context, const Response *row) {
  Arena *arena = context;
  assert_null(strstr(arena_str(arena, row->answers).ptr, "Elg"));
  assert_null(strstr(arena_str(arena, row->free_text).ptr, "Elg"));
  assert_non_null(strstr(arena_str(arena, row->free_text).ptr, "Storgata")); /* the last question's, which is none of them */
  return true;
}

static void elements_join_and_are_in_no_answer(void **state) {
  (void)state;
  Venue venue;
  open_venue(&venue, code_form);
  start_server(&venue);
  complete(&venue, 3);
  assert_non_null(scene(&venue)->qr_modules);
  assert_true(str_is(scene(&venue)->qr_address, "svar.example.no/f/senere"));
  assert_int_equal(scene(&venue)->qr_code.len, 0);
  assert_int_equal(round_of(&venue, "").links, 1);
  Err err = {0};
  assert_int_equal(store_each(venue.server, STR("code"), NULL, look_at_answers, venue.bench.material.arena, &err), STATUS_OK);
  close_venue(&venue);
}

/* No code is shown that could not be what it says. */
static void a_closed_round_joins_nothing(void **state) {
  (void)state;
  static const struct {
    const char *form;
    int questions;
  } cases[] = {{token_form, 2}, {code_form, 3}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Venue venue;
    size_t links;
    Err err = {0};
    StoreRound round;
    open_venue(&venue, cases[i].form);
    start_server(&venue);
    assert_int_equal(store_round(venue.server, STR(""), STR("2026-11-01"), venue.bench.material.arena, &round, &err), STATUS_OK);
    assert_int_equal(store_close_round(venue.server, STR(""), STR("test"), STR("2026-11-20"), &links, &err), STATUS_OK);
    complete(&venue, cases[i].questions);
    assert_null(scene(&venue)->qr_modules);
    close_venue(&venue);
  }
}

/* The same form has no code as long as nobody knows what phones reach the server at; a configuration's word needs no server. */
static void follow_ups_need_an_address_and_no_server(void **state) {
  (void)state;
  Venue venue;
  open_venue(&venue, token_form);
  complete(&venue, 2);
  assert_null(scene(&venue)->qr_modules);
  close_venue(&venue);
  open_venue(&venue, token_form);
  start_server(&venue);
  end_server(&venue);
  complete(&venue, 2);
  assert_non_null(scene(&venue)->qr_modules);
  close_venue(&venue);
}

/* A form without any of it, for which a server runs. */
static void a_plain_form_can_go_on_too(void **state) {
  (void)state;
  Venue venue;
  open_venue(&venue, short_form);
  start_server(&venue);
  touch(&venue);
  assert_true(str_is(scene(&venue)->qr_address, "svar.example.no/f/kort"));
  close_venue(&venue);
}

static void choose_form(Venue *venue, const char *form_id, int language_ix) {
  const Forms *forms = &venue->bench.material.forms;
  int form_ix = 0;
  while (!str_is(forms->items[form_ix]->form_id, form_id))
    assert_true((size_t)++form_ix < forms->count);
  assert_int_equal(bench_screen(&venue->bench), SCREEN_CHOOSER);
  bench_act(&venue->bench, (UiAction){.kind = UI_CHOOSE_FORM, .form_ix = form_ix, .language_ix = language_ix});
}

/* Where several forms are to choose from, they are chosen in a language, which goes along to the phone. */
static void a_language_that_was_chosen_goes_along(void **state) {
  (void)state;
  Venue venue;
  PhoneCode own, english;
  open_venue(&venue, later_forms);
  start_server(&venue);
  Arena *arena = venue.bench.material.arena;
  Str base_url = STR("https://svar.example.no"), form_id = STR("om_dager");
  assert_true(phone_code_form(arena, base_url, &venue.bench.station, form_id, STR(""), &own));
  assert_true(phone_code_form(arena, base_url, &venue.bench.station, form_id, STR("en"), &english));
  choose_form(&venue, "om_dager", 1);
  assert_int_equal(scene(&venue)->qr_side, english.qr.side);
  size_t size = (size_t)english.qr.side * (size_t)english.qr.side;
  assert_memory_equal(scene(&venue)->qr_modules, english.qr.modules, size);
  bench_act(&venue.bench, (UiAction){.kind = UI_START, .language_ix = 1});
  bench_act(&venue.bench, (UiAction){.kind = UI_BACK}); /* who comes next has chosen none */
  assert_int_equal(scene(&venue)->qr_side, own.qr.side);
  assert_memory_equal(scene(&venue)->qr_modules, own.qr.modules, (size_t)own.qr.side * (size_t)own.qr.side);
  close_venue(&venue);
}

/* Days are counted from a token's day; of a form that is not the kiosk's, nobody knows. */
static void a_follow_up_says_from_when(void **state) {
  (void)state;
  static const struct {
    const char *form_id;
    int64_t from_day;
  } cases[] = {{"token_til_dager", NOON_DAY + 80},
               {"uten_til_dager", 0},
               {"uten_til_dato", 20850 /* 2027-02-01 */},
               {"token_til_i_fjor", 0},
               {"uten_til_ukjent", 0}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Venue venue;
    open_venue(&venue, later_forms);
    start_server(&venue);
    choose_form(&venue, cases[i].form_id, 0);
    assert_true(scene(&venue)->followup_from_day == 0);
    complete(&venue, 1);
    assert_non_null(scene(&venue)->qr_modules);
    assert_int_equal(scene(&venue)->followup_from_day, cases[i].from_day);
    close_venue(&venue);
  }
}

static size_t waiting_now(Venue *venue) {
  Store *store;
  size_t count;
  Err err = {0};
  assert_int_equal(store_open(venue->bench.db, &venue->bench.random, &store, &err), STATUS_OK);
  assert_int_equal(store_count_drafts(store, &count, &err), STATUS_OK);
  store_close(store);
  return count;
}

/* Nobody comes for it, and no server runs any more: the kiosk's own day sweeps it away, and what was answered stays. */
static void who_never_comes_is_swept_by_the_kiosk(void **state) {
  (void)state;
  Venue venue;
  open_venue(&venue, token_form);
  bench_wait(&venue.bench, 3600 * 1000); /* what is done once a day is done */
  start_server(&venue);
  begin(&venue);
  answer(&venue, 0, "alt");
  bench_act(&venue.bench, (UiAction){.kind = UI_CONTINUE});
  assert_int_equal(bench_screen(&venue.bench), SCREEN_HANDOVER);
  end_server(&venue);
  bench_wait(&venue.bench, 3600 * 1000);
  assert_int_equal(waiting_now(&venue), 1);
  bench_wait(&venue.bench, INT64_C(2) * 24 * 3600 * 1000);
  assert_int_equal(waiting_now(&venue), 0);
  StoreFacts facts;
  Err err = {0};
  assert_int_equal(storage_facts(venue.bench.storage, venue.bench.material.arena, &facts, &err), STATUS_OK);
  assert_int_equal(facts.numbered, 0); /* partial: it has no number */
  close_venue(&venue);
}

/* A rehearsal is one to its end: the code is there to be tried, and the row that it joins says that it was one. */
static void a_trial_has_a_token_too(void **state) {
  (void)state;
  Venue venue;
  char token[LINK_TOKEN_CHARS + 1];
  open_venue(&venue, token_form);
  venue.bench.station.trial = true;
  start_server(&venue);
  begin(&venue);
  for (int i = 0; i < 2; i++) {
    answer(&venue, i, "Elg");
    next(&venue);
  }
  assert_int_equal(bench_screen(&venue.bench), SCREEN_THANKS);
  assert_non_null(scene(&venue)->qr_modules);
  assert_true(scene(&venue)->trial);
  assert_true(link_token_read(scene(&venue)->qr_code, token));
  close_venue(&venue);
}

int main(void) {
  setenv("TZ", "UTC", 1);
  Err err = {0};
  if (seal_init(&err) != STATUS_OK) return 1;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_screen_has_a_code_while_a_server_runs),
      cmocka_unit_test(a_visit_goes_on_on_a_phone),
      cmocka_unit_test(a_visit_that_cannot_be_written_does_not_leave),
      cmocka_unit_test(a_visit_stays_where_no_phone_could_go_on),
      cmocka_unit_test(a_token_is_for_the_follow_up),
      cmocka_unit_test(elements_join_and_are_in_no_answer),
      cmocka_unit_test(a_closed_round_joins_nothing),
      cmocka_unit_test(follow_ups_need_an_address_and_no_server),
      cmocka_unit_test(a_plain_form_can_go_on_too),
      cmocka_unit_test(a_language_that_was_chosen_goes_along),
      cmocka_unit_test(a_follow_up_says_from_when),
      cmocka_unit_test(who_never_comes_is_swept_by_the_kiosk),
      cmocka_unit_test(a_trial_has_a_token_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
