/* frames: what pictures cost on this machine: the heaviest screens, laid out, drawn and painted with real fonts by SDL's driver without a
 * screen, at two sizes. Prints a table; nothing is judged.
 *
 * first: the page comes up, nothing of it cached; next: every picture after that, while it is scrolled, typed into, drawn on or turned. */
#include "platform.h"
#include "survey.h"
#include "ui.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FRAMES_MAX = 200 };

typedef struct Bench {
  Arena *arena, *session;
  const Form *form;
  const Phrases *strings;
  const Theme *theme;
  Platform *platform;
  Ui *ui;
  Survey *survey;
  Scene scene;
  int64_t now_ms;
  double frames_ms[FRAMES_MAX];
  size_t frame_count;
} Bench;

static double now_in_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void die(const Err *err) {
  err_print(err, stderr);
  exit(3);
}

static double paint(Bench *bench, double begun) {
  platform_paint(bench->platform, ui_draw(bench->ui, bench->now_ms));
  return now_in_ms() - begun;
}

static void give(Bench *bench, Input input) {
  double begun = now_in_ms();
  bench->now_ms += 40;
  UiActions actions = ui_input(bench->ui, &input, bench->now_ms);
  for (size_t i = 0; i < actions.count; i++) {
    if (actions.items[i].kind == UI_ANSWER) {
      SurveyEvent event = {.kind = SURVEY_ANSWER, .cell = actions.items[i].cell, .value = actions.items[i].value};
      survey_step(bench->survey, &event);
      ui_show(bench->ui, &bench->scene, bench->now_ms);
    }
  }
  if (bench->frame_count < FRAMES_MAX) {
    bench->frames_ms[bench->frame_count++] = paint(bench, begun);
  }
}

static const Node *find(Bench *bench, const char *id) {
  size_t count;
  const Node *nodes = ui_nodes(bench->ui, &count);
  for (size_t i = 0; i < count; i++) {
    if (str_is(nodes[i].id, id)) {
      return &nodes[i];
    }
  }
  return NULL;
}

static void tap(Bench *bench, const char *id) {
  const Node *node = find(bench, id);
  if (node == NULL) {
    fprintf(stderr, "frames: there is no %s\n", id);
    exit(1);
  }
  Input input = {
      .kind = INPUT_POINTER_DOWN, .x = node->rect.x + node->rect.w / 2, .y = node->rect.y + node->rect.h / 2, .pointer = 1};
  bench->now_ms += 1000;
  give(bench, input);
  input.kind = INPUT_POINTER_UP;
  give(bench, input);
}

static void scroll(Bench *bench) {
  for (int i = 0; i < 120; i++) {
    give(bench, (Input){.kind = INPUT_WHEEL, .wheel = i / 3 % 2 == 0 ? -1 : 1});
  }
}

static void scroll_sheet(Bench *bench) {
  tap(bench, "picker");
  bench->frame_count = 0;
  scroll(bench);
}

static void type(Bench *bench) {
  static const char *const letters[] = {"m", "e", "r", " ", "t", "i", "d"};
  for (size_t i = 0; i < 70; i++) {
    give(bench, (Input){.kind = INPUT_TEXT, .text = str_from(letters[i % COUNT_OF(letters)])});
  }
}

static void type_below(Bench *bench) {
  tap(bench, "f1.field");
  bench->frame_count = 0;
  type(bench);
}

/* A finger that goes round and round in a spiral; measured is each picture towards the end, with nearly all of the points there. */
static void draw(Bench *bench) {
  enum { POINTS = 5000, MEASURED = 100 };
  const Node *paper = find(bench, "sketch");
  if (paper == NULL) {
    fprintf(stderr, "frames: there is no sketch\n");
    exit(1);
  }
  Rect at = rect_inset(paper->rect, 20);
  Input input = {.kind = INPUT_POINTER_DOWN, .pointer = 1};
  for (int i = 0; i < POINTS; i++) {
    double turn = i * 0.02, radius = 0.02 + 0.48 * i / POINTS;
    input.x = at.x + (int)(at.w * (0.5 + radius * cos(turn)));
    input.y = at.y + (int)(at.h * (0.5 + radius * sin(turn)));
    bench->frame_count = i < POINTS - MEASURED ? 0 : bench->frame_count;
    give(bench, input);
    input.kind = INPUT_POINTER_MOVE;
  }
}

/* Attract goes through the languages by itself: a whole turn of them all, picture by picture. */
static void turn(Bench *bench) {
  for (int i = 0; i < 100; i++) {
    double begun = now_in_ms();
    int64_t next = ui_deadline_ms(bench->ui, bench->now_ms);
    bench->now_ms = next == INT64_MAX ? bench->now_ms + 16 : next > bench->now_ms ? next : bench->now_ms + 16;
    ui_tick(bench->ui, bench->now_ms);
    bench->frames_ms[bench->frame_count++] = paint(bench, begun);
  }
}

typedef struct Case {
  const char *what;
  Screen screen;
  const char *page; /* the name of its first question */
  void (*act)(Bench *bench);
} Case;

static const Case cases[] = {
    {"a list of 1,698, scrolled", SCREEN_QUESTION, "kommune", scroll_sheet},
    {"a table, scrolled", SCREEN_QUESTION, "rad1", scroll},
    {"a field-list, typed into", SCREEN_QUESTION, "f1", type_below},
    {"a text, typed into", SCREEN_QUESTION, "fritekst", type},
    {"a drawing of 5,000 points", SCREEN_QUESTION, "tegning", draw},
    {"the first screen, turning", SCREEN_ATTRACT, NULL, turn},
};

static void sink_form(Sink *sink) {
  sink_z(sink, "settings: {form_id: tungt, form_title: {nb: Tungt, uk: Важко, ar: ثقيل}, version: 1, default_language: nb}\n"
               "languages: {nb: Norsk, uk: Українська, ar: {name: العربية, direction: rtl}}\nsurvey:\n"
               "  - {type: select_one kommuner, name: kommune, label: Hvilken kommune?, appearance: minimal}\n"
               "  - {type: begin_group, name: tabell, label: Hvor enig er du?, appearance: table-list}\n");
  for (int i = 1; i <= 12; i++) {
    sink_printf(
        sink, "  - {type: select_one enig, name: rad%d, label: Jeg får den hjelpen jeg trenger når det er mye å gjøre %d}\n", i, i);
  }
  sink_z(sink, "  - {type: end_group}\n  - {type: begin_group, name: liste, label: Om deg, appearance: field-list}\n");
  for (int i = 1; i <= 6; i++) {
    sink_printf(sink, "  - {type: text, name: f%d, label: Hva tenker du om dette spørsmålet nummer %d?}\n", i, i);
  }
  sink_z(sink,
         "  - {type: end_group}\n  - {type: text, name: fritekst, label: Fortell, appearance: multiline}\n"
         "  - {type: image, name: tegning, label: Tegn, appearance: draw}\nchoices:\n"
         "  enig: [{name: a, label: Helt uenig}, {name: b, label: Uenig}, {name: c, label: Verken eller}, {name: d, label: Enig}, "
         "{name: e, label: Helt enig}]\n  kommuner:\n");
  for (int i = 0; i < 1698; i++) {
    sink_printf(sink, "    - {name: k%d, label: Kommune nummer %d i landet}\n", i, i);
  }
}

static void read_all(Bench *bench) {
  Diags diags = diags_new(bench->arena);
  Err err = {0};
  Buffer buffer = buffer_new(bench->arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_form(&sink);
  bench->form = form_parse_yaml(bench->arena, buffer_view(&buffer), "frames.yaml", &diags);
  bench->strings = ui_phrases_load(bench->arena, "assets/strings", &diags, &err);
  Str theme;
  if (file_read(bench->arena, "assets/themes/light.yaml", 100000, &theme, &err) != STATUS_OK) {
    die(&err);
  }
  bench->theme = theme_parse(bench->arena, theme, "light.yaml", &diags);
  if (bench->form == NULL || bench->strings == NULL || bench->theme == NULL) {
    diags_print(&diags, stderr);
    exit(1);
  }
}

static void open_display(Bench *bench, int width_px, int height_px) {
  Err err = {0};
  PlatformSetup setup = {.width_px = width_px, .height_px = height_px, .width_mm = 476, .height_mm = 268, .font_family = "Inter"};
  if (platform_open(&setup, &bench->platform, &err) != STATUS_OK) {
    die(&err);
  }
  UiSetup ui = {.theme = bench->theme,
                .strings = bench->strings,
                .metrics = platform_metrics(bench->platform),
                .display = platform_display(bench->platform)};
  bench->ui = ui_new(&ui);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void measure(Bench *bench, const Case *measured, int width_px, int height_px) {
  bench->session = arena_new(0);
  open_display(bench, width_px, height_px);
  bench->survey = survey_new(bench->session, &(SurveySetup){.form = bench->form, .clock = clock_system()});
  while (measured->page != NULL &&
         !str_is(bench->form->questions[survey_question(bench->survey, survey_current(bench->survey))].name, measured->page)) {
    survey_step(bench->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
  }
  bench->scene = (Scene){.screen = measured->screen, .form = bench->form, .survey = bench->survey};
  bench->frame_count = 0;
  bench->now_ms = 1000;
  double begun = now_in_ms();
  ui_show(bench->ui, &bench->scene, bench->now_ms);
  double first_ms = paint(bench, begun);
  measured->act(bench);
  qsort(bench->frames_ms, bench->frame_count, sizeof *bench->frames_ms, by_size);
  printf("%-28s %5dx%-5d %8.2f %8.2f %8.2f\n", measured->what, width_px, height_px, first_ms,
         bench->frames_ms[bench->frame_count / 2], bench->frames_ms[bench->frame_count * 95 / 100]);
  fflush(stdout);
  ui_free(bench->ui);
  platform_close(bench->platform);
  arena_free(bench->session);
}

int main(void) {
  static const int sizes[][2] = {{1920, 1080}, {3840, 2160}};
  setenv("SDL_VIDEODRIVER", "dummy", 0);
  Bench bench = {.arena = arena_new(0)};
  read_all(&bench);
  printf("%-28s %-11s %8s %8s %8s\n", "milliseconds", "", "first", "median", "p95");
  for (size_t i = 0; i < COUNT_OF(cases) * COUNT_OF(sizes); i++) {
    const int *size = sizes[i % COUNT_OF(sizes)];
    measure(&bench, &cases[i / COUNT_OF(sizes)], size[0], size[1]);
  }
  arena_free(bench.arena);
  return 0;
}
