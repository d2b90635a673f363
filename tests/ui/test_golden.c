/* Every type and appearance, and every other screen, against its reference: nodes in two directions, two formats and two sizes of letters,
 * and the drawing list of one of them. Text metrics are the stage's, so nothing depends on fonts.
 *
 * The references are golden/NAME.txt. What differs, is missing or is left over fails; only tools/regold writes them, by
 *
 *   test_ui_golden write */
#include "golden_cases.h"
#include "screen_text.h"
#include "staff_samples.h"
#include "stage.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const char form_path[] = "tests/play/forms/alle.yaml";
static const char folder[] = "tests/ui/golden";
static bool writes;

typedef struct Variant {
  const char *what;
  StageSetup setup;
} Variant;

#define LANDSCAPE .form_path = form_path, .width_px = 1280, .height_px = 800, .width_mm = 217 /* 10.1 inch */
#define PORTRAIT  .form_path = form_path, .width_px = 600, .height_px = 1024, .width_mm = 90  /* 7 inch */

static const Variant variants[] = {
    {"nb, landscape", {LANDSCAPE, .language = "nb"}},
    {"ar, landscape", {LANDSCAPE, .language = "ar"}},
    {"nb, landscape, largest letters", {LANDSCAPE, .language = "nb", .text_size = TEXT_LARGEST}},
    {"ar, landscape, largest letters", {LANDSCAPE, .language = "ar", .text_size = TEXT_LARGEST}},
    {"nb, portrait", {PORTRAIT, .language = "nb"}},
    {"ar, portrait", {PORTRAIT, .language = "ar"}},
    {"nb, portrait, largest letters", {PORTRAIT, .language = "nb", .text_size = TEXT_LARGEST}},
    {"ar, portrait, largest letters", {PORTRAIT, .language = "ar", .text_size = TEXT_LARGEST}},
};

static const Image *find_image(void *context, Str path) {
  (void)context;
  (void)path;
  static const uint32_t pixels[240 * 180] = {0};
  static const Image image = {240, 180, pixels, 1};
  return &image;
}

static bool is_on(const Stage *stage, const char *page) {
  SurveyPageKind kind = survey_page(stage->survey).kind;
  return kind == PAGE_REPEAT ? strcmp(page, "repeat") == 0
         : kind == PAGE_REVIEW
             ? strcmp(page, "review") == 0
             : str_is(stage->form->questions[survey_question(stage->survey, survey_page(stage->survey).cells[0])].name, page);
}

static void answer(Stage *stage, int cell, Value value) {
  survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = cell, .value = value});
}

/* The shortest answer that will do, where there must be one. */
static void answer_required(Stage *stage, int cell) {
  const Question *question = &stage->form->questions[survey_question(stage->survey, cell)];
  const ChoiceList *list = form_choices(stage->form, question);
  if (survey_is_required(stage->survey, cell)) {
    bool number = question->kind == QUESTION_INTEGER || question->kind == QUESTION_DECIMAL;
    answer(stage, cell, number ? value_number(7) : value_text(list != NULL ? list->choices[0].name : STR("OK")));
  }
}

/* Goes on from the page; what was refused there is taken back. */
static void pass(Stage *stage) {
  int serial = survey_page(stage->survey).serial;
  for (int attempt = 0; attempt < 2 && !survey_is_over(stage->survey) && survey_page(stage->survey).serial == serial; attempt++) {
    for (size_t i = 0; survey_page(stage->survey).kind == PAGE_QUESTIONS && i < survey_page(stage->survey).cell_count; i++) {
      int cell = survey_page(stage->survey).cells[i];
      if (attempt > 0) {
        answer(stage, cell, VALUE_NONE);
      }
      answer_required(stage, cell);
    }
    survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
  }
}

static void go_to(Stage *stage, const char *page) {
  for (int i = 0; i < 100 && !is_on(stage, page); i++) {
    pass(stage);
    if (survey_is_over(stage->survey)) {
      break;
    }
  }
  if (survey_is_over(stage->survey) || !is_on(stage, page)) {
    fail_msg("no page %s after the one before", page);
  }
}

static void show(Stage *stage, const GoldenCase *shown) {
  static uint8_t modules[29 * 29] = {1, 0, 1};
  bool code = shown->phone || shown->screen == SCREEN_THANKS;
  stage->scene.qr_modules = code ? modules : NULL;
  stage->scene.qr_side = 29;
  stage->scene.qr_address = shown->phone ? STR("svar.example.no") : STR("");
  stage->scene.qr_code = shown->phone && shown->screen != SCREEN_ATTRACT ? STR("7KQ2 9XGM 0TBC 4HJW") : STR("");
  stage->scene.qr_minutes = 15;
  stage->scene.may_continue = shown->phone;
  stage->scene.idle_seconds_left = 17;
  stage->scene.opens_weekday = 1;
  stage->scene.opens_minute = 8 * 60 + 30;
  stage->scene.opens_in_days = 1;
  stage->scene.staff = shown->staff != NULL ? staff_sample(shown->staff) : NULL;
  stage->scene.paused = shown->paused;
  if (shown->page != NULL) {
    go_to(stage, shown->page);
  }
  stage_screen(stage, SCREEN_FAULT); /* whatever the case before has opened is shut */
  stage_screen(stage, shown->screen);
}

static void touch(Stage *stage, const GoldenCase *shown, const char *const *taps, size_t count) {
  for (size_t i = 0; i < count && taps[i] != NULL; i++) {
    if (taps[i][0] == '?' && stage_find(stage, taps[i] + 1) == NULL) {
      continue;
    }
    if (taps[i][0] == '?') {
      stage_tap(stage, taps[i] + 1);
    } else if (taps[i][0] == '=') {
      stage_type(stage, taps[i] + 1);
    } else {
      if (stage_find(stage, taps[i]) == NULL) {
        fail_msg("%s: there is no %s to tap", shown->name, taps[i]);
      }
      stage_scroll_to(stage, taps[i]);
      stage_tap(stage, taps[i]);
    }
  }
}

static Stage open_stage(const Variant *variant) {
  Stage stage = stage_new(&variant->setup);
  stage.scene.images.find = find_image;
  return stage;
}

/* What each case looks like, a buffer each. */
static void describe_variant(const Variant *variant, Buffer *out) {
  Stage stage = open_stage(variant);
  for (size_t i = 0; i < golden_case_count; i++) {
    const GoldenCase *shown = &golden_cases[i];
    Sink sink = sink_to_buffer(&out[i]);
    show(&stage, shown);
    touch(&stage, shown, shown->opens, COUNT_OF(shown->opens));
    const StageSetup *setup = &variant->setup;
    sink_printf(&sink, "== %s: %s %dx%d\n", variant->what, ui_screen_name(stage.ui), setup->width_px, setup->height_px);
    screen_text_nodes(stage.ui, &sink);
  }
  stage_free(&stage);
}

static void describe_answered(Buffer *out) {
  Stage stage = open_stage(&variants[0]);
  for (size_t i = 0; i < golden_case_count; i++) {
    const GoldenCase *shown = &golden_cases[i];
    Sink sink = sink_to_buffer(&out[i]);
    show(&stage, shown);
    touch(&stage, shown, shown->opens, COUNT_OF(shown->opens));
    touch(&stage, shown, shown->taps, COUNT_OF(shown->taps));
    if (shown->taps[0] != NULL) {
      sink_printf(&sink, "== %s: after", variants[0].what);
      for (size_t k = 0; k < COUNT_OF(shown->taps) && shown->taps[k] != NULL; k++) {
        sink_printf(&sink, " %s", shown->taps[k]);
      }
      sink_z(&sink, "\n");
      screen_text_nodes(stage.ui, &sink);
    }
    sink_z(&sink, "== the same as it is drawn\n");
    draw_print(ui_draw(stage.ui, stage.now_ms), &sink);
  }
  stage_free(&stage);
}

static Str path_of(Arena *arena, const char *name) {
  return arena_printf(arena, "%s/%s.txt", folder, name);
}

static Str line_at(Str text, size_t at) {
  size_t end = at;
  while (end < text.len && text.ptr[end] != '\n') {
    end++;
  }
  return (Str){text.ptr + at, end - at};
}

/* The first line that differs, with its number. */
static void tell_difference(const char *path, Str wanted, Str found) {
  size_t same = 0, line = 1, start = 0;
  while (same < wanted.len && same < found.len && wanted.ptr[same] == found.ptr[same]) {
    if (wanted.ptr[same++] == '\n') {
      line++;
      start = same;
    }
  }
  Str a = line_at(wanted, start), b = line_at(found, start);
  fprintf(stderr, "%s:%zu: is not what is shown\n  reference: " STR_FMT "\n  shown:     " STR_FMT "\n", path, line, STR_ARG(a),
          STR_ARG(b));
}

static bool compare(Arena *arena, const char *name, Str found) {
  Str path = path_of(arena, name), wanted;
  Err err = {0};
  if (file_read(arena, path.ptr, 1000000, &wanted, &err) != STATUS_OK) {
    fprintf(stderr, "%s: there is no such reference\n", path.ptr);
    return false;
  }
  if (!str_equal(wanted, found)) {
    tell_difference(path.ptr, wanted, found);
    return false;
  }
  return true;
}

static void write_reference(Arena *arena, const char *name, Str found) {
  FILE *file = fopen(path_of(arena, name).ptr, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(found.ptr, 1, found.len, file), found.len);
  assert_int_equal(fclose(file), 0);
}

static bool is_known(const char *file) {
  for (size_t i = 0; i < golden_case_count; i++) {
    size_t len = strlen(golden_cases[i].name);
    if (strncmp(file, golden_cases[i].name, len) == 0 && strcmp(file + len, ".txt") == 0) {
      return true;
    }
  }
  return file[0] == '.';
}

/* Returns how many files belong to no case; when writing, they go. */
static int leftovers(Arena *arena) {
  int found = 0;
  DIR *dir = opendir(folder);
  assert_non_null(dir);
  for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
    if (!is_known(entry->d_name)) {
      Str path = arena_printf(arena, "%s/%s", folder, entry->d_name);
      fprintf(stderr, "%s: a reference of nothing%s\n", path.ptr, writes ? ", removed" : "");
      found += writes ? remove(path.ptr) != 0 : 1;
    }
  }
  closedir(dir);
  return found;
}

static void test_references(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer *shown = ARENA_ARRAY(arena, Buffer, golden_case_count);
  for (size_t i = 0; i < golden_case_count; i++) {
    shown[i] = buffer_new(arena);
  }
  for (size_t i = 0; i < COUNT_OF(variants); i++) {
    describe_variant(&variants[i], shown);
  }
  describe_answered(shown);
  int wrong = leftovers(arena);
  for (size_t i = 0; i < golden_case_count; i++) {
    Str text = buffer_view(&shown[i]);
    if (writes) {
      write_reference(arena, golden_cases[i].name, text);
    } else {
      wrong += !compare(arena, golden_cases[i].name, text);
    }
  }
  arena_free(arena);
  if (wrong > 0) {
    fail_msg("%d references do not hold; if they are what is wrong, tools/regold writes them anew: look at what changes", wrong);
  }
}

int main(int argc, char **argv) {
  writes = argc > 1 && strcmp(argv[1], "write") == 0;
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_references)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
