#include "kioskctl/program.h"

#include <string.h>

typedef struct Case {
  const char *args[4];
  int code;
  const char *error_code; /* NULL: no error, `says` is on standard output */
  const char *says;
} Case;

static void answers_for_itself(void **state) {
  static const Case cases[] = {
      {{NULL}, 2, "no-command", "kioskctl --help"},
      {{"exprot"}, 2, "unknown-command", "there is no command \"exprot\"; did you mean \"export\"?"},
      {{"frobnicate"}, 2, "unknown-command", "kioskctl --help lists them"},
      {{"help", "exprot"}, 2, "unknown-command", "did you mean \"export\"?"},
      {{"--help"}, 0, NULL, "kioskctl export --db DB"},
      {{"-h"}, 0, NULL, "kioskctl check "},
      {{"help"}, 0, NULL, "kioskctl eval "},
      {{"help", "export"}, 0, NULL, "usage: kioskctl export --db DB"},
      {{"export", "--help"}, 0, NULL, "usage: kioskctl export --db DB"},
      {{"check", "--help"}, 0, NULL, "usage: kioskctl check"},
      {{"eval", "--help"}, 0, NULL, "usage: kioskctl eval"},
      {{"--version"}, 0, NULL, "kioskctl "},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Said said = program_run(fixture, cases[i].args, NULL);
    if (cases[i].error_code != NULL) {
      program_assert_error(&said, cases[i].code, cases[i].error_code, cases[i].says);
      assert_string_equal(said.out, "");
      continue;
    }
    if (said.code != 0 || strstr(said.out, cases[i].says) == NULL) fail_msg("%s: %d %s", cases[i].args[0], said.code, said.out);
    assert_string_equal(said.err, "");
  }
}

enum { WIDTH_MAX = 120 };

/* Nothing hangs over the edge of a terminal, and nothing is left over at the end of a line or of the text. */
static void assert_well_set(const char *name, const char *text) {
  for (const char *line = text; *line != '\0';) {
    const char *end = strchr(line, '\n');
    if (end == NULL || end - line > WIDTH_MAX) fail_msg("%s: too long, or no line: %s", name, line);
    if (end > line && end[-1] == ' ') fail_msg("%s: ends with a blank: %s", name, line);
    if (end == line && end[1] == '\0') fail_msg("%s: ends with an empty line", name);
    line = end + 1;
  }
}

/* Where the paragraph of the first [WORD] of the first line begins, of which options stand there alone: "WORD ...:"; or the end. */
static const char *find_groups(Fixture *fixture, const char *name, const char *head, const char *body) {
  const char *first = body + strlen(body);
  for (const char *at = strchr(head, '['); at != NULL; at = strchr(at + 1, '[')) {
    size_t length = strspn(at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (length == 0 || at[1 + length] != ']') continue;
    const char *word = arena_printf(fixture->arena, "\n\n%.*s ", (int)length, at + 1).ptr;
    const char *group = strstr(body, word);
    if (group == NULL) fail_msg("%s: not explained:%s", name, word);
    if (group < first) first = group;
  }
  return first;
}

/* Each option of the first line is explained below, and the other way round. */
static void assert_agrees(Fixture *fixture, const char *name, const char *text) {
  const char *body = strchr(text, '\n');
  Str head = arena_str(fixture->arena, (Str){text, (size_t)(body - text)});
  const char *groups = find_groups(fixture, name, head.ptr, body);
  for (const char *at = strstr(head.ptr, "--"); at != NULL; at = strstr(at + 2, "--")) {
    const char *explained = arena_printf(fixture->arena, "\n  %.*s", (int)strcspn(at, " ]"), at).ptr;
    if (strstr(body, explained) == NULL) fail_msg("%s: not explained:%s", name, explained);
  }
  for (const char *at = strstr(body, "\n  --"); at != NULL && at < groups; at = strstr(at + 1, "\n  --")) {
    const char *option = arena_printf(fixture->arena, "%.*s", (int)strcspn(at + 3, " \n"), at + 3).ptr;
    if (strstr(head.ptr, option) == NULL) fail_msg("%s: not in its first line: %s", name, option);
  }
}

static void helps_with_every_command(void **state) {
  static const char *const names[] = {"backup",  "check",  "close-round", "eval",   "export",  "export-form",
                                      "import",  "keygen", "merge",       "pin",    "preview", "purge",
                                      "recover", "robot",  "round",       "schema", "serve",   "verify"};
  static const char *const overview[] = {"--help", NULL};
  Fixture *fixture = *state;
  const char *all = program_run(fixture, overview, NULL).out;
  size_t listed = 1; /* the first stands behind "usage:" */
  for (const char *at = strstr(all, "\n       kioskctl "); at != NULL; at = strstr(at + 1, "\n       kioskctl "))
    listed++;
  assert_int_equal(listed, COUNT_OF(names));
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    const char *const args[] = {names[i], "--help", NULL};
    const char *text = program_run(fixture, args, NULL).out;
    const char *head = arena_printf(fixture->arena, " kioskctl %.*s\n", (int)strcspn(text, "\n") - (int)strlen("usage: kioskctl "),
                                    text + strlen("usage: kioskctl "))
                           .ptr;
    if (strstr(all, head) == NULL) fail_msg("the overview has another first line than%s", head);
    assert_well_set(names[i], text);
    assert_agrees(fixture, names[i], text);
  }
}

static void says_when_nobody_can_hear(void **state) {
  static const char *const args[] = {"--help", NULL};
  Said said = program_run(*state, args, "/dev/full");
  program_assert_error(&said, 3, "output", "cannot write to standard output");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(answers_for_itself, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(helps_with_every_command, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_when_nobody_can_hear, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
