#include "recover.h"
#include "connection.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RANGES_MAX = 12 }; /* of damaged pages, that are named */

static int compare_pages(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return (left > right) - (left < right);
}

static void tell_pages(RecoverWalk *walk, Arena *arena, const RecoverTell *tell) {
  size_t count = walk->damaged_page_count;
  if (count == 0) return;
  qsort(walk->damaged_pages, count, sizeof *walk->damaged_pages, compare_pages);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  size_t ranges = 0;
  for (size_t i = 0; i < count && ranges < RANGES_MAX; ranges++) {
    uint32_t first = walk->damaged_pages[i], last = first;
    while (++i < count && walk->damaged_pages[i] <= last + 1)
      last = walk->damaged_pages[i];
    sink_printf(&sink, first == last ? "%s%u" : "%s%u-%u", ranges > 0 ? ", " : "", first, last);
    if (i < count && ranges + 1 == RANGES_MAX) sink_z(&sink, ", ...");
  }
  recover_say(tell,
              "%zu page%s of the file, where rows were to be, cannot be read (" STR_FMT
              "): what they held is found only where the rest of the file has it too",
              count, count == 1 ? "" : "s", STR_ARG(buffer_view(&buffer)));
}

static void tell_damage(RecoverWalk *walk, Arena *arena, size_t damaged, const RecoverTell *tell) {
  if (!walk->raw.has_header)
    recover_say(tell, "the head of the file is damaged: it was read page by page, as a file of pages of %zu bytes",
                walk->raw.page_bytes);
  if (walk->log_is_other)
    recover_say(tell,
                "the -wal file beside it belongs to another database and was not read: give it to kioskctl recover by itself");
  else if (walk->raw.stray_count > 0)
    recover_say(tell, "the -wal file is damaged: of what changed last, some may be as it was before");
  tell_pages(walk, arena, tell);
  if (damaged > 0)
    recover_say(tell, "%zu row%s found that %s damaged, and %s not taken", damaged, damaged == 1 ? " was" : "s were",
                damaged == 1 ? "is" : "are", damaged == 1 ? "was" : "were");
}

static Status account(const char *part, const Random *random, const RecoverTell *tell, StoreRecovery *report, Err *err) {
  Store *store;
  Status status = store_open(part, random, &store, err);
  if (status == STATUS_OK) status = store_execute(store, "PRAGMA foreign_keys = OFF", err);
  if (status == STATUS_OK) status = recover_account(store, tell, report, err);
  store_close(store);
  return status;
}

static Status must_not_exist(Arena *arena, const char *to, Err *err) {
  if (access(to, F_OK) != 0 && !path_was_left_open(arena, to)) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "out-exists", "%s exists already; choose a new name for what is recovered", to);
}

static Status put_in_place(Arena *arena, const char *part, const char *to, Err *err) {
  if (path_sync(part) && rename(part, to) == 0 && path_sync(path_folder(arena, to).ptr)) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "out-path", "cannot make %s: %s; choose another path", to, strerror(errno));
}

static Status recover(Arena *arena, RecoverWalk *walk, const char *to, const Random *random, const RecoverTell *tell,
                      StoreRecovery *report, Err *err) {
  const char *part = arena_printf(arena, "%s.part", to).ptr;
  size_t refused = 0;
  path_remove(arena, part);
  Status status = recover_fill(part, walk, &refused, err);
  report->damaged = walk->damaged_rows + refused;
  if (status == STATUS_OK) tell_damage(walk, arena, report->damaged, tell);
  if (status == STATUS_OK) status = account(part, random, tell, report, err);
  bool nothing = report->responses + report->forms + report->attachments == 0;
  if (status == STATUS_OK && nothing)
    status = err_set(err, STATUS_INPUT, "nothing-found", "nothing of an Innspill database was found in that file; check the path");
  if (status == STATUS_OK) status = put_in_place(arena, part, to, err);
  if (status != STATUS_OK) path_remove(arena, part);
  return status;
}

Status store_recover(const char *damaged, const char *to, const Random *random, void (*lost)(void *context, Str sentence),
                     void *context, StoreRecovery *report, Err *err) {
  *report = (StoreRecovery){0};
  Arena *arena = arena_new(0);
  RecoverWalk walk = {0};
  RecoverTell tell = {lost, context};
  Status status = must_not_exist(arena, to, err);
  if (status == STATUS_OK) {
    status = recover_walk_open(&walk, arena, damaged, err);
    if (status == STATUS_OK) status = recover(arena, &walk, to, random, &tell, report, err);
    if (walk.scratch != NULL) recover_walk_close(&walk);
  }
  arena_free(arena);
  return status;
}
