/* What must hold on every screen whatever is asked, wherever it stands and whoever looks: 2,600 screens of forms made of chance, answered
 * by robots, in every language, theme, size of letters and of display, at rest and under a finger.
 *
 *   test_ui_invariants SEED     that form alone, with all its findings; prints the form, to be opened with kiosk --form
 *   test_ui_invariants SEED COUNT   so many forms from there on */
#include "contrast.h"
#include "random_form.h"
#include "robot.h"
#include "rules.h"
#include "salon.h"
#include "staff_samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SCREENS_WANTED = 2600, FOCUS_PERCENT = 25, NOW_MS = 100000 };

static const int64_t wall_ms = 1795264200000; /* 2026-11-21T12:30Z */
static uint64_t seed_from_argument, forms_from_argument;

/* A visit as a robot pays it, and beside it the same visit, slower: with a look at each page before and after it is answered. */
typedef struct Walk {
  Salon *salon;
  Findings *findings;
  Random random;
  uint64_t seed;
  const Form *form;
  Survey *survey;
  Arena *session;
  ManualClock clock;
  uint64_t chance;
  Random survey_random;
  size_t display_ix, theme_ix, text_size;
  Ui *ui;
  Scene scene;
  int64_t now_ms;
  int page;
  char where[400];
} Walk;

static bool percent(const Walk *walk, uint32_t of_hundred) {
  return random_below(&walk->random, 100) < of_hundred;
}

static void say_where(Walk *walk, const char *state) {
  static const char *const sizes[TEXT_SIZE_COUNT] = {"normal", "large", "largest"};
  int cell = walk->scene.screen == SCREEN_QUESTION ? survey_current(walk->survey) : -1;
  Str question = cell < 0 ? STR("") : walk->form->questions[survey_question(walk->survey, cell)].name;
  snprintf(walk->where, sizeof walk->where,
           "seed %llu, page %d, %s " STR_FMT ", %s, %s, theme " STR_FMT ", %s letters, language " STR_FMT,
           (unsigned long long)walk->seed, walk->page, ui_screen_name(walk->ui), STR_ARG(question), state,
           salon_displays[walk->display_ix].what, STR_ARG(walk->salon->themes[walk->theme_ix]->name), sizes[walk->text_size],
           STR_ARG(walk->form->languages[walk->scene.language_ix].code));
}

static void look(Walk *walk, const char *state) {
  Display display = salon_display(walk->display_ix);
  say_where(walk, state);
  walk->findings->where = walk->where;
  walk->findings->screens++;
  rules_check_nodes(walk->ui, display, walk->now_ms, walk->findings);
  contrast_check(walk->ui, walk->salon->themes[walk->theme_ix], display, walk->now_ms, walk->findings);
}

static void show(Walk *walk) {
  walk->scene.language_ix = survey_language(walk->survey);
  ui_show(walk->ui, &walk->scene, walk->now_ms);
}

/* Another theme, size of letters and display, and the same page on it. */
static void move_on(Walk *walk, Screen screen) {
  walk->display_ix = random_below(&walk->random, SALON_DISPLAY_COUNT);
  walk->theme_ix = random_below(&walk->random, (uint32_t)walk->salon->theme_count);
  walk->text_size = random_below(&walk->random, TEXT_SIZE_COUNT);
  walk->ui = walk->salon->uis[walk->theme_ix][walk->text_size];
  walk->now_ms += 1000;
  ui_wipe(walk->ui);
  ui_resize(walk->ui, salon_display(walk->display_ix));
  walk->scene.screen = screen;
  walk->scene.trial = percent(walk, 15);
  show(walk);
}

static const Node *any_input(Walk *walk) {
  size_t count = 0, seen = 0;
  ui_draw(walk->ui, walk->now_ms);
  const Node *nodes = ui_nodes(walk->ui, &count), *chosen = NULL;
  for (size_t i = 0; i < count; i++) {
    bool visible = nodes[i].takes_input && !rect_is_empty(rect_intersect(nodes[i].rect, nodes[i].clip));
    if (visible && random_below(&walk->random, (uint32_t)++seen) == 0) {
      chosen = &nodes[i];
    }
  }
  return chosen;
}

/* What stands under a finger looks different; then the finger goes away without having pressed. */
static void look_pressed(Walk *walk) {
  const Node *node = any_input(walk);
  if (node != NULL) {
    Rect at = rect_intersect(node->rect, node->clip);
    Input down = {.kind = INPUT_POINTER_DOWN, .x = at.x + at.w / 2, .y = at.y + at.h / 2, .pointer = 1};
    walk->now_ms += 1000;
    ui_input(walk->ui, &down, walk->now_ms);
    look(walk, "pressed");
    down.kind = INPUT_POINTER_CANCEL;
    ui_input(walk->ui, &down, walk->now_ms);
  }
}

/* What a press only opens in the interface itself, such as a sheet, an explanation or another layer of keys; answers go nowhere. */
static void look_opened(Walk *walk) {
  const Node *node = any_input(walk);
  if (node != NULL && node->role != ROLE_RADIO && node->role != ROLE_CHECKBOX) {
    Rect at = rect_intersect(node->rect, node->clip);
    Input finger = {.kind = INPUT_POINTER_DOWN, .x = at.x + at.w / 2, .y = at.y + at.h / 2, .pointer = 1};
    char state[80];
    snprintf(state, sizeof state, "after a tap on " STR_FMT, STR_ARG(node->id));
    walk->now_ms += 1000;
    ui_input(walk->ui, &finger, walk->now_ms);
    finger.kind = INPUT_POINTER_UP;
    ui_input(walk->ui, &finger, walk->now_ms + 50);
    look(walk, state);
    rules_check_scrolling(walk->ui, walk->now_ms, walk->findings);
  }
}

static void look_closely(Walk *walk, const char *state) {
  look(walk, state);
  rules_check_scrolling(walk->ui, walk->now_ms, walk->findings);
  if (percent(walk, FOCUS_PERCENT)) {
    rules_check_focus(walk->ui, walk->now_ms, walk->findings);
    ui_input(walk->ui, &(Input){.kind = INPUT_KEY, .key = KEY_TAB}, walk->now_ms);
    look(walk, "with the focus shown");
  }
}

static bool is_refusing(const Walk *walk) {
  SurveyPage page = survey_page(walk->survey);
  for (size_t i = 0; page.kind == PAGE_QUESTIONS && i < page.cell_count; i++) {
    if (survey_is_required(walk->survey, page.cells[i]) && value_is_empty(survey_answer(walk->survey, page.cells[i]))) {
      return true;
    }
  }
  return false;
}

static void look_at_page(Walk *walk) {
  move_on(walk, SCREEN_QUESTION);
  look_closely(walk, "as it is found");
  look_pressed(walk);
  look_opened(walk);
  if (is_refusing(walk)) {
    move_on(walk, SCREEN_QUESTION);
    survey_step(walk->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
    show(walk);
    look_closely(walk, "refused");
  }
}

static void look_answered(Walk *walk) {
  move_on(walk, SCREEN_QUESTION);
  look_closely(walk, "answered");
  look_pressed(walk);
}

static void show_phone(Walk *walk, bool code, const char *address) {
  static uint8_t modules[37 * 37] = {1};
  walk->scene.qr_modules = code ? modules : NULL;
  walk->scene.qr_side = percent(walk, 50) ? 29 : 37;
  walk->scene.qr_address = percent(walk, 60) ? str_from(address) : STR("");
  walk->scene.qr_minutes = 15;
}

static void begin(Walk *walk, const RobotStep *step) {
  walk->clock = clock_manual(wall_ms);
  walk->chance = step->chance;
  walk->survey_random = random_seeded(&walk->chance);
  SurveySetup setup = {
      .form = walk->form, .language_ix = step->events[0].language_ix, .clock = &walk->clock.clock, .random = &walk->survey_random};
  walk->survey = survey_new(walk->session, &setup);
  walk->scene.survey = walk->survey;
  show_phone(walk, percent(walk, 60), "svar.fjordby.kommune.no/f/samling");
  walk->scene.may_continue = percent(walk, 60);
  move_on(walk, SCREEN_ATTRACT);
  look_closely(walk, "at rest");
  look_pressed(walk);
}

static void watch(void *context, const RobotStep *step) {
  Walk *walk = context;
  if (step->step == 0) {
    begin(walk, step);
    return;
  }
  walk->page++;
  look_at_page(walk);
  bool answered = false;
  for (size_t i = 0; i < step->event_count; i++) {
    bool answer = step->events[i].kind == SURVEY_ANSWER;
    if (answered && !answer) {
      look_answered(walk);
      answered = false;
    }
    answered = answered || answer;
    survey_step(walk->survey, &step->events[i]);
  }
}

static void look_at_the_rest(Walk *walk) {
  static const Screen screens[] = {SCREEN_THANKS, SCREEN_HANDOVER, SCREEN_IDLE, SCREEN_CLOSED, SCREEN_FAULT};
  for (size_t i = 0; i < COUNT_OF(screens); i++) {
    walk->scene.idle_seconds_left = 17;
    show_phone(walk, screens[i] == SCREEN_HANDOVER || percent(walk, 60), "svar.fjordby.kommune.no");
    walk->scene.qr_code = percent(walk, 60) ? STR("7KQ2 9XGM 0TBC 4HJW 7KQ2 9XGM 0TBC 4HJW") : STR("");
    walk->scene.opens_weekday = 1;
    walk->scene.opens_minute = 8 * 60;
    walk->scene.opens_in_days = 9;
    walk->scene.opens_month = 9;
    walk->scene.opens_day = 30;
    move_on(walk, screens[i]);
    look_closely(walk, "as it is found");
    look_pressed(walk);
  }
}

/* What staff see, and the sign that they hang out. */
static void look_at_staff(Walk *walk) {
  for (size_t i = 0; i < STAFF_SAMPLE_COUNT; i++) {
    walk->scene.staff = &staff_samples[i].staff;
    move_on(walk, SCREEN_STAFF);
    look_closely(walk, staff_samples[i].name);
    look_pressed(walk);
    look_opened(walk);
  }
  walk->scene.paused = true;
  move_on(walk, SCREEN_CLOSED);
  look_closely(walk, "paused");
}

static void walk_form(Salon *salon, Findings *findings, uint64_t seed, bool told) {
  Arena *arena = arena_new(0), *session = arena_new(0), *robot = arena_new(0), *scratch = arena_new(0);
  Str source = random_form(arena, seed, FORM_BY_CHANCE);
  uint64_t state = seed;
  if (told) {
    fwrite(source.ptr, 1, source.len, stdout);
  }
  Walk walk = {.salon = salon, .findings = findings, .seed = seed, .session = session, .random = random_seeded(&state)};
  walk.form = salon_form(arena, source);
  if (walk.form == NULL) {
    fail_msg("the form of seed %llu has mistakes", (unsigned long long)seed);
  }
  walk.scene = (Scene){.form = walk.form, .images = salon->images, .now_wall_ms = wall_ms};
  RobotSetup setup = {.form = walk.form, .seed = seed, .wall_ms = wall_ms, .device = STR("d")};
  int stuck = -1;
  robot_visit(robot, scratch, &setup, 0, watch, &walk, &stuck);
  look_at_the_rest(&walk);
  look_at_staff(&walk);
  salon_wipe(salon);
  arena_free(scratch);
  arena_free(robot);
  arena_free(session);
  arena_free(arena);
}

static void test_screens_by_chance(void **state) {
  (void)state;
  Salon *salon = salon_new();
  Findings findings = {.all = forms_from_argument > 0};
  uint64_t first = forms_from_argument > 0 ? seed_from_argument : 1;
  for (uint64_t seed = first; forms_from_argument > 0 ? seed < first + forms_from_argument : findings.screens < SCREENS_WANTED;
       seed++) {
    walk_form(salon, &findings, seed, forms_from_argument == 1);
  }
  printf("%zu screens\n", findings.screens);
  findings_end(&findings);
  salon_free(salon);
}

int main(int argc, char **argv) {
  seed_from_argument = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
  forms_from_argument = argc > 2 ? strtoull(argv[2], NULL, 10) : argc > 1 ? 1u : 0u;
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_screens_by_chance)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
