#include "command.h"
#include "options.h"
#include "store.h"

static void print_sentence(void *context, Str sentence) {
  Sink *out = context;
  sink_harmless(out, sentence);
  sink_z(out, "\n");
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static void print_summary(const char *to, const StoreRecovery *report) {
  printf("%zu response%s, %zu attachment%s and %zu form%s are in %s\n", report->responses, plural(report->responses),
         report->attachments, plural(report->attachments), report->forms, plural(report->forms), to);
  if (report->lost + report->damaged == 0) return;
  printf("%zu completed response%s lost, %zu damaged row%s left out\n", report->lost, report->lost == 1 ? " is" : "s are",
         report->damaged, plural(report->damaged));
}

static Status recover(int argc, char **argv, Err *err) {
  const char *db = NULL, *out = NULL;
  const Option options[] = {{"--db", &db, NULL}, {"--out", &out, NULL}};
  int words;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words > 0)
    status = err_set(err, STATUS_USAGE, "unexpected-word", "recover does not know what to do with \"%s\"; kioskctl recover --help",
                     argv[1]);
  if (status == STATUS_OK) status = options_require(db, "--db", "name the damaged database", err);
  if (status == STATUS_OK) status = options_require(out, "--out", "name the new database to make", err);
  if (status != STATUS_OK) return status;
  StoreRecovery report;
  Random random = random_system();
  Sink lines = sink_to_file(stdout);
  status = store_recover(db, out, &random, print_sentence, &lines, &report, err);
  if (status != STATUS_OK) return status;
  print_summary(out, &report);
  fflush(stdout);
  if (report.lost + report.damaged == 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "not-all", "not everything could be got out of %s; what is above says what is missing", db);
}

static int run(int argc, char **argv) {
  Err err = {0};
  Status status = recover(argc, argv, &err);
  if (status != STATUS_OK) err_print(&err, stderr);
  return (int)status;
}

const Command command_recover = {
    .name = "recover",
    .usage = "--db BAD --out NEW\n"
             "\n"
             "Gets out of a damaged database what can be got: reads it page by page, with the -wal file beside it, and writes\n"
             "every row that is whole into a new database. Says what it could not get, as far as the ledger tells; ends with 1\n"
             "when that is anything. The damaged file stays as it is. It also reads a -wal file alone.\n"
             "\n"
             "  --db BAD   the damaged database, such as answers.damaged-2026-11-22.db\n"
             "  --out NEW  the database to make; it must not exist. kioskctl export and verify read it",
    .run = run,
};
