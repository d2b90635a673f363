/* What nobody can make grow without end: a visit that is played with each request, the visits that wait; and a clock that jumps. */
#include "journal.h"
#include "venue.h"

#include <string.h>

static const char *const SECRET = "7KQ29XGM7KQ29XGM";

enum { EVENTS_MAX = 20000, PLAYED_MAX = 16 << 20, TEXT_BYTES = 1800, DAY_MS = 24 * 3600 * 1000 };

/* Each answer to the first question is an event of its own, as another one reads it. */
static const char *const plain = "settings: {form_id: plain, version: 1, default_language: nb}\n"
                                 "languages: {nb: Norsk}\n"
                                 "survey:\n"
                                 "  - {type: text, name: en, label: En?, appearance: multiline}\n"
                                 "  - {type: integer, name: to, label: To?, relevant: \"${en} != 'x'\"}\n"
                                 "  - {type: integer, name: tre, label: Tre?}\n";

/* Somebody at a kiosk who writes and writes, and goes on on a phone. */
static void leave_kiosk(Venue *venue, size_t events, size_t bytes) {
  const Form *form = venue->forms[0].form;
  Arena *arena = arena_new(0), *scratch = arena_new(0);
  Journal *journal =
      journal_begin(arena, &(JournalSetup){.form = form, .clock = &venue->clock.clock, .chance = 7, .scratch = scratch});
  char text[TEXT_BYTES];
  memset(text, 'a', sizeof text);
  for (size_t i = 0; i < events; i++) {
    text[bytes - 1] = i % 2 ? 'b' : 'c';
    journal_step(journal, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = 0, .value = value_text((Str){text, bytes})});
    arena_rewind(scratch);
  }
  assert_int_equal(journal_load(journal).events, events);
  assert_int_equal(journal_load(journal).answer_bytes, events * bytes);
  venue_leave_for_phone(venue, form, journal, SECRET);
  arena_free(scratch);
  arena_free(arena);
}

/* What was posted last is taken; then it ends. */
static void test_a_visit_that_takes_too_long_to_play_ends(void **state) {
  static const struct {
    size_t events, bytes;
    bool ends;
  } cases[] = {
      {EVENTS_MAX - 2, 1, true}, /* and two more: the answer, and Next */
      {EVENTS_MAX - 3, 1, false},
      {PLAYED_MAX / TEXT_BYTES + 1, TEXT_BYTES, true},
      {PLAYED_MAX / TEXT_BYTES, TEXT_BYTES, false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    void *fresh;
    assert_int_equal(venue_setup(&fresh), 0);
    Venue *venue = fresh;
    venue_add_form(venue, plain);
    venue_open(venue);
    leave_kiosk(venue, cases[i].events, cases[i].bytes);
    Phone *phone = venue_phone(venue);
    phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
    assert_true(phone_press(phone, NULL));
    assert_true(phone_shows(phone, "En?"));
    assert_true(phone_fill(phone, "c0", STR("")));
    assert_true(phone_press(phone, "next"));
    if (cases[i].ends) {
      assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
      assert_true(phone_shows(phone, "tatt vare på det du"));
    } else if (!phone_shows(phone, "To?")) {
      fail_msg("%zu events of %zu bytes: it has ended", cases[i].events, cases[i].bytes);
    }
    venue_teardown(&fresh);
  }
  (void)state;
}

static Phone *begin(Venue *venue) {
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/f/plain"));
  assert_true(phone_press(phone, "start"));
  return phone;
}

static Phone *begin_and_answer(Venue *venue) {
  Phone *phone = begin(venue);
  phone_fill(phone, "c0", STR("ja"));
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "To?"));
  return phone;
}

static void test_only_so_many_visits_wait(void **state) {
  enum { VISITS = 12 };
  Venue *venue = *state;
  venue->setup.limits.visits = VISITS;
  venue_add_form(venue, plain);
  venue_open(venue);
  Phone *first = begin_and_answer(venue);
  for (int i = 1; i < VISITS; i++)
    begin_and_answer(venue);
  Phone *more = begin(venue);
  assert_int_equal(more->status, 503);
  assert_true(more->retry_s >= 60 && phone_shows(more, "Svært mange svarer"));
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "12");
  phone_fill(first, "c1", STR("1")); /* who has begun goes on, and may begin anew */
  phone_press(first, "next");
  assert_true(phone_shows(first, "Tre?"));
  phone_open(first, STR("/f/plain"));
  assert_true(phone_press(first, "anew"));
  assert_int_equal(first->status, 200);
  phone_fill(first, "c0", STR("ja"));
  phone_press(first, "next");
  venue_restart(venue); /* it counts what there is */
  assert_int_equal(begin(venue)->status, 503);
  venue->clock.now_ms += 2 * DAY_MS;
  site_rest(venue->site);
  assert_int_equal(begin(venue)->status, 200);
}

/* Somebody begins and begins; whoever came to answer, or has, is kept from nothing. */
static void test_visits_without_an_answer_make_room(void **state) {
  enum { VISITS = 12, BEGUN = 100, GRAIN_MS = DAY_MS };
  Venue *venue = *state;
  venue->setup.limits.visits = VISITS;
  venue_add_form(venue, plain);
  venue_open(venue);
  Phone *ended = begin_and_answer(venue), *going = begin_and_answer(venue);
  for (int i = 0; i < 2; i++)
    phone_press(ended, "next");
  assert_string_equal(phone_address(ended).ptr, "/v/plain/thanks");
  Phone *oldest[3];
  for (size_t i = 0; i < COUNT_OF(oldest); i++)
    oldest[i] = begin(venue);
  venue->clock.now_ms += GRAIN_MS - 3600 * 1000; /* the time that is over first, of these and of those that come */
  for (int i = 0; i < BEGUN; i++)
    assert_int_equal(begin(venue)->status, 200);
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "12");
  for (size_t i = 0; i < COUNT_OF(oldest); i++) {
    phone_reload(oldest[i]);
    assert_int_equal(oldest[i]->status, 410);
  }
  phone_reload(ended);
  assert_int_equal(ended->status, 200);
  assert_true(phone_shows(ended, "lukke siden"));
  phone_fill(going, "c1", STR("1"));
  phone_press(going, "next");
  assert_true(phone_shows(going, "Tre?"));
}

static const char *drafts(Venue *venue) {
  return venue_query(venue, "SELECT count(*) FROM draft");
}

/* The machine has no battery, or somebody typed the wrong year. */
static void test_a_clock_that_jumped_sweeps_nothing(void **state) {
  Venue *venue = *state;
  venue_add_form(venue, plain);
  venue_open(venue);
  site_rest(venue->site);
  Phone *phone = begin(venue);
  phone_fill(phone, "c0", STR("ja"));
  phone_press(phone, "next");
  venue_close(venue);
  venue->clock.epoch_ms += (int64_t)100 * DAY_MS;
  venue_open(venue);
  site_rest(venue->site);
  assert_string_equal(drafts(venue), "1");
  phone_reload(phone); /* and the visit is not over on this clock's word */
  assert_true(phone_shows(phone, "To?"));
  venue->clock.epoch_ms -= (int64_t)100 * DAY_MS;
  venue_restart(venue);
  site_rest(venue->site);
  assert_string_equal(drafts(venue), "1");
  phone_reload(phone);
  assert_int_equal(phone->status, 200);
  venue->clock.now_ms += 2 * DAY_MS;
  site_rest(venue->site);
  assert_string_equal(drafts(venue), "0");
}

/* It was right after all: it says so for a week. */
static void test_a_clock_that_stays_is_believed(void **state) {
  Venue *venue = *state;
  venue_add_form(venue, plain);
  venue_open(venue);
  site_rest(venue->site);
  begin(venue);
  venue->clock.epoch_ms += (int64_t)100 * DAY_MS;
  for (int day = 0; day <= PURGE_DOUBT_DAYS; day++) {
    assert_string_equal(drafts(venue), "1");
    venue->clock.now_ms += DAY_MS;
    site_rest(venue->site);
  }
  assert_string_equal(drafts(venue), "0");
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_visit_that_takes_too_long_to_play_ends),
      ON_SITE(test_only_so_many_visits_wait),
      ON_SITE(test_visits_without_an_answer_make_room),
      ON_SITE(test_a_clock_that_jumped_sweeps_nothing),
      ON_SITE(test_a_clock_that_stays_is_believed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
