/* Robots answer on phones: what comes into the database is what the same answers give without any page. */
#include "answering.h"
#include "robot.h"
#include "venue.h"

#include <string.h>

typedef struct Play {
  Venue *venue;
  Phone *phone;
  const Form *form;
  size_t tried, missing; /* answers, and those that the page had no field for */
} Play;

static const char *press_of(Play *play, const SurveyEvent *event) {
  Arena *arena = play->venue->arena;
  switch (event->kind) {
  case SURVEY_BACK:
    return "back";
  case SURVEY_ADD:
    return "add";
  case SURVEY_REMOVE:
    return "remove";
  case SURVEY_GO:
    return arena_printf(arena, "go:%d", event->cell).ptr;
  case SURVEY_LANGUAGE:
    return arena_printf(arena, "language:" STR_FMT, STR_ARG(play->form->languages[event->language_ix].code)).ptr;
  default:
    return "next";
  }
}

static size_t fill_page(Play *play, const RobotStep *step) {
  size_t missing = 0;
  for (size_t i = 0; i < step->event_count; i++) {
    const SurveyEvent *event = &step->events[i];
    if (event->kind != SURVEY_ANSWER) continue;
    int question_ix = survey_question(step->survey, event->cell);
    if (!answering_fill(play->phone, play->form, question_ix, event->cell, event->value)) missing++;
  }
  return missing;
}

/* Answers bring questions onto the page that can be answered when it comes again, each row of them once. */
static void play_step(void *context, const RobotStep *step) {
  Play *play = context;
  if (step->step == 0) {
    if (step->event_count > 0) phone_press(play->phone, press_of(play, &step->events[0]));
    return;
  }
  const SurveyEvent *last = &step->events[step->event_count - 1];
  size_t missing = fill_page(play, step);
  for (int i = 0; missing > 0 && i < 20; i++) {
    phone_press(play->phone, "next");
    size_t left = fill_page(play, step);
    if (left == missing) break;
    missing = left;
  }
  play->tried += step->event_count;
  play->missing += missing;
  const char *button = press_of(play, last);
  if (!phone_press(play->phone, button))
    fail_msg("visit %zu, step %zu: no button %s on: " STR_FMT, step->respondent, step->step, button, STR_ARG(play->phone->text));
  for (int i = 0; strcmp(button, "next") == 0 && i < 20 && strstr(phone_address(play->phone).ptr, "more=1"); i++)
    phone_press(play->phone, "next");
  if (play->phone->status != 200)
    fail_msg("visit %zu, step %zu: %d: " STR_FMT, step->respondent, step->step, play->phone->status, STR_ARG(play->phone->text));
}

/* What the database has of the visit that was completed last, and of the same answers put without a page. */
static void compare(Venue *venue, const Form *form, const Survey *survey, size_t respondent) {
  Buffer buffer = buffer_new(venue->arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(survey, &sink);
  Response expected = fixture_response(venue->fixture, venue->store, form, buffer_view(&buffer).ptr);
  fixture_put(venue->store, &expected);
  static const char *const columns[] = {"answers", "free_text"};
  for (size_t i = 0; i < COUNT_OF(columns); i++) {
    const char *phone =
        venue_query(venue, arena_printf(venue->arena, "SELECT %s FROM response WHERE channel = 'web'", columns[i]).ptr);
    const char *plain =
        venue_query(venue, arena_printf(venue->arena, "SELECT %s FROM response WHERE channel <> 'web'", columns[i]).ptr);
    if (strcmp(phone, plain) != 0) fail_msg("visit %zu:\nphone %s\nplain %s", respondent, phone, plain);
  }
  venue_query(venue, "DELETE FROM response");
}

static void play_form(Venue *venue, const char *path, size_t visits) {
  const Form *form = venue_add_file(venue, path);
  venue_open(venue);
  Arena *session = arena_new(0), *scratch = arena_new(0);
  RobotSetup setup = {.form = form, .seed = 3, .wall_ms = venue->clock.epoch_ms, .device = STR("web")};
  Play play = {.venue = venue, .form = form};
  for (size_t i = 0; i < visits; i++) {
    int stuck;
    play.phone = venue_phone(venue);
    venue_begin(play.phone, arena_str(venue->arena, form->form_id).ptr);
    const Survey *survey = robot_visit(session, scratch, &setup, i, play_step, &play, &stuck);
    assert_int_equal(stuck, -1);
    assert_non_null(strstr(phone_address(play.phone).ptr, "/thanks"));
    compare(venue, form, survey, i);
    arena_rewind(session);
    arena_rewind(scratch);
  }
  assert_true(play.tried > visits);
  assert_int_equal(play.missing, 0);
  arena_free(session);
  arena_free(scratch);
}

static void test_samling(void **state) {
  play_form(*state, "forms/samling.yaml", 30);
}

static void test_kandidat(void **state) {
  play_form(*state, "forms/kandidat.yaml", 20);
}

static void test_oppfolging(void **state) {
  play_form(*state, "forms/oppfolging.yaml", 20);
}

static void test_mentor(void **state) {
  play_form(*state, "forms/mentor.yaml", 20);
}

static void test_workshop(void **state) {
  play_form(*state, "forms/workshop.yaml", 20);
}

static void test_every_type(void **state) {
  play_form(*state, "tests/play/forms/alle.yaml", 40);
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_samling), ON_SITE(test_kandidat), ON_SITE(test_oppfolging),
      ON_SITE(test_mentor),  ON_SITE(test_workshop), ON_SITE(test_every_type),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
