#include <sys/stat.h>

#include "command.h"
#include "form_sheets.h"
#include "form_tables.h"
#include "form_workbook.h"
#include "options.h"
#include "out_file.h"

static bool is_same_file(const char *a, const char *b) {
  struct stat first, second;
  return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/* A zip archive is written back and forth, so it needs a file to stand in. */
static Status write_workbook(const FormSheets *sheets, const OutFile *file, Err *err) {
  if (file->beside == NULL)
    return err_set(err, STATUS_USAGE, "out-path", "a workbook can only be written to a file; name one with --out FORM.xlsx");
  return form_workbook_write(sheets, file->beside, err);
}

/* The workbook and what lies beside it: all of them, or none. */
static Status write_files(Arena *arena, const FormSheets *sheets, const YamlNode *root, const Form *form, const char *out,
                          FormTables *tables, Err *err) {
  OutFile workbook, *all[FORM_TABLES_MAX + 1] = {&workbook};
  Status status = out_file_open(arena, "--out", out, NULL, &workbook, err);
  if (status != STATUS_OK) return status;
  status = write_workbook(sheets, &workbook, err);
  if (status == STATUS_OK) status = form_tables_write(arena, root, form, out, tables, err);
  for (size_t i = 0; i < tables->count; i++)
    all[1 + i] = &tables->files[i];
  return out_files_finish(all, 1 + tables->count, status, err);
}

static void print_done(const char *out, const Form *form, const FormSheets *sheets, const FormTables *tables) {
  size_t questions = form->question_count, lists = form->list_count, languages = form->language_count;
  printf("%s written: %zu question%s, %zu choice list%s, %zu language%s, %zu sheets\n", out, questions, questions == 1 ? "" : "s",
         lists, lists == 1 ? "" : "s", languages, languages == 1 ? "" : "s", sheets->count);
  for (size_t i = 0; i < tables->count; i++)
    printf("%s written beside it\n", tables->files[i].path);
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
  FormTables *tables = ARENA_NEW(arena, FormTables);
  status = write_files(arena, &sheets, doc.root, form, out, tables, err);
  if (status == STATUS_OK) print_done(out, form, &sheets, tables);
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
             "The CSV files that it asks for are written beside it, where all of them look.\n"
             "The same form gives the same bytes.\n"
             "\n"
             "  --out FORM.xlsx  the file to write, whole or not at all",
    .run = run,
};
