#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "command.h"
#include "form.h"

static bool ends_with(const char *name, const char *ending) {
  size_t length = strlen(name), ending_length = strlen(ending);
  return length > ending_length && strcmp(name + length - ending_length, ending) == 0;
}

/* "~$name.xlsx" is the mark that Excel leaves beside a workbook while it is open. */
static bool is_form_name(const char *name) {
  bool hidden = name[0] == '.' || strncmp(name, "~$", 2) == 0;
  return !hidden && (ends_with(name, ".yaml") || ends_with(name, ".yml") || ends_with(name, ".xlsx"));
}

static int is_form_entry(const struct dirent *entry) {
  return is_form_name(entry->d_name);
}

static size_t count_asked(const Form *form) {
  size_t count = 0;
  for (size_t i = 0; i < form->question_count; i++)
    count += form_type(form->questions[i].kind)->takes_answer;
  return count;
}

static void print_count(size_t count, const char *noun) {
  printf(", %zu %s%s", count, noun, count == 1 ? "" : "s");
}

static void print_ok(const char *path, const Form *form) {
  int minutes = form_minutes(form);
  printf("%s: ok", path);
  print_count(count_asked(form), "question");
  print_count(form->language_count, "language");
  printf(", about %d minute%s\n", minutes, minutes == 1 ? "" : "s");
}

static void print_retention(Arena *arena, const char *path, const KioskSettings *kiosk) {
  Str text = form_retention_text(arena, kiosk->keep_free_text), all = form_retention_text(arena, kiosk->keep_responses);
  if (text.len && all.len)
    printf("%s: free text is deleted " STR_FMT ", the whole response " STR_FMT "\n", path, STR_ARG(text), STR_ARG(all));
  else if (text.len)
    printf("%s: free text is deleted " STR_FMT ", the other answers are kept\n", path, STR_ARG(text));
  else if (all.len)
    printf("%s: responses are deleted " STR_FMT "\n", path, STR_ARG(all));
}

/* A form that was copied from last year's takes its answers, and the first purge deletes them. */
static void warn_of_past_days(Diags *diags, const KioskSettings *kiosk) {
  const struct {
    Retention kept;
    Str what;
  } PROMISED[] = {
      {kiosk->keep_free_text, STR("this day has come: the next purge deletes all free text, today's too")},
      {kiosk->keep_responses, STR("this day has come: the next purge deletes all responses, today's too")},
  };
  CivilTime now = civil_from_wall_ms(clock_system()->wall_ms(clock_system()));
  int64_t today = civil_to_days(now.year, now.month, now.day);
  for (size_t i = 0; i < COUNT_OF(PROMISED); i++)
    if (form_retention_reach(PROMISED[i].kept, today) >= today)
      diags_add(diags, DIAG_WARNING, "retention-past", PROMISED[i].kept.place, PROMISED[i].what,
                STR("write a day in the future, or a number of days such as 365 days"));
}

static Status check_file(const char *path) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Form *form;
  Err err = {0};
  Status status = form_load(arena, path, &diags, &form, &err);
  if (form) warn_of_past_days(&diags, &form->kiosk);
  diags_print(&diags, stdout);
  if (form) print_ok(path, form);
  if (form) print_retention(arena, path, &form->kiosk);
  fflush(stdout); /* so that the list stands before the error where both go to a terminal */
  if (status != STATUS_OK) err_print(&err, stderr);
  arena_free(arena);
  return status;
}

static Status worse(Status a, Status b) {
  return a > b ? a : b;
}

static Status check_each(const char *folder, struct dirent **entries, int count) {
  const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
  Arena *arena = arena_new(0);
  Status status = STATUS_OK;
  for (int i = 0; i < count; i++)
    status = worse(status, check_file(arena_printf(arena, "%s%s%s", folder, slash, entries[i]->d_name).ptr));
  arena_free(arena);
  return status;
}

static Status check_folder(const char *folder) {
  struct dirent **entries;
  Err err = {0};
  int count = scandir(folder, &entries, is_form_entry, alphasort);
  if (count < 0)
    err_set(&err, STATUS_WORLD, "folder-read", "%s cannot be listed: %s", folder, strerror(errno));
  else if (count == 0)
    err_set(&err, STATUS_INPUT, "no-forms", "%s has no form in it; put a file that ends in .yaml or .xlsx there", folder);
  if (err.status != STATUS_OK) err_print(&err, stderr);
  Status status = count > 0 ? check_each(folder, entries, count) : err.status;
  for (int i = 0; i < count; i++)
    free(entries[i]);
  if (count >= 0) free(entries);
  return status;
}

static Status check_path(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode) ? check_folder(path) : check_file(path);
}

static int run(int argc, char **argv) {
  Err err = {0};
  if (argc < 2) err_set(&err, STATUS_USAGE, "usage", "check needs a form; write kioskctl check and the form's file name");
  for (int i = 1; i < argc; i++)
    if (argv[i][0] == '-')
      err_set(&err, STATUS_USAGE, "usage", "check has no option %s; write kioskctl check and the form's file name", argv[i]);
  if (err.status != STATUS_OK) {
    err_print(&err, stderr);
    return (int)err.status;
  }
  Status status = STATUS_OK;
  for (int i = 1; i < argc; i++)
    status = worse(status, check_path(argv[i]));
  return (int)status;
}

const Command command_check = {
    .name = "check",
    .usage = "FORM...\n"
             "\n"
             "Reads each form (.yaml, or .xlsx as XLSForm), or every form of a folder, and lists all mistakes with their\n"
             "places, such as form.yaml:12:5 or form.xlsx:survey!D14, and what to do about them. Says how long answers are kept.\n"
             "Ends with 1 when there are errors; warnings alone are no failure.",
    .run = run,
};
