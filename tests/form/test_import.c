/* kioskctl import, from a workbook that a spreadsheet library wrote to the YAML beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "command.h"
#include "dump.h"
#include "form.h"
#include "printed.h"
#include "sheets.h"

enum { FILE_MAX_BYTES = 1 << 20 };

static const char GOOD[] = "== survey\n"
                           "type | name | label::English (en) | label::Norsk (nb) | required | relevant | media::image\n"
                           "begin_group | g | Group | Gruppe | | |\n"
                           "select_one yn | a | **Well?** | Nå? | TRUE | |\n"
                           "text | b | Why not, ${a}? | Hvorfor ikke, ${a}? | | ${a} = ‘no’ | b.png\n"
                           "end_group | | | | | |\n"
                           "== choices\n"
                           "list_name | name | label::English (en) | label::Norsk (nb)\n"
                           "yn | 1 | Yes | Ja\n"
                           "yn | no | No | Nei\n"
                           "== settings\n"
                           "form_id | form_title | version | default_language\n"
                           "t | Title | 7 | Norsk (nb)\n";

static const char GOOD_YAML[] = "settings:\n"
                                "  form_id: t\n"
                                "  form_title: Title\n"
                                "  version: 7\n"
                                "  default_language: nb\n"
                                "  from_workbook: yes\n"
                                "\n"
                                "languages: {en: English, nb: Norsk}\n"
                                "\n"
                                "survey:\n"
                                "  - type: group\n"
                                "    name: g\n"
                                "    label:\n"
                                "      en: Group\n"
                                "      nb: Gruppe\n"
                                "    questions:\n"
                                "      - type: select_one yn\n"
                                "        name: a\n"
                                "        label:\n"
                                "          en: \"**Well?**\"\n"
                                "          nb: Nå?\n"
                                "        required: true\n"
                                "\n"
                                "      - type: text\n"
                                "        name: b\n"
                                "        label:\n"
                                "          en: Why not, ${a}?\n"
                                "          nb: Hvorfor ikke, ${a}?\n"
                                "        image: b.png\n"
                                "        relevant: \"${a} = 'no'\"\n"
                                "\n"
                                "choices:\n"
                                "  yn:\n"
                                "    - {name: \"1\", label: {en: \"Yes\", nb: Ja}}\n"
                                "    - {name: \"no\", label: {en: \"No\", nb: Nei}}\n";

typedef struct Fixture {
  Arena *arena;
  char folder[64];
} Fixture;

static int setup(void **state) {
  Fixture *fixture = calloc(1, sizeof(*fixture));
  fixture->arena = arena_new(0);
  snprintf(fixture->folder, sizeof(fixture->folder), "/tmp/innspill-import-XXXXXX");
  *state = fixture;
  return mkdtemp(fixture->folder) ? 0 : 1;
}

static int teardown(void **state) {
  static const char *const NAMES[] = {"form.xlsx", "form.yaml", "b.png"};
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(NAMES); i++)
    remove(arena_printf(fixture->arena, "%s/%s", fixture->folder, NAMES[i]).ptr);
  int left = rmdir(fixture->folder);
  arena_free(fixture->arena);
  free(fixture);
  return left; /* nothing else was written */
}

static char *path_of(Fixture *fixture, const char *name) {
  Str path = arena_printf(fixture->arena, "%s/%s", fixture->folder, name);
  char *bytes = arena_alloc(fixture->arena, path.len + 1);
  memcpy(bytes, path.ptr, path.len);
  return bytes;
}

/* A cell that is a number in the text is one in the file. */
static void write_cell(lxw_worksheet *sheet, const Row *row, const Cell *cell) {
  double number;
  lxw_row_t at = (lxw_row_t)row->number - 1;
  lxw_col_t column = (lxw_col_t)(cell->column - 1);
  if (str_is(cell->text, "TRUE"))
    worksheet_write_boolean(sheet, at, column, 1, NULL);
  else if (str_to_double(cell->text, &number))
    worksheet_write_number(sheet, at, column, number, NULL);
  else
    worksheet_write_string(sheet, at, column, cell->text.ptr, NULL);
}

static char *write_workbook(Fixture *fixture, const char *text) {
  char *path = path_of(fixture, "form.xlsx");
  Workbook sheets = sheets_workbook(fixture->arena, str_from(text));
  lxw_workbook *workbook = workbook_new(path);
  for (size_t i = 0; i < sheets.count; i++) {
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, sheets.sheets[i].name.ptr);
    for (size_t r = 0; r < sheets.sheets[i].count; r++)
      for (size_t c = 0; c < sheets.sheets[i].rows[r].count; c++)
        write_cell(sheet, &sheets.sheets[i].rows[r], &sheets.sheets[i].rows[r].cells[c]);
  }
  assert_int_equal(workbook_close(workbook), LXW_NO_ERROR);
  return path;
}

static Printed import(Fixture *fixture, char *form, char *out) {
  char command[] = "import", option[] = "--out";
  char *argv[] = {command, form, option, out, NULL};
  return printed_by(fixture->arena, &command_import, 4, argv);
}

static bool has(Str text, const char *part) {
  return strstr(text.ptr, part) != NULL;
}

static void test_it_writes_what_a_person_would(void **state) {
  Fixture *fixture = *state;
  char *form = write_workbook(fixture, GOOD), *out = path_of(fixture, "form.yaml");
  Printed printed = import(fixture, form, out);
  Str yaml = {0};
  Err err = {0};
  assert_int_equal(printed.exit_code, 0);
  assert_true(has(printed.out, "form.xlsx written to "));
  assert_int_equal(file_read(fixture->arena, out, FILE_MAX_BYTES, &yaml, &err), STATUS_OK);
  assert_string_equal(yaml.ptr, GOOD_YAML);
  Diags diags = diags_new(fixture->arena);
  const Form *workbook, *imported;
  assert_int_equal(form_load(fixture->arena, form, &diags, &workbook, &err), STATUS_OK);
  assert_int_equal(form_load(fixture->arena, out, &diags, &imported, &err), STATUS_OK);
  assert_string_equal(dump_form(fixture->arena, workbook).ptr, dump_form(fixture->arena, imported).ptr);
  assert_true(str_is(text_in(imported, imported->questions[0].label, 0), "Well?"));
}

static void test_images_are_to_be_brought_along(void **state) {
  Fixture *fixture = *state;
  char *form = write_workbook(fixture, GOOD), *out = path_of(fixture, "form.yaml");
  assert_true(has(import(fixture, form, out).err, "warning images: the form shows b.png; copy "));
  FILE *image = fopen(path_of(fixture, "b.png"), "w");
  assert_non_null(image);
  fclose(image);
  assert_int_equal(import(fixture, form, out).err.len, 0);
}

static void test_to_standard_output(void **state) {
  Fixture *fixture = *state;
  char dash[] = "-";
  Printed printed = import(fixture, write_workbook(fixture, GOOD), dash);
  assert_int_equal(printed.exit_code, 0);
  assert_string_equal(printed.out.ptr, GOOD_YAML);
}

static void test_a_form_with_errors_is_not_written(void **state) {
  Fixture *fixture = *state;
  char *out = path_of(fixture, "form.yaml");
  Printed printed = import(fixture, write_workbook(fixture, "== survey\ntype | name | label | relevant\ntext | a | A | ((\n"), out);
  assert_int_equal(printed.exit_code, 1);
  assert_true(has(printed.out, "form.xlsx:survey!D2:"));
  assert_true(has(printed.err, "error form-mistakes: "));
  assert_int_not_equal(access(out, F_OK), 0);
}

static void test_names_that_cannot_be(void **state) {
  Fixture *fixture = *state;
  char yaml[] = "forms/samling.yaml", missing[] = "no-such.xlsx";
  char *out = path_of(fixture, "form.yaml"), *form = write_workbook(fixture, GOOD);
  Printed printed = import(fixture, yaml, out);
  assert_int_equal(printed.exit_code, 2);
  assert_true(has(printed.err, "error import-format: forms/samling.yaml "));
  printed = import(fixture, form, form);
  assert_int_equal(printed.exit_code, 2);
  assert_true(has(printed.err, "error import-out: "));
  assert_int_equal(import(fixture, missing, out).exit_code, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_it_writes_what_a_person_would, setup, teardown),
      cmocka_unit_test_setup_teardown(test_images_are_to_be_brought_along, setup, teardown),
      cmocka_unit_test_setup_teardown(test_to_standard_output, setup, teardown),
      cmocka_unit_test_setup_teardown(test_a_form_with_errors_is_not_written, setup, teardown),
      cmocka_unit_test_setup_teardown(test_names_that_cannot_be, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
