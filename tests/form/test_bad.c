/* Every form in tests/form/bad, checked as kioskctl checks it, against the text beside it: what is printed, character by character.
 * After a change of a message, this writes the texts anew, to be looked at before they are kept:
 *   for f in tests/form/bad/NAME.yaml; do kioskctl check --brief $f > ${f%.yaml}.txt; done */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "form.h"
#include "printed.h"
#include "yaml_tree.h"

#define FOLDER   "tests/form/bad"
#define FORGIVEN "from-workbook"

enum { FILE_MAX_BYTES = 1 << 20 };

static Printed check(Arena *arena, const char *path) {
  char command[] = "check", brief[] = "--brief", name[256];
  snprintf(name, sizeof(name), "%s", path);
  char *argv[] = {command, brief, name, NULL};
  return printed_by(arena, &command_check, 3, argv);
}

static bool ends_with(const char *name, const char *ending) {
  size_t length = strlen(name), end = strlen(ending);
  return length > end && strcmp(name + length - end, ending) == 0;
}

static size_t list_folder(Arena *arena, const char *ending, Str **names) {
  struct dirent **entries;
  int count = scandir(FOLDER, &entries, NULL, alphasort);
  assert_true(count > 0);
  *names = ARENA_ARRAY(arena, Str, (size_t)count);
  size_t kept = 0;
  for (int i = 0; i < count; i++) {
    const char *name = entries[i]->d_name;
    if (ends_with(name, ending)) (*names)[kept++] = arena_str(arena, (Str){name, strlen(name) - strlen(ending)});
    free(entries[i]);
  }
  free(entries);
  return kept;
}

static Str read_text(Arena *arena, Str name, const char *ending) {
  Str text;
  Str path = arena_printf(arena, FOLDER "/" STR_FMT "%s", STR_ARG(name), ending);
  if (file_read(arena, path.ptr, FILE_MAX_BYTES, &text, NULL) != STATUS_OK) fail_msg("%s is missing", path.ptr);
  return text;
}

static bool has_errors(Str printed) {
  return strstr(printed.ptr, ": error ") != NULL;
}

static void test_each_prints_what_stands_beside_it(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Str *names;
  size_t count = list_folder(arena, ".yaml", &names), failed = 0;
  assert_true(count > 50);
  for (size_t i = 0; i < count; i++) {
    const char *path = arena_printf(arena, FOLDER "/" STR_FMT ".yaml", STR_ARG(names[i])).ptr;
    Str expected = read_text(arena, names[i], ".txt");
    Printed printed = check(arena, path);
    bool errors = has_errors(expected);
    bool says_so = strstr(printed.err.ptr, arena_printf(arena, "error form-mistakes: %s has ", path).ptr) == printed.err.ptr;
    if (str_equal(printed.out, expected) && printed.exit_code == (errors ? 1 : 0) && (errors ? says_so : printed.err.len == 0))
      continue;
    print_error("%s: exit %d\n--- expected\n%s--- printed\n%s--- and on stderr\n%s", path, printed.exit_code, expected.ptr,
                printed.out.ptr, printed.err.ptr);
    failed++;
  }
  assert_int_equal(failed, 0);
  arena_free(arena);
}

static void test_no_text_stands_alone(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Str *texts;
  size_t count = list_folder(arena, ".txt", &texts);
  for (size_t i = 0; i < count; i++)
    read_text(arena, texts[i], ".yaml");
  arena_free(arena);
}

/* What is forgiven in a form that was made for other programs is a warning there, and an error everywhere else. */
static void assert_covered(Arena *arena, Str ours, Str forgiven, const char *const *codes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const char *as_error = arena_printf(arena, ": error %s: ", codes[i]).ptr;
    const char *as_warning = arena_printf(arena, ": warning %s: ", codes[i]).ptr;
    bool error = strstr(ours.ptr, as_error), warning = strstr(ours.ptr, as_warning);
    bool only_there = strstr(forgiven.ptr, as_warning);
    if (error && warning) fail_msg("the code %s is an error here and a warning there", codes[i]);
    if (!error && !warning && !only_there) fail_msg("the code %s is in no text of " FOLDER, codes[i]);
    if (strstr(forgiven.ptr, as_error)) fail_msg("the code %s is not forgiven", codes[i]);
  }
}

static void test_every_code_has_a_form(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  Str *texts;
  size_t count = list_folder(arena, ".txt", &texts), codes_count;
  for (size_t i = 0; i < count; i++)
    if (!str_is(texts[i], FORGIVEN)) sink_str(&sink, read_text(arena, texts[i], ".txt"));
  static const char *const *(*const MODULES[])(size_t *) = {form_codes, yaml_codes, expr_codes};
  for (size_t i = 0; i < COUNT_OF(MODULES); i++) {
    const char *const *codes = MODULES[i](&codes_count);
    assert_covered(arena, buffer_view(&buffer), read_text(arena, STR(FORGIVEN), ".txt"), codes, codes_count);
  }
  arena_free(arena);
}

static void test_ten_mistakes_give_ten_messages(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Form *form;
  Err err = {0};
  assert_int_equal(form_load(arena, FOLDER "/ten-mistakes.yaml", &diags, &form, &err), STATUS_INPUT);
  assert_int_equal(diags.error_count, 10);
  for (size_t i = 0; i < diags.count; i++) {
    assert_true(diags.items[i].place.line > 0 && diags.items[i].place.column > 0);
    assert_true(diags.items[i].remedy.len > 0 && diags.items[i].line_text.len > 0);
    for (size_t j = 0; j < i; j++)
      assert_string_not_equal(diags.items[i].code, diags.items[j].code);
  }
  arena_free(arena);
}

static void test_a_folder_is_its_forms(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Printed printed = check(arena, "forms");
  assert_int_equal(printed.exit_code, 0);
  assert_int_equal(printed.err.len, 0);
  const char *kandidat = strstr(printed.out.ptr, "forms/kandidat.yaml: ok, "),
             *samling = strstr(printed.out.ptr, "forms/samling.yaml: ok, ");
  assert_true(kandidat && samling && kandidat < samling);
  printed = check(arena, "tests/form/");
  assert_int_equal(printed.exit_code, 1);
  assert_string_equal(printed.err.ptr,
                      "error no-forms: tests/form/ has no form in it; put a file that ends in .yaml or .xlsx there.\n");
  arena_free(arena);
}

static void test_one_bad_form_does_not_hide_the_others(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  char command[] = "check", missing[] = "no-such.yaml", bad[] = FOLDER "/followup-url.yaml", good[] = "forms/samling.yaml";
  char *argv[] = {command, missing, bad, good, NULL};
  Printed printed = printed_by(arena, &command_check, 4, argv);
  assert_int_equal(printed.exit_code, 1);
  assert_non_null(strstr(printed.err.ptr, "error file-open: no-such.yaml "));
  assert_non_null(strstr(printed.err.ptr, "error form-mistakes: " FOLDER "/followup-url.yaml has 1 error.\n"));
  assert_non_null(strstr(printed.out.ptr, "forms/samling.yaml: ok, 6 questions, 5 languages, about 2 minutes\n"));
  arena_free(arena);
}

static void test_usage(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  char command[] = "check", option[] = "--fix", form[] = "forms/samling.yaml";
  char *nothing[] = {command, NULL}, *unknown[] = {command, form, option, NULL};
  Printed printed = printed_by(arena, &command_check, 1, nothing);
  assert_int_equal(printed.exit_code, 2);
  assert_string_equal(printed.err.ptr, "error usage: check needs a form; write kioskctl check and the form's file name.\n");
  printed = printed_by(arena, &command_check, 3, unknown);
  assert_int_equal(printed.exit_code, 2);
  assert_int_equal(printed.out.len, 0);
  assert_non_null(strstr(printed.err.ptr, "--fix"));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_prints_what_stands_beside_it),
      cmocka_unit_test(test_no_text_stands_alone),
      cmocka_unit_test(test_every_code_has_a_form),
      cmocka_unit_test(test_ten_mistakes_give_ten_messages),
      cmocka_unit_test(test_a_folder_is_its_forms),
      cmocka_unit_test(test_one_bad_form_does_not_hide_the_others),
      cmocka_unit_test(test_usage),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
