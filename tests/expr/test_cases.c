/* cases.tsv: what the public suites lack. A line is an expression, the words that follow it on the command line of kioskctl eval, and what
 * that prints: a value, or ! and the code of the first message. Before the words may stand TZ=zone. \n and \t are what they are in C. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "command.h"
#include "form/printed.h"

enum { WORDS_MAX = 32, CASES_MIN = 400, FILE_BYTES_MAX = 1 << 20 };

static const char PATH[] = "tests/expr/cases.tsv", ZONE[] = "Europe/Oslo";

static Str take_until(Str *rest, char separator) {
  const char *found = rest->len > 0 ? memchr(rest->ptr, separator, rest->len) : NULL;
  const Str field = {rest->ptr, found ? (size_t)(found - rest->ptr) : rest->len};
  *rest = found ? (Str){found + 1, rest->len - field.len - 1} : (Str){NULL, 0};
  return field;
}

static char *unescape(Arena *arena, Str s) {
  char *text = ARENA_ARRAY(arena, char, s.len + 1);
  size_t count = 0;
  for (size_t i = 0; i < s.len; i++) {
    const bool escaped = s.ptr[i] == '\\' && i + 1 < s.len && strchr("nt", s.ptr[i + 1]);
    text[count++] = !escaped ? s.ptr[i] : s.ptr[i + 1] == 'n' ? '\n' : '\t';
    i += escaped;
  }
  return text;
}

/* As a shell does: words are parted by spaces, but not within '...'. */
static Str take_word(Arena *arena, Str *rest) {
  *rest = str_trim_start(*rest);
  char *word = ARENA_ARRAY(arena, char, rest->len + 1);
  size_t at = 0, count = 0;
  for (bool quoted = false; at < rest->len && (quoted || rest->ptr[at] != ' '); at++) {
    if (rest->ptr[at] == '\'')
      quoted = !quoted;
    else
      word[count++] = rest->ptr[at];
  }
  *rest = (Str){rest->len > 0 ? rest->ptr + at : NULL, rest->len - at};
  return (Str){word, count};
}

static void set_zone(const char *zone) {
  setenv("TZ", zone, 1);
  tzset();
}

static Printed run(Arena *arena, Str expression, Str words) {
  char eval[] = "eval", rest[] = "--", *argv[WORDS_MAX] = {eval};
  int argc = 1;
  while (str_trim(words).len > 0 && argc < WORDS_MAX - 3) {
    const Str word = take_word(arena, &words);
    if (str_starts_with(word, STR("TZ=")))
      set_zone(word.ptr + 3);
    else
      argv[argc++] = (char *)(uintptr_t)word.ptr;
  }
  argv[argc++] = rest;
  argv[argc++] = unescape(arena, expression);
  const Printed printed = printed_by(arena, &command_eval, argc, argv);
  set_zone(ZONE);
  return printed;
}

static bool is_as_expected(Arena *arena, const Printed *printed, Str expected) {
  if (str_starts_with(expected, STR("!"))) {
    const Str code = {expected.ptr + 1, expected.len - 1};
    return strstr(printed->err.ptr, arena_printf(arena, " " STR_FMT ": ", STR_ARG(code)).ptr) != NULL;
  }
  return printed->exit_code == 0 && printed->err.len == 0 &&
         str_is(printed->out, arena_printf(arena, "%s\n", unescape(arena, expected)).ptr);
}

static void our_cases_pass(void **state) {
  (void)state;
  Arena *file_arena = arena_new(0), *arena = arena_new(0);
  Str cases;
  assert_int_equal(file_read(file_arena, PATH, FILE_BYTES_MAX, &cases, NULL), STATUS_OK);
  size_t count = 0, failed = 0;
  set_zone(ZONE);
  for (int line_number = 1; cases.len > 0; line_number++) {
    Str line = take_until(&cases, '\n');
    if (line.len == 0 || line.ptr[0] == '#') continue;
    const Str expression = take_until(&line, '\t'), words = take_until(&line, '\t'), expected = take_until(&line, '\t');
    const Printed printed = run(arena, expression, words);
    count++;
    if (!is_as_expected(arena, &printed, expected)) {
      print_error("%s:%d: " STR_FMT " is %d " STR_FMT STR_FMT "    not " STR_FMT "\n", PATH, line_number, STR_ARG(expression),
                  printed.exit_code, STR_ARG(printed.out), STR_ARG(printed.err), STR_ARG(expected));
      failed++;
    }
    arena_rewind(arena);
  }
  print_message("%zu cases, %zu failed\n", count, failed);
  assert_int_equal(failed, 0);
  assert_true(count >= CASES_MIN);
  arena_free(arena);
  arena_free(file_arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(our_cases_pass)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
