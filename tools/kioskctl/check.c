#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "advice.h"
#include "command.h"
#include "form.h"
#include "lint.h"
#include "options.h"

typedef struct Asked {  /* by the options */
  const char *language; /* NULL: the form's own */
  bool json, brief;
} Asked;

enum { SEED = 1 }; /* of the robots: the same form gets the same advice */

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
    count += form_type(form->questions[i].kind)->takes_answer && form_type(form->questions[i].kind)->asked;
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

/* The wall clock of the robots stands still, or conditions on today would give other advice each day. */
static int64_t visits_wall_ms(void) {
  return civil_to_days(2026, 11, 21) * 24 * 3600 * 1000;
}

static int language_to_judge(const Form *form, const char *code) {
  return code == NULL ? form->default_language_ix : form_find_language(form, str_from(code));
}

static Status unknown_language(const char *path, const Form *form, const char *code, Err *err) {
  Str known[8];
  size_t count = 0;
  for (; count < form->language_count && count < COUNT_OF(known); count++)
    known[count] = form->languages[count].code;
  char words[128] = "";
  size_t length = 0;
  for (size_t i = 0; i < count; i++)
    length += (size_t)snprintf(words + length, sizeof words - length, "%s" STR_FMT, i > 0 ? ", " : "", STR_ARG(known[i]));
  return err_set(err, STATUS_USAGE, "no-language", "%s has no language %s; --lang takes %s", path, code, words);
}

static Status advise(Arena *arena, const char *path, const Form *form, const Asked *asked, Err *err) {
  const int language_ix = language_to_judge(form, asked->language);
  if (language_ix < 0) return unknown_language(path, form, asked->language, err);
  const LintSetup setup = {.language_ix = language_ix, .seed = SEED, .wall_ms = visits_wall_ms()};
  const LintReport report = lint_form(arena, form, &setup);
  (asked->json ? advice_print_json : advice_print)(path, report, stdout);
  return STATUS_OK;
}

/* Advice counts what is missing by language: that is read sooner than a hundred places. */
static Diags without_translations(Arena *arena, const Diags *diags) {
  Diags rest = diags_new(arena);
  for (size_t i = 0; i < diags->count; i++) {
    const Diag *diag = &diags->items[i];
    if (strcmp(diag->code, "missing-translation") != 0)
      diags_add_quoting(&rest, diag->level, diag->code, diag->place, diag->what, diag->remedy, diag->line_text);
  }
  return rest;
}

static void print_findings(const char *path, const Form *form, const Diags *diags, const Asked *asked, Arena *arena) {
  if (asked->json) {
    advice_print_diags_json(path, diags, stdout);
    return;
  }
  const Diags rest = form && !asked->brief ? without_translations(arena, diags) : *diags;
  diags_print(&rest, stdout);
  if (form) print_ok(path, form);
  if (form && asked->brief) print_retention(arena, path, &form->kiosk); /* else it is among the facts */
}

static Status check_file(const char *path, const Asked *asked) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Form *form;
  Err err = {0};
  Status status = form_load(arena, path, &diags, &form, &err);
  if (form) warn_of_past_days(&diags, &form->kiosk);
  print_findings(path, form, &diags, asked, arena);
  if (form && !asked->brief) status = advise(arena, path, form, asked, &err);
  fflush(stdout); /* so that the list stands before the error where both go to a terminal */
  if (status != STATUS_OK) err_print(&err, stderr);
  arena_free(arena);
  return status;
}

static Status worse(Status a, Status b) {
  return a > b ? a : b;
}

static Status check_each(const char *folder, struct dirent **entries, int count, const Asked *asked) {
  const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
  Arena *arena = arena_new(0);
  Status status = STATUS_OK;
  for (int i = 0; i < count; i++)
    status = worse(status, check_file(arena_printf(arena, "%s%s%s", folder, slash, entries[i]->d_name).ptr, asked));
  arena_free(arena);
  return status;
}

static Status check_folder(const char *folder, const Asked *asked) {
  struct dirent **entries;
  Err err = {0};
  int count = scandir(folder, &entries, is_form_entry, alphasort);
  if (count < 0)
    err_set(&err, STATUS_WORLD, "folder-read", "%s cannot be listed: %s", folder, strerror(errno));
  else if (count == 0)
    err_set(&err, STATUS_INPUT, "no-forms", "%s has no form in it; put a file that ends in .yaml or .xlsx there", folder);
  if (err.status != STATUS_OK) err_print(&err, stderr);
  Status status = count > 0 ? check_each(folder, entries, count, asked) : err.status;
  for (int i = 0; i < count; i++)
    free(entries[i]);
  if (count >= 0) free(entries);
  return status;
}

static Status check_path(const char *path, const Asked *asked) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode) ? check_folder(path, asked) : check_file(path, asked);
}

static int run(int argc, char **argv) {
  Err err = {0};
  Asked asked = {0};
  const Option options[] = {{"--lang", &asked.language, NULL}, {"--json", NULL, &asked.json}, {"--brief", NULL, &asked.brief}};
  int count = 0;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &count, &err);
  if (status == STATUS_OK && count == 0)
    status = err_set(&err, STATUS_USAGE, "usage", "check needs a form; write kioskctl check and the form's file name");
  if (status != STATUS_OK) {
    err_print(&err, stderr);
    return (int)status;
  }
  for (int i = 1; i <= count; i++)
    status = worse(status, check_path(argv[i], &asked));
  return (int)status;
}

const Command command_check = {
    .name = "check",
    .usage =
        "[--lang LANG] [--json] [--brief] FORM...\n"
        "\n"
        "Reads each form (.yaml, or .xlsx as XLSForm), or every form of a folder, and lists all mistakes with their\n"
        "places, such as form.yaml:12:5 or form.xlsx:survey!D14, and what to do about them. Of a form without errors it says\n"
        "more: what is never asked, what is missing in a language, scales that lean, texts that are long or hard to read, how\n"
        "long a visit takes, and what the privacy settings mean. Some of it only a person can judge; that is a suggestion.\n"
        "Ends with 0 when there are no errors (warnings and suggestions are no failure), 1 when a form has errors or is not\n"
        "there, 2 when the command is wrong, such as a language that the form has not, and 3 when the disk fails.\n"
        "\n"
        "  --lang LANG   the language whose words are judged; else the form's default_language\n"
        "  --json        a JSON object a line: level (error, warning, suggestion, fact), code, file, line, column, what, remedy\n"
        "  --brief       mistakes alone",
    .run = run,
};
