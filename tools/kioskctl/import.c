#include <string.h>
#include <sys/stat.h>

#include "command.h"
#include "form.h"
#include "options.h"
#include "out_file.h"

enum { IMAGES_NAMED_MAX = 5 };

static bool ends_with(const char *name, const char *ending) {
  size_t length = strlen(name), end = strlen(ending);
  return length > end && strcmp(name + length - end, ending) == 0;
}

static bool is_there(Arena *arena, const char *beside, Str image) {
  const char *slash = strrchr(beside, '/');
  Str folder = slash ? (Str){beside, (size_t)(slash + 1 - beside)} : STR("");
  struct stat info;
  return stat(arena_printf(arena, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(image)).ptr, &info) == 0;
}

typedef struct Missing { /* images that the form names, and that do not lie where it will look for them */
  Arena *arena;
  const char *form; /* the file they are to lie beside */
  Str names[IMAGES_NAMED_MAX];
  size_t count;
} Missing;

static void look_for(Missing *missing, Str image) {
  if (image.len == 0 || is_there(missing->arena, missing->form, image)) return;
  for (size_t i = 0; i < missing->count && i < IMAGES_NAMED_MAX; i++)
    if (str_equal(missing->names[i], image)) return;
  if (missing->count < IMAGES_NAMED_MAX) missing->names[missing->count] = image;
  missing->count++;
}

/* A workbook's pictures lie in a folder beside it, which nobody has moved along. */
static void warn_of_images(Arena *arena, const Form *form, const char *out) {
  Missing missing = {.arena = arena, .form = strcmp(out, "-") == 0 ? form->file : out};
  for (size_t i = 0; i < form->question_count; i++)
    look_for(&missing, form->questions[i].image);
  for (size_t i = 0; i < form->list_count; i++)
    for (size_t j = 0; j < form->lists[i].count; j++)
      look_for(&missing, form->lists[i].choices[j].image);
  if (missing.count == 0) return;
  fprintf(stderr, "warning images: the form shows ");
  for (size_t i = 0; i < missing.count && i < IMAGES_NAMED_MAX; i++)
    fprintf(stderr, "%s" STR_FMT, i ? ", " : "", STR_ARG(missing.names[i]));
  fprintf(stderr, "%s; copy its images to beside %s.\n", missing.count > IMAGES_NAMED_MAX ? " and others" : "", missing.form);
}

static Status write_out(Arena *arena, const Form *form, const char *out, Err *err) {
  OutFile file;
  Status status = out_file_open(arena, "--out", out, NULL, &file, err);
  if (status != STATUS_OK) return status;
  Sink sink = sink_to_file(file.stream);
  sink_str(&sink, form->source);
  return out_file_finish(&file, sink.failed ? err_set(err, STATUS_WORLD, "out-path", "cannot write %s", out) : STATUS_OK, err);
}

/* Where the form goes to standard output its messages go to the other one, after the error: that has the first line there. */
static Status import_form(Arena *arena, const char *path, const char *out, Err *err) {
  bool piped = strcmp(out, "-") == 0;
  Diags diags = diags_new(arena);
  const Form *form;
  Status status = form_load(arena, path, &diags, &form, err);
  if (!piped) diags_print(&diags, stdout);
  fflush(stdout); /* so that the list stands before the error where both go to a terminal */
  if (status == STATUS_OK) status = write_out(arena, form, out, err);
  if (status == STATUS_OK) warn_of_images(arena, form, out);
  if (status == STATUS_OK && !piped) printf("%s written to %s\n", path, out);
  if (status != STATUS_OK) err_print(err, stderr);
  if (piped) diags_print(&diags, stderr);
  return status;
}

static Status check_names(const char *path, const char *out, Err *err) {
  if (!ends_with(path, ".xlsx"))
    return err_set(err, STATUS_USAGE, "import-format", "%s is no workbook; import reads an XLSForm, a file that ends in .xlsx",
                   path);
  if (strcmp(out, "-") != 0 && !ends_with(out, ".yaml") && !ends_with(out, ".yml"))
    return err_set(err, STATUS_USAGE, "import-out", "%s would not be found to be a form; give --out a name that ends in .yaml",
                   out);
  return STATUS_OK;
}

static Status run_words(Arena *arena, int argc, char **argv, Err *err) {
  const char *out = NULL;
  const Option options[] = {{"--out", &out, NULL}};
  int words;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words != 1)
    status = err_set(err, STATUS_USAGE, "usage", "import takes one workbook; write kioskctl import FORM.xlsx --out FORM.yaml");
  if (status == STATUS_OK) status = options_require(out, "--out", "name the file to write, or - for standard output", err);
  if (status == STATUS_OK) status = check_names(argv[1], out, err);
  if (status == STATUS_OK) return import_form(arena, argv[1], out, err);
  err_print(err, stderr);
  return status;
}

static int run(int argc, char **argv) {
  Err err = {0};
  Arena *arena = arena_new(0);
  Status status = run_words(arena, argc, argv, &err);
  arena_free(arena);
  return (int)status;
}

const Command command_import = {
    .name = "import",
    .usage = "FORM.xlsx --out FORM.yaml\n"
             "\n"
             "Reads an XLSForm workbook and writes the same form as YAML. Says what check says of it; a form with errors is not\n"
             "written.\n"
             "\n"
             "  --out FORM.yaml  the file to write, whole or not at all; - is standard output, with the messages on the other",
    .run = run,
};
