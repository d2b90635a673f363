/* What lint guesses of lengths without a font, held against the kiosk with real ones: each choice that ships, and made-up long words, at the
 * largest letters on small displays. A guess is right when it says of a choice whether the kiosk breaks a word of it, and whether it
 * takes more lines than three. Words of a scale in a row are guessed as if below one another: they never break, and lines are few. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lengths.h"
#include "phrases.h"
#include "platform.h"
#include "robot.h"
#include "theme.h"
#include "ui.h"

enum { VISITS = 12, LINES_MAX = 3, SEEN_MAX = 4000 };

typedef struct Tally {
  size_t choices, right, missed, false_alarms;
  size_t bad, same_lines; /* too long in the kiosk; and as many lines as were guessed */
} Tally;

typedef struct Watch {
  const Form *form;
  Ui *ui;
  LengthsModel model;
  bool seen[SEEN_MAX];
  Tally tally;
} Watch;

static bool is_inside(Rect inner, Rect outer) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x < outer.x + outer.w && inner.y < outer.y + outer.h;
}

static bool holds(Str line, Str word) {
  for (size_t at = 0; at + word.len <= line.len; at++)
    if (memcmp(line.ptr + at, word.ptr, word.len) == 0) return true;
  return false;
}

/* Those of the label, not of a button that it is scrolled under. */
static size_t lines_of(const DrawList *list, Rect rect, Str label, Str lines[], size_t most) {
  size_t count = 0;
  for (size_t i = 0; i < list->count && count < most; i++)
    if (list->items[i].kind == DRAW_TEXT && is_inside(list->items[i].rect, rect) && holds(label, list->items[i].text))
      lines[count++] = list->items[i].text;
  return count;
}

/* Is there a word that no line has whole? Behind hyphens lines may end. */
static bool is_broken(Str label, const Str lines[], size_t count) {
  for (Str word = str_next_word(&label); word.len; word = str_next_word(&label)) {
    bool whole = memchr(word.ptr, '-', word.len) || memchr(word.ptr, '/', word.len);
    for (size_t i = 0; i < count && !whole; i++)
      whole = holds(lines[i], word);
    if (!whole) return true;
  }
  return false;
}

static void compare(Watch *watch, const Question *question, const Choice *choice, int language_ix, const DrawList *list,
                    Rect rect) {
  enum { MOST = 40 };
  Str lines[MOST];
  const Str label = text_in(watch->form, choice->label, language_ix);
  const size_t count = lines_of(list, rect, label, lines, MOST);
  if (count == 0 || holds(label, STR("${"))) return; /* out of sight */
  const double width_mm = lengths_choice_mm(&watch->model, watch->form, question, language_ix);
  const LengthsGuess guess = lengths_guess(label, watch->model.body, width_mm);
  const bool real = is_broken(label, lines, count) || count > LINES_MAX;
  const bool guessed = guess.broken.len > 0 || guess.lines > LINES_MAX;
  watch->tally.choices++;
  watch->tally.right += real == guessed;
  watch->tally.bad += real;
  watch->tally.same_lines += count == (size_t)guess.lines;
  watch->tally.missed += real && !guessed;
  watch->tally.false_alarms += guessed && !real;
  if (real != guessed && getenv("LENGTHS_TELL"))
    printf("%s " STR_FMT "/" STR_FMT ": " STR_FMT " (%zu lines drawn, %d guessed)\n", real ? "missed" : "false",
           STR_ARG(question->name), STR_ARG(choice->name), STR_ARG(label), count, guess.lines);
}

static const Node *find_node(const Node *nodes, size_t count, Str question, Str choice) {
  char alone[128], among[256];
  snprintf(alone, sizeof alone, "answer." STR_FMT, STR_ARG(choice));
  snprintf(among, sizeof among, STR_FMT ".answer." STR_FMT, STR_ARG(question), STR_ARG(choice));
  for (size_t i = 0; i < count; i++)
    if (str_is(nodes[i].id, alone) || str_is(nodes[i].id, among)) return &nodes[i];
  return NULL;
}

static bool is_whole(const Node *node) {
  return node->rect.y >= node->clip.y && node->rect.y + node->rect.h <= node->clip.y + node->clip.h;
}

static void look(void *context, const RobotStep *step) {
  Watch *watch = context;
  if (survey_is_over(step->survey)) return;
  const SurveyPage page = survey_page(step->survey);
  if (page.kind != PAGE_QUESTIONS || page.cell_count != 1) return;
  const int question_ix = survey_question(step->survey, page.cells[0]), language_ix = survey_language(step->survey);
  const Question *question = &watch->form->questions[question_ix];
  const ChoiceList *list = form_choices(watch->form, question);
  const size_t number = (size_t)question_ix * watch->form->language_count + (size_t)language_ix;
  if (!list || watch->seen[number] || question->appearance & (APPEARANCE_NPS | APPEARANCE_STARS)) return; /* numbers and stars */
  watch->seen[number] = true;
  const Scene scene = {.screen = SCREEN_QUESTION, .form = watch->form, .language_ix = language_ix, .survey = step->survey};
  ui_show(watch->ui, &scene, (int64_t)number * 10000);
  const DrawList *drawn = ui_draw(watch->ui, (int64_t)number * 10000 + 5000);
  size_t count;
  const Node *nodes = ui_nodes(watch->ui, &count);
  for (size_t i = 0; i < list->count; i++) {
    const Node *node = find_node(nodes, count, question->name, list->choices[i].name);
    if (node && is_whole(node)) compare(watch, question, &list->choices[i], language_ix, drawn, node->rect);
  }
}

static Tally measure(Platform *platform, const char *path, int width_px, int height_px, LengthsDisplay display) {
  Arena *arena = arena_new(0), *session = arena_new(0), *scratch = arena_new(0);
  Diags diags = diags_new(arena);
  Err err = {0};
  Str source;
  Watch watch = {.model = lengths_model(display)};
  assert_int_equal(form_load(arena, path, &diags, &watch.form, &err), STATUS_OK);
  assert_true(watch.form->question_count * watch.form->language_count < SEEN_MAX);
  assert_int_equal(file_read(arena, "assets/themes/light.yaml", 100000, &source, &err), STATUS_OK);
  const UiSetup ui = {.theme = theme_parse(arena, source, "light.yaml", &diags),
                      .strings = ui_phrases_load(arena, "assets/strings", &diags, &err),
                      .metrics = platform_metrics(platform),
                      .display = {width_px, height_px, width_px / display.width_mm},
                      .reduced_motion = true,
                      .text_size = (TextSize)(TEXT_SIZE_COUNT - 1)};
  watch.ui = ui_new(&ui);
  const RobotSetup robot = {.form = watch.form, .seed = 1, .wall_ms = 1795264200000, .device = STR("robot")};
  for (size_t i = 0; i < VISITS; i++) {
    int stuck_cell;
    robot_visit(session, scratch, &robot, i, look, &watch, &stuck_cell);
    arena_rewind(session);
    arena_rewind(scratch);
  }
  ui_free(watch.ui);
  arena_free(scratch);
  arena_free(session);
  arena_free(arena);
  return watch.tally;
}

static void test_guesses_agree_with_the_kiosk(void **state) {
  (void)state;
  static const char *const FORMS[] = {"forms/samling.yaml", "forms/kandidat.yaml", "forms/oppfolging.yaml",
                                      "forms/mentor.yaml",  "forms/workshop.yaml", "tests/lint/forms/lange_ord.yaml"};
  const struct {
    int width_px, height_px;
    LengthsDisplay display;
  } DISPLAYS[] = {{800, 480, lengths_seven_inch}, {1024, 600, {154, 90.2}}, {1280, 800, lengths_ten_inch}};
  Platform *platform;
  Err err = {0};
  const PlatformSetup setup = {.width_px = 800, .height_px = 480, .width_mm = 154, .font_family = "Inter"};
  if (platform_open(&setup, &platform, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Tally all = {0};
  for (size_t d = 0; d < COUNT_OF(DISPLAYS); d++)
    for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
      const Tally tally = measure(platform, FORMS[i], DISPLAYS[d].width_px, DISPLAYS[d].height_px, DISPLAYS[d].display);
      printf("%dx%d %s: %zu choices, %zu right, %zu missed, %zu false alarms\n", DISPLAYS[d].width_px, DISPLAYS[d].height_px,
             FORMS[i], tally.choices, tally.right, tally.missed, tally.false_alarms);
      all.choices += tally.choices;
      all.right += tally.right;
      all.bad += tally.bad;
      all.missed += tally.missed;
      all.same_lines += tally.same_lines;
    }
  platform_close(platform);
  printf("%zu of %zu agree; of %zu that are too long %zu are found; of %zu the number of lines is right\n", all.right, all.choices,
         all.bad, all.bad - all.missed, all.same_lines);
  assert_true(all.choices > 500 && all.bad >= 15);
  assert_true(all.right * 100 >= all.choices * 97 && all.missed * 10 <= all.bad && all.same_lines * 100 >= all.choices * 85);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_guesses_agree_with_the_kiosk)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
