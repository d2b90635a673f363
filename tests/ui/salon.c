#include "salon.h"
#include "stage.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const SalonDisplay salon_displays[SALON_DISPLAY_COUNT] = {
    {"7 inch 800x480", 800, 480, 154},      {"7 inch 1024x600", 1024, 600, 154},    {"7 inch 600x1024", 600, 1024, 90},
    {"10.1 inch 1280x800", 1280, 800, 217}, {"10.1 inch 800x1280", 800, 1280, 136}, {"15.6 inch 1920x1080", 1920, 1080, 345},
    {"24 inch 1920x1080", 1920, 1080, 531}, {"32 inch 1080x1920", 1080, 1920, 398}, {"27 inch 3840x2160", 3840, 2160, 597},
};

static const char folder[] = "assets/themes";

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void read_themes(Salon *salon) {
  const char *names[SALON_THEMES_MAX];
  size_t count = 0;
  DIR *dir = opendir(folder);
  assert_non_null(dir);
  for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
    if (strstr(entry->d_name, ".yaml") != NULL) {
      assert_true(count < SALON_THEMES_MAX);
      names[count++] = arena_str(salon->arena, str_from(entry->d_name)).ptr;
    }
  }
  closedir(dir);
  qsort(names, count, sizeof *names, by_name);
  Diags diags = diags_new(salon->arena);
  Err err = {0};
  for (size_t i = 0; i < count; i++) {
    Str path = arena_printf(salon->arena, "%s/%s", folder, names[i]), source;
    assert_int_equal(file_read(salon->arena, path.ptr, 100000, &source, &err), STATUS_OK);
    salon->themes[i] = theme_parse(salon->arena, source, path.ptr, &diags);
    assert_non_null(salon->themes[i]);
  }
  salon->theme_count = count;
}

static const Image *find_image(void *context, Str path) {
  (void)context;
  static const uint32_t grey[64 * 48] = {0};
  static const Image house = {64, 48, grey, 1}, tower = {30, 48, grey, 2};
  return str_is(path, "tower.png") ? &tower : &house;
}

Display salon_display(size_t ix) {
  const SalonDisplay *d = &salon_displays[ix];
  return (Display){d->width_px, d->height_px, d->width_px / d->width_mm};
}

static Ui *open_ui(Salon *salon, size_t theme_ix, TextSize text_size) {
  UiSetup setup = {.theme = salon->themes[theme_ix],
                   .strings = salon->strings,
                   .metrics = stage_metrics(&salon->measured),
                   .display = salon_display(0),
                   .reduced_motion = true,
                   .text_size = text_size,
                   .double_press_ms = 300};
  return ui_new(&setup);
}

Salon *salon_new(void) {
  Arena *arena = arena_new(0);
  Salon *salon = ARENA_NEW(arena, Salon);
  salon->arena = arena;
  salon->images.find = find_image;
  Diags diags = diags_new(arena);
  Err err = {0};
  salon->strings = ui_phrases_load(arena, "assets/strings", &diags, &err);
  assert_non_null(salon->strings);
  read_themes(salon);
  for (size_t t = 0; t < salon->theme_count; t++) {
    for (size_t size = 0; size < TEXT_SIZE_COUNT; size++) {
      salon->uis[t][size] = open_ui(salon, t, (TextSize)size);
    }
    salon->pairs[t][0] = open_ui(salon, t, TEXT_NORMAL);
    salon->pairs[t][1] = open_ui(salon, t, TEXT_NORMAL);
  }
  return salon;
}

static void each_ui(Salon *salon, void (*act)(Ui *ui)) {
  for (size_t t = 0; t < salon->theme_count; t++) {
    for (size_t i = 0; i < TEXT_SIZE_COUNT; i++) {
      act(salon->uis[t][i]);
    }
    act(salon->pairs[t][0]);
    act(salon->pairs[t][1]);
  }
}

void salon_wipe(Salon *salon) {
  each_ui(salon, ui_wipe);
}

void salon_free(Salon *salon) {
  each_ui(salon, ui_free);
  arena_free(salon->arena);
}

const Form *salon_form(Arena *arena, Str source) {
  Diags diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, source, "random.yaml", &diags);
  if (form == NULL) {
    diags_print(&diags, stderr);
  }
  return form;
}
