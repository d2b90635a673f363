#include "command.h"
#include "options.h"
#include "store.h"

static Status back_up(int argc, char **argv, Err *err) {
  const char *db = NULL, *to = NULL;
  const Option options[] = {{"--db", &db, NULL}, {"--to", &to, NULL}};
  int words;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words > 0)
    status = err_set(err, STATUS_USAGE, "unexpected-word", "backup does not know what to do with \"%s\"; kioskctl backup --help",
                     argv[1]);
  if (status == STATUS_OK) status = options_require(db, "--db", "name the database to copy", err);
  if (status == STATUS_OK) status = options_require(to, "--to", "name the file that the copy becomes", err);
  if (status == STATUS_OK) status = store_backup(db, to, err);
  if (status == STATUS_OK) printf("%s: copied to %s, and read back\n", db, to);
  return status;
}

static int run(int argc, char **argv) {
  Err err = {0};
  Status status = back_up(argc, argv, &err);
  if (status != STATUS_OK) err_print(&err, stderr);
  return (int)status;
}

const Command command_backup = {
    .name = "backup",
    .usage =
        "--db DB --to PATH\n"
        "\n"
        "Copies the database, also while a kiosk is running on it. The copy is written beside PATH, read back from its disk and\n"
        "checked; only then does it take the place of the copy that was there. It is a database of its own: every command reads\n"
        "it, and put in the kiosk's place it goes on from there.\n"
        "\n"
        "  --db DB    the kiosk's database; it may be in use\n"
        "  --to PATH  the file that the copy becomes, best on another disk or a stick; never a database that was used since",
    .run = run,
};
