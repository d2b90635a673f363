/* The same form, word for word, from left to right and from right to left: everything stands where a mirror would show it, but for what
 * keeps its order within a panel (a keyboard, the hours and minutes of a time). */
#include "findings.h"
#include "random_form.h"
#include "robot.h"
#include "salon.h"
#include "staff_samples.h"

#include "build.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { FORMS = 60 };

static const int64_t wall_ms = 1795264200000;

typedef struct Side {
  const Form *form;
  Survey *survey;
  Scene scene;
  Ui *ui;
  uint64_t chance;
  Random random;
  ManualClock clock;
} Side;

typedef struct Pair {
  Salon *salon;
  Findings *findings;
  Arena *session;
  Side sides[2]; /* from left to right, from right to left */
  Random random;
  uint64_t seed;
  int page;
  size_t display_ix;
  char where[200];
} Pair;

static Rect mirrored(Rect r, int width) {
  r.x = width - r.x - r.w;
  return r;
}

static bool same(Rect a, Rect b) {
  return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static void differ(Pair *pair, Str what, Rect a, Rect b) {
  findings_add(pair->findings, RULE_MIRROR, STR_FMT ": %d,%d %dx%d; mirrored %d,%d %dx%d", STR_ARG(what), a.x, a.y, a.w, a.h, b.x,
               b.y, b.w, b.h);
}

/* Hours stand left of minutes in every script: where each has its - and + beside it, the two change places. */
static bool is_of_a_time(Str id) {
  for (size_t i = 0; i < id.len; i++) {
    Str rest = {id.ptr + i, id.len - i};
    bool begins = i == 0 || id.ptr[i - 1] == '.';
    if (begins && (str_starts_with(rest, STR("hour")) || str_starts_with(rest, STR("minute")))) {
      return true;
    }
  }
  return false;
}

/* A panel is mirrored as a whole; what stands in it keeps its distance to the panel's edge. */
static void check_node(Pair *pair, const Node *a, const Node *b, int width) {
  Rect wanted = mirrored(a->rect, width);
  if (!rect_is_empty(a->ink->panel)) {
    wanted = a->rect;
    wanted.x += mirrored(a->ink->panel, width).x - a->ink->panel.x;
  }
  if (!str_equal(a->id, b->id) || (!same(b->rect, wanted) && !is_of_a_time(a->id))) {
    differ(pair, a->id, a->rect, b->rect);
  }
}

/* What is typed runs as its own letters do, and what is drawn is the visitor's: neither is mirrored. */
static bool keeps_its_side(const Node *node) {
  const NodeInk *ink = node->ink;
  return !rect_is_empty(ink->panel) || ink->field != NULL || ink->sketch != NULL || is_of_a_time(node->id);
}

static bool in_a_panel(const Node *nodes, size_t count, Rect r) {
  for (size_t i = 0; i < count; i++) {
    Rect both = rect_intersect(rect_inset(nodes[i].rect, -12), r);
    if (keeps_its_side(&nodes[i]) && both.w == r.w && both.h == r.h) {
      return true;
    }
  }
  return false;
}

/* In whatever order: a face's left eye is the mirror image of its right one. What stands in the middle may be a pixel off. */
static bool stands_mirrored(const DrawList *list, const DrawCommand *command, int width) {
  Rect wanted = mirrored(command->rect, width);
  for (size_t i = 0; i < list->count; i++) {
    const DrawCommand *c = &list->items[i];
    int off = c->rect.x - wanted.x;
    if (c->kind == command->kind && off >= -1 && off <= 1 && c->rect.y == wanted.y && c->rect.w == wanted.w &&
        c->rect.h == wanted.h) {
      return true;
    }
  }
  return false;
}

static void check_painted(Pair *pair, const Node *nodes, size_t count, int width) {
  const DrawList *a = ui_draw(pair->sides[0].ui, 0), *b = ui_draw(pair->sides[1].ui, 0);
  if (a->count != b->count) {
    findings_add(pair->findings, RULE_MIRROR, "%zu commands; mirrored %zu", a->count, b->count);
    return;
  }
  for (size_t i = 0; i < a->count; i++) {
    const DrawCommand *c = &a->items[i];
    if (!stands_mirrored(b, c, width) && !in_a_panel(nodes, count, c->rect)) {
      differ(pair, c->kind == DRAW_TEXT ? c->text : STR("a mark"), c->rect, b->items[i].rect);
    }
  }
}

static void compare(Pair *pair) {
  Display display = salon_display(pair->display_ix);
  Side *sides = pair->sides;
  snprintf(pair->where, sizeof pair->where, "seed %llu, page %d, %s, %s", (unsigned long long)pair->seed, pair->page,
           ui_screen_name(sides[0].ui), salon_displays[pair->display_ix].what);
  pair->findings->where = pair->where;
  pair->findings->screens++;
  size_t counts[2];
  const Node *nodes[2];
  for (size_t i = 0; i < 2; i++) {
    ui_draw(sides[i].ui, 0);
    nodes[i] = ui_nodes(sides[i].ui, &counts[i]);
  }
  if (counts[0] != counts[1]) {
    findings_add(pair->findings, RULE_MIRROR, "%zu nodes; mirrored %zu", counts[0], counts[1]);
    return;
  }
  for (size_t i = 0; i < counts[0]; i++) {
    check_node(pair, &nodes[0][i], &nodes[1][i], display.width_px);
  }
  check_painted(pair, nodes[0], counts[0], display.width_px);
}

static void show(Pair *pair, Screen screen) {
  pair->display_ix = random_below(&pair->random, SALON_DISPLAY_COUNT);
  size_t theme_ix = random_below(&pair->random, (uint32_t)pair->salon->theme_count);
  for (size_t i = 0; i < 2; i++) {
    Side *side = &pair->sides[i];
    side->ui = pair->salon->pairs[theme_ix][i];
    ui_wipe(side->ui);
    ui_resize(side->ui, salon_display(pair->display_ix));
    side->scene.screen = screen;
    ui_show(side->ui, &side->scene, 0);
  }
  compare(pair);
}

static void begin(Pair *pair, const RobotStep *step) {
  for (size_t i = 0; i < 2; i++) {
    Side *side = &pair->sides[i];
    side->clock = clock_manual(wall_ms);
    side->chance = step->chance;
    side->random = random_seeded(&side->chance);
    side->survey =
        survey_new(pair->session, &(SurveySetup){.form = side->form, .clock = &side->clock.clock, .random = &side->random});
    side->scene = (Scene){.form = side->form,
                          .survey = side->survey,
                          .images = pair->salon->images,
                          .now_wall_ms = wall_ms,
                          .may_continue = pair->seed % 2 == 0};
  }
  show(pair, SCREEN_ATTRACT);
}

static void watch(void *context, const RobotStep *step) {
  Pair *pair = context;
  if (step->step == 0) {
    begin(pair, step);
    return;
  }
  pair->page++;
  show(pair, SCREEN_QUESTION);
  for (size_t i = 0; i < step->event_count; i++) {
    if (i > 0 && step->events[i].kind != SURVEY_ANSWER) {
      show(pair, SCREEN_QUESTION);
    }
    for (size_t k = 0; k < 2; k++) {
      survey_step(pair->sides[k].survey, &step->events[i]);
    }
  }
}

static void show_staff(Pair *pair) {
  for (size_t i = 0; i < STAFF_SAMPLE_COUNT; i++) {
    pair->sides[0].scene.staff = pair->sides[1].scene.staff = &staff_samples[i].staff;
    show(pair, SCREEN_STAFF);
  }
  pair->sides[0].scene.paused = pair->sides[1].scene.paused = true;
  show(pair, SCREEN_CLOSED);
}

static void test_mirror_image(void **state) {
  (void)state;
  static uint8_t modules[29 * 29] = {1};
  Salon *salon = salon_new();
  Findings findings = {0};
  for (uint64_t seed = 1; seed <= FORMS; seed++) {
    Arena *arena = arena_new(0), *session = arena_new(0), *robot = arena_new(0), *scratch = arena_new(0);
    uint64_t chance = seed;
    Pair pair = {.salon = salon, .findings = &findings, .session = session, .seed = seed, .random = random_seeded(&chance)};
    pair.sides[0].form = salon_form(arena, random_form(arena, seed, FORM_PLAIN));
    pair.sides[1].form = salon_form(arena, random_form(arena, seed, FORM_MIRRORED));
    assert_non_null(pair.sides[0].form);
    assert_non_null(pair.sides[1].form);
    int stuck = -1;
    RobotSetup setup = {.form = pair.sides[0].form, .seed = seed, .wall_ms = wall_ms};
    robot_visit(robot, scratch, &setup, 0, watch, &pair, &stuck);
    for (size_t i = 0; i < 2; i++) {
      pair.sides[i].scene.qr_modules = modules;
      pair.sides[i].scene.qr_side = 29;
      pair.sides[i].scene.qr_address = STR("svar.fjordby.kommune.no");
      pair.sides[i].scene.qr_code = STR("7KQ2 9XGM 0TBC 4HJW");
    }
    show(&pair, SCREEN_THANKS);
    show(&pair, SCREEN_HANDOVER);
    show(&pair, SCREEN_IDLE);
    show_staff(&pair);
    salon_wipe(salon);
    arena_free(scratch);
    arena_free(robot);
    arena_free(session);
    arena_free(arena);
  }
  printf("%zu screens\n", findings.screens);
  findings_end(&findings);
  salon_free(salon);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_mirror_image)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
