#include "progress.h"

#include <unistd.h>

enum { SILENT_MS = 1000, INTERVAL_MS = 200, BAR_CELLS = 30, MINUTES_FROM_S = 90 };

Progress progress_begin(const Clock *clock, FILE *out) {
  return (Progress){.terminal = isatty(fileno(out)) ? out : NULL, .clock = clock, .begun_ms = clock->monotonic_ms(clock)};
}

/* Rounded up: a rest of 0 s that lasts is a lie. */
static void print_rest(FILE *out, double rest_ms) {
  int64_t seconds = (int64_t)(rest_ms / 1000) + 1;
  if (rest_ms <= 0)
    fputs("finishing", out);
  else if (seconds > MINUTES_FROM_S)
    fprintf(out, "%lld min left", (long long)(seconds + 59) / 60);
  else
    fprintf(out, "%lld s left", (long long)seconds);
}

static void print_line(FILE *out, double part, double rest_ms) {
  static const char full[] = "##############################", empty[] = "..............................";
  _Static_assert(sizeof full == BAR_CELLS + 1 && sizeof empty == BAR_CELLS + 1, "a bar is as long as it is");
  int cells = (int)(part * BAR_CELLS);
  fprintf(out, "\r[%.*s%.*s] %d %%, ", cells, full, BAR_CELLS - cells, empty, (int)(part * 100));
  print_rest(out, rest_ms);
  fputs("\033[K", out);
  fflush(out);
}

void progress_tell(void *context, size_t done, size_t total) {
  Progress *progress = context;
  if (progress->terminal == NULL || done == 0 || total == 0) return;
  int64_t now = progress->clock->monotonic_ms(progress->clock);
  bool at_end = done >= total; /* what comes after it may take long as well */
  if (now - progress->begun_ms < SILENT_MS || (now - progress->told_ms < INTERVAL_MS && !at_end)) return;
  progress->told_ms = now;
  double part = at_end ? 1 : (double)done / (double)total;
  print_line(progress->terminal, part, (double)(now - progress->begun_ms) * (1 - part) / part);
}

void progress_end(Progress *progress) {
  if (progress->terminal == NULL || progress->told_ms == 0) return;
  fputs("\r\033[K", progress->terminal);
  fflush(progress->terminal);
  progress->told_ms = 0;
}
