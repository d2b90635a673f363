/* kioskctl: the companion tool. Finds the command and hands over; what a command does stands in its own file. */
#include "base.h"
#include "command.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static const Command *const commands[] = {
    &command_backup,  &command_check,  &command_close_round, &command_eval,   &command_export,  &command_export_form,
    &command_import,  &command_keygen, &command_merge,       &command_pin,    &command_preview, &command_purge,
    &command_recover, &command_robot,  &command_round,       &command_schema, &command_serve,   &command_verify};

static const Command *find_command(const char *name) {
  for (size_t i = 0; i < COUNT_OF(commands); i++)
    if (strcmp(commands[i]->name, name) == 0) return commands[i];
  return NULL;
}

/* No blank at the end of a line that is a command's name alone. */
static const char *before_words(const Command *command) {
  return command->usage[0] == '\n' ? "" : " ";
}

static int print_overview(FILE *out) {
  fputs("kioskctl prepares the forms and keys of Innspill kiosks, and looks after the answers that they keep.\n\n", out);
  for (size_t i = 0; i < COUNT_OF(commands); i++)
    fprintf(out, "%s kioskctl %s%s%.*s\n", i == 0 ? "usage:" : "      ", commands[i]->name, before_words(commands[i]),
            (int)strcspn(commands[i]->usage, "\n"), commands[i]->usage);
  fputs("\nkioskctl COMMAND --help says more of a command; kioskctl --version prints the version.\n"
        "Exit codes: 0 done, 1 what was given or found is wrong, 2 usage, 3 the world failed (disk, display).\n",
        out);
  return STATUS_OK;
}

static int print_command_help(const Command *command) {
  printf("usage: kioskctl %s%s%s\n", command->name, before_words(command), command->usage);
  return STATUS_OK;
}

static int no_command(void) {
  Err err = {0};
  err_set(&err, STATUS_USAGE, "no-command", "which command? kioskctl --help lists them");
  err_print(&err, stderr);
  return STATUS_USAGE;
}

static int unknown_command(const char *name) {
  Str names[COUNT_OF(commands)];
  for (size_t i = 0; i < COUNT_OF(commands); i++)
    names[i] = str_from(commands[i]->name);
  Str near = str_nearest(str_from(name), names, COUNT_OF(commands));
  Err err = {0};
  if (near.len > 0)
    err_set(&err, STATUS_USAGE, "unknown-command", "there is no command \"%s\"; did you mean \"" STR_FMT "\"?", name,
            STR_ARG(near));
  else
    err_set(&err, STATUS_USAGE, "unknown-command", "there is no command \"%s\"; kioskctl --help lists them", name);
  err_print(&err, stderr);
  return STATUS_USAGE;
}

static bool is_help(const char *word) {
  return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static int run_command(const Command *command, int argc, char **argv) {
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
    if (is_help(argv[i])) return print_command_help(command);
  return command->run(argc, argv);
}

static int run(int argc, char **argv) {
  if (argc < 2) return no_command();
  if (strcmp(argv[1], "--version") == 0) return printf("kioskctl " INNSPILL_VERSION "\n") < 0 ? STATUS_WORLD : STATUS_OK;
  bool asks_help = is_help(argv[1]) || strcmp(argv[1], "help") == 0;
  if (asks_help && argc < 3) return print_overview(stdout);
  const char *name = asks_help ? argv[2] : argv[1];
  const Command *command = find_command(name);
  if (command == NULL) return unknown_command(name);
  return asks_help ? print_command_help(command) : run_command(command, argc - 1, argv + 1);
}

int main(int argc, char **argv) {
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}); /* a core file would hold answers and passphrases */
  signal(SIGXFSZ, SIG_IGN);                       /* a file that may not grow is a disk that is full: said, and nothing half left */
  int code = run(argc, argv);
  if (fflush(stdout) == 0 && !ferror(stdout)) return code;
  if (code != STATUS_OK) return code; /* what was said first counts */
  Err err = {0};
  err_set(&err, STATUS_WORLD, "output", "cannot write to standard output: %s", strerror(errno));
  err_print(&err, stderr);
  return STATUS_WORLD;
}
