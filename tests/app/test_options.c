#include "options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { WORDS_MAX = 16 };

/* Splits at spaces, as a shell does with plain words. */
static Status parse(const char *line, Options *options, Err *err) {
  static char words[512], *argv[WORDS_MAX];
  int argc = 0;
  snprintf(words, sizeof words, "kiosk %s", line);
  for (char *word = strtok(words, " "); word != NULL && argc < WORDS_MAX; word = strtok(NULL, " "))
    argv[argc++] = word;
  return options_parse(argc, argv, options, err);
}

static void all_of_them(void **state) {
  (void)state;
  Options o;
  Err err = {0};
  assert_int_equal(parse("--form f.yaml --db=a.db --lang nb --windowed --size 1280x800 --display-mm=344.5x194", &o, &err),
                   STATUS_OK);
  assert_string_equal(o.form, "f.yaml");
  assert_string_equal(o.db, "a.db");
  assert_string_equal(o.lang, "nb");
  assert_true(o.windowed && !o.trial && !o.reduced_motion && !o.start_at_question);
  assert_int_equal(o.width_px, 1280);
  assert_int_equal(o.height_px, 800);
  assert_true(o.width_mm == 344.5 && o.height_mm == 194);
  assert_int_equal(parse("--config c.yaml --start-at question --trial --reduced-motion --play -", &o, &err), STATUS_OK);
  assert_string_equal(o.play, "-");
  assert_true(o.start_at_question && o.trial && o.reduced_motion && !o.windowed);
  assert_null(o.form);
  assert_int_equal(parse("--config c.yaml --check-config", &o, &err), STATUS_OK);
  assert_int_equal(o.mode, MODE_CHECK_CONFIG);
  assert_int_equal(parse("--form f.xlsx --preview out --size 800x1280", &o, &err), STATUS_OK);
  assert_int_equal(o.mode, MODE_PREVIEW);
  assert_string_equal(o.preview, "out");
  assert_int_equal(parse("--help", &o, &err), STATUS_OK);
  assert_int_equal(o.mode, MODE_HELP);
  assert_int_equal(parse("--version", &o, &err), STATUS_OK);
  assert_int_equal(o.mode, MODE_VERSION);
}

static void mistakes_say_what_to_do(void **state) {
  (void)state;
  static const struct {
    const char *line, *said;
  } cases[] = {
      {"", "--form FILE"},
      {"forms", "--form forms"},
      {"--fom f", "did you mean --form?"},
      {"--zzzzzz", "kiosk --help"},
      {"--form", "--form needs a form file"},
      {"--form f --trial=yes", "--trial takes no argument"},
      {"--form f --size 1280", "width x height"},
      {"--form f --size 10x10", "width x height"},
      {"--form f --size 1280x800x2", "width x height"},
      {"--form f --size 99999x800", "width x height"},
      {"--form f --display-mm axb", "millimetres"},
      {"--form f --start-at end", "attract or question, not \"end\""},
      {"--form=", "--form takes a form file or a folder of forms, not \"\""},
      {"--check-config", "--config FILE"},
      {"--preview out", "--form FILE"},
      {"--form f --preview", "--preview needs a folder"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Options options;
    Err err = {0};
    assert_int_equal(parse(cases[i].line, &options, &err), STATUS_USAGE);
    assert_string_equal(err.code, "usage");
    if (strstr(err.sentence, cases[i].said) == NULL) fail_msg("\"%s\" gives: %s", cases[i].line, err.sentence);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_of_them), cmocka_unit_test(mistakes_say_what_to_do)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
