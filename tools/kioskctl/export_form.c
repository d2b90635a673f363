#include <sys/stat.h>

#include "command.h"
#include "form_sheets.h"
#include "form_workbook.h"
#include "options.h"
#include "out_file.h"

static bool is_same_file(const char *a, const char *b) {
  struct stat first, second;
  return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/* A zip archive is written back and forth, so it needs a file to stand in. */
static Status write_file(Arena *arena, const FormSheets *sheets, const char *out, Err *err) {
  OutFile file;
  Status status = out_file_open(arena, "--out", out, NULL, &file, err);
  if (status != STATUS_OK) return status;
  if (file.beside == NULL)
    status = err_set(err, STATUS_USAGE, "out-path", "a workbook can only be written to a file; name one with --out FORM.xlsx");
  else
    status = form_workbook_write(sheets, file.beside, err);
  return out_file_finish(&file, status, err);
}

static void print_done(const char *out, const Form *form, const FormSheets *sheets) {
  size_t questions = form->question_count, lists = form->list_count, languages = form->language_count;
  printf("%s written: %zu question%s, %zu choice list%s, %zu language%s, %zu sheets\n", out, questions, questions == 1 ? "" : "s",
         lists, lists == 1 ? "" : "s", languages, languages == 1 ? "" : "s", sheets->count);
}

/* The model has lost what the form's author wrote and nobody asks for; the tree has all of it. */
static Status export_form(Arena *arena, const char *path, const char *out, Diags *diags, Err *err) {
  const Form *form;
  Status status = form_load(arena, path, diags, &form, err);
  if (status != STATUS_OK) return status;
  if (is_same_file(path, out))
    return err_set(err, STATUS_USAGE, "out-is-form", "%s is the form itself; name another file with --out", out);
  Diags known = diags_new(arena); /* told when the form was loaded */
  YamlDoc doc = yaml_parse(arena, form->source, path, &known);
  BUG_UNLESS(doc.root != NULL);
  FormSheets sheets = form_sheets_new(arena, doc.root, form);
  status = write_file(arena, &sheets, out, err);
  if (status == STATUS_OK) print_done(out, form, &sheets);
  return status;
}

static Status read_words(int argc, char **argv, const char **out, Err *err) {
  const Option options[] = {{"--out", out, NULL}};
  int words;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words != 1)
    status =
        err_set(err, STATUS_USAGE, "usage", "export-form takes one form; write kioskctl export-form FORM.yaml --out FORM.xlsx");
  return status == STATUS_OK ? options_require(*out, "--out", "name the workbook to write", err) : status;
}

static int run(int argc, char **argv) {
  const char *out = NULL;
  Err err = {0};
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  Status status = read_words(argc, argv, &out, &err);
  if (status == STATUS_OK) status = export_form(arena, argv[1], out, &diags, &err);
  if (status != STATUS_OK) err_print(&err, stderr); /* first, as scripts expect it */
  if (status == STATUS_INPUT) diags_print(&diags, stderr);
  arena_free(arena);
  return (int)status;
}

const Command command_export_form = {
    .name = "export-form",
    .usage = "FORM.yaml --out FORM.xlsx\n"
             "\n"
             "Writes a form as an XLSForm workbook, which ODK, KoboToolbox and this program read: the sheets survey, choices\n"
             "and settings, and what XLSForm has no place for on a sheet of its own, kiosk, which the others pass over.\n"
             "The same form gives the same bytes.\n"
             "\n"
             "  --out FORM.xlsx  the file to write, whole or not at all",
    .run = run,
};
