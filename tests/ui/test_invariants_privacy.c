/* Whoever looks over a shoulder from where words cannot be read learns nothing: whatever the answer, all stands in its place, and Next
 * says the same. */
#include "findings.h"
#include "random_form.h"
#include "robot.h"
#include "salon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { FORMS = 80, NODES_MAX = 1024 };

static const int64_t wall_ms = 1795264200000;

typedef struct NodePlace {
  Rect rect, clip;
  char id[64], next[64];
} NodePlace;

typedef struct Room {
  Salon *salon;
  Findings *findings;
  const Form *form;
  Arena *session;
  Survey *survey;
  Scene scene;
  Ui *ui;
  Random random, survey_random;
  uint64_t seed, chance;
  ManualClock clock;
  NodePlace places[NODES_MAX];
  size_t place_count;
  char where[200];
} Room;

static void show(Room *room) {
  room->scene.language_ix = survey_language(room->survey);
  ui_show(room->ui, &room->scene, 0);
  ui_draw(room->ui, 0);
}

static void remember(Room *room) {
  size_t count = 0;
  const Node *nodes = ui_nodes(room->ui, &count);
  assert_true(count <= NODES_MAX);
  room->place_count = count;
  for (size_t i = 0; i < count; i++) {
    NodePlace *place = &room->places[i];
    place->rect = nodes[i].rect;
    place->clip = nodes[i].clip;
    snprintf(place->id, sizeof place->id, STR_FMT, STR_ARG(nodes[i].id));
    bool next = str_is(nodes[i].id, "next");
    snprintf(place->next, sizeof place->next, STR_FMT, STR_ARG(next ? nodes[i].label : STR("")));
  }
}

static bool same(Rect a, Rect b) {
  return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

/* Words that say the answer are as long as it is, but stand where they stand. */
static bool stays(const NodePlace *place, const Node *node) {
  bool words = node->role == ROLE_TEXT && !node->takes_input;
  bool there = words ? place->rect.x == node->rect.x && place->rect.y == node->rect.y : same(place->rect, node->rect);
  return there && same(place->clip, node->clip) && str_is(node->id, place->id);
}

static void compare(Room *room) {
  size_t count = 0;
  const Node *nodes = ui_nodes(room->ui, &count);
  room->findings->screens++;
  room->findings->where = room->where;
  if (count != room->place_count) {
    findings_add(room->findings, RULE_PRIVACY, "%zu nodes after one answer, %zu after another", room->place_count, count);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    const NodePlace *place = &room->places[i];
    bool next = str_is(nodes[i].id, "next");
    if (!stays(place, &nodes[i]) || (next && !str_is(nodes[i].label, place->next))) {
      findings_add(room->findings, RULE_PRIVACY, STR_FMT " at %d,%d %dx%d, %s at %d,%d %dx%d after another answer",
                   STR_ARG(nodes[i].id), nodes[i].rect.x, nodes[i].rect.y, nodes[i].rect.w, nodes[i].rect.h, place->id,
                   place->rect.x, place->rect.y, place->rect.w, place->rect.h);
      return;
    }
  }
}

/* Another answer of the same kind and extent; empty: there is none. */
static Value another(Room *room, const Question *question, Value value) {
  const ChoiceList *list = form_choices(room->form, question);
  if (question->kind == QUESTION_SELECT_ONE) {
    const Choice *choice = &list->choices[random_below(&room->random, (uint32_t)list->count)];
    return value_text(choice->name);
  }
  if (question->kind == QUESTION_SELECT_MULTIPLE && value.list.count == 1) {
    Str *items = ARENA_ARRAY(room->session, Str, 1);
    items[0] = list->choices[random_below(&room->random, (uint32_t)list->count)].name;
    return value_list(items, 1);
  }
  if (question->kind == QUESTION_RANK) {
    Str *items = ARENA_ARRAY(room->session, Str, value.list.count);
    for (size_t i = 0; i < value.list.count; i++) {
      items[i] = value.list.items[value.list.count - 1 - i];
    }
    return value_list(items, value.list.count);
  }
  if (question->kind == QUESTION_RANGE) {
    return value_number(value.number > question->range.start ? question->range.start
                                                             : question->range.start + question->range.step);
  }
  if (value.kind == VALUE_DATE || value.kind == VALUE_DATETIME) {
    value.days += 1000;
    return value;
  }
  return VALUE_NONE;
}

static void try_both(Room *room, const SurveyEvent *event) {
  const Question *question = &room->form->questions[survey_question(room->survey, event->cell)];
  Value other = value_is_empty(event->value) ? VALUE_NONE : another(room, question, event->value);
  int display_ix = (int)random_below(&room->random, SALON_DISPLAY_COUNT);
  size_t theme_ix = random_below(&room->random, (uint32_t)room->salon->theme_count);
  room->ui = room->salon->uis[theme_ix][random_below(&room->random, TEXT_SIZE_COUNT)];
  ui_wipe(room->ui);
  ui_resize(room->ui, salon_display((size_t)display_ix));
  show(room);
  if (!value_is_empty(other)) {
    SurveyEvent first = *event;
    first.value = other;
    survey_step(room->survey, &first);
    show(room);
    remember(room);
  }
  survey_step(room->survey, event);
  show(room);
  if (!value_is_empty(other)) {
    snprintf(room->where, sizeof room->where, "seed %llu, question " STR_FMT " (%s), %s", (unsigned long long)room->seed,
             STR_ARG(question->name), form_type(question->kind)->name, salon_displays[display_ix].what);
    compare(room);
  }
}

static void watch(void *context, const RobotStep *step) {
  Room *room = context;
  if (step->step == 0) {
    room->clock = clock_manual(wall_ms);
    room->chance = step->chance;
    room->survey_random = random_seeded(&room->chance);
    room->survey = survey_new(room->session, &(SurveySetup){.form = room->form,
                                                            .language_ix = step->events[0].language_ix,
                                                            .clock = &room->clock.clock,
                                                            .random = &room->survey_random});
    room->scene = (Scene){.screen = SCREEN_QUESTION,
                          .form = room->form,
                          .survey = room->survey,
                          .images = room->salon->images,
                          .now_wall_ms = wall_ms};
    return;
  }
  for (size_t i = 0; i < step->event_count; i++) {
    if (step->events[i].kind == SURVEY_ANSWER) {
      try_both(room, &step->events[i]);
    } else {
      survey_step(room->survey, &step->events[i]);
    }
  }
}

static void test_nothing_moves(void **state) {
  (void)state;
  static Room room;
  Findings findings = {0};
  Salon *salon = salon_new();
  for (uint64_t seed = 1; seed <= FORMS; seed++) {
    Arena *arena = arena_new(0), *robot = arena_new(0), *scratch = arena_new(0);
    uint64_t chance = seed;
    room = (Room){.salon = salon, .findings = &findings, .seed = seed, .random = random_seeded(&chance)};
    room.session = arena_new(0);
    room.form = salon_form(arena, random_form(arena, seed, FORM_BY_CHANCE));
    assert_non_null(room.form);
    int stuck = -1;
    RobotSetup setup = {.form = room.form, .seed = seed, .wall_ms = wall_ms};
    robot_visit(robot, scratch, &setup, 0, watch, &room, &stuck);
    salon_wipe(salon);
    arena_free(room.session);
    arena_free(scratch);
    arena_free(robot);
    arena_free(arena);
  }
  printf("%zu pairs of answers\n", findings.screens);
  assert_true(findings.screens > FORMS * 2);
  findings_end(&findings);
  salon_free(salon);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_nothing_moves)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
