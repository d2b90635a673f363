/* After platform_wipe, nothing that was typed or shown before is in the process's memory: another process looks. */
#include "open_platform.h"

#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define FREED_MEMORY_STAYS true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FREED_MEMORY_STAYS true
#endif
#endif
#ifndef FREED_MEMORY_STAYS
#define FREED_MEMORY_STAYS false
#endif

enum { WIDTH = 800, HEIGHT = 600, WORD_BYTES = 24, BURST = 300, NOT_ALLOWED = 3 };

static const char *seeker; /* the program that looks */

static int open_platform(void **state) {
  PlatformSetup setup = {.width_px = WIDTH, .height_px = HEIGHT, .font_family = "Inter"};
  return open_platform_as(state, &setup, 50);
}

/* So that the word stands in no program's text: "njlthbbhtljn". */
static void write_word(char out[WORD_BYTES]) {
  memset(out, 0, WORD_BYTES);
  for (size_t i = 0; i < 12; i++)
    out[i] = (char)('a' + (13 + 19 * i + i * i * 3) % 26);
}

/* 1: it is somewhere; 0: it is not; NOT_ALLOWED: nobody lets it look. */
static int seek(void) {
  char number[16];
  int status = -1;
  snprintf(number, sizeof number, "%d", (int)getpid());
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    char thing[8 + WORD_BYTES] = "letters:";
    write_word(thing + 8);
    execl(seeker, seeker, number, thing, (char *)NULL);
    _exit(127);
  }
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  if (WEXITSTATUS(status) == NOT_ALLOWED) print_message("not looked at: this process may not be looked into\n");
  assert_true(WEXITSTATUS(status) != 127 && WEXITSTATUS(status) != 2);
  return WEXITSTATUS(status);
}

static void pass_on(Platform *platform, SDL_Event event) {
  SDL_FlushEvent(SDL_POLLSENTINEL);
  assert_int_equal(SDL_PushEvent(&event), 1);
  platform_wait(platform, 0);
}

/* A word that an input method commits at once. */
static void commit(Platform *platform) {
  SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
  write_word(event.text.text);
  pass_on(platform, event);
  memory_wipe(&event, sizeof event);
}

static void compose(Platform *platform) {
  SDL_Event event = {.edit = {.type = SDL_TEXTEDITING}};
  write_word(event.edit.text);
  pass_on(platform, event);
  memory_wipe(&event, sizeof event);
}

static void compose_much(Platform *platform) {
  SDL_Event event = {.editExt = {.type = SDL_TEXTEDITING_EXT, .text = SDL_calloc(1, WORD_BYTES)}};
  write_word(event.editExt.text);
  pass_on(platform, event);
}

/* Faster than they are taken: SDL's queue becomes long. */
static void commit_a_burst(Platform *platform) {
  SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
  write_word(event.text.text);
  SDL_FlushEvent(SDL_POLLSENTINEL);
  for (int i = 0; i < BURST; i++)
    assert_int_equal(SDL_PushEvent(&event), 1);
  memory_wipe(&event, sizeof event);
  while (platform_wait(platform, 0).kind != PLATFORM_TIMEOUT)
    ;
}

static void show(Platform *platform) {
  Arena *arena = arena_new(0);
  char *word = arena_alloc(arena, WORD_BYTES);
  write_word(word);
  TextMetrics metrics = platform_metrics(platform);
  DrawList list = draw_list_new(arena, (Colour){255, 255, 255, 255});
  for (int size_px = 20; size_px < 60; size_px += 10) {
    int width = metrics.width(metrics.context, str_from(word), size_px, FONT_SEMIBOLD);
    metrics.caret(metrics.context, str_from(word), 5, size_px, FONT_SEMIBOLD, false);
    metrics.byte_at(metrics.context, str_from(word), 40, size_px, FONT_SEMIBOLD, false);
    draw_add(&list, (DrawCommand){.kind = DRAW_TEXT,
                                  .rect = {20, size_px * 8, width, size_px},
                                  .clip = {0, 0, WIDTH, HEIGHT},
                                  .text = str_from(word),
                                  .size_px = size_px,
                                  .weight = FONT_SEMIBOLD});
  }
  platform_paint(platform, &list);
  arena_free(arena);
}

/* A process that holds it is found out, by what it holds and not by the program's own text. Volatile: an optimiser leaves out a word
   that nothing in this program reads. */
static void what_is_there_is_found(void **state) {
  (void)state;
  char *volatile word = calloc(1, WORD_BYTES);
  assert_non_null(word);
  write_word(word);
  int held = seek();
  memory_wipe(word, WORD_BYTES);
  int wiped = seek();
  free(word);
  if (held == NOT_ALLOWED) return;
  assert_int_equal(held, 1);
  assert_int_equal(wiped, 0);
}

static void nothing_is_left(void **state) {
  static const struct {
    const char *name;
    void (*use)(Platform *platform);
  } ways[] = {{"committed", commit},
              {"composed", compose},
              {"composed at length", compose_much},
              {"a burst", commit_a_burst},
              {"shown", show}};
  if (FREED_MEMORY_STAYS) skip();
  for (size_t i = 0; i < COUNT_OF(ways); i++) {
    ways[i].use(*state);
    platform_wipe(*state);
    if (seek() == 1) fail_msg("%s: something is left", ways[i].name);
  }
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  seeker = argv[1];
  prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY); /* where Yama would let nobody look but its parents */
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_there_is_found),
      cmocka_unit_test_setup_teardown(nothing_is_left, open_platform, close_platform),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
