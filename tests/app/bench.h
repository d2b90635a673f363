/* A kiosk without a display, on a clock of the test's own, with its database in a folder of its own. */
#ifndef BENCH_H
#define BENCH_H

#include "kiosk.h"
#include "material.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct BenchSetup {
  int64_t wall_ms;
  bool start_at_question, open_by_day; /* from eight to four, every day */
  const char *form;                    /* NULL: kort.yaml */
  Str pin_hash;
  const char *kioskctl, *backup_to; /* NULL: no backups */
  int backup_every;
} BenchSetup;

typedef struct Bench {
  Material material;
  Storage *storage;
  Upkeep *upkeep;
  Ui *ui;
  Kiosk *kiosk;
  ManualClock clock;
  Random random;
  Station station;
  Hours hours;
  char folder[64], db[80];
} Bench;

void bench_begin(Bench *bench, const BenchSetup *setup);
void bench_end(Bench *bench);
/* The kiosk goes and comes again: the same database, another process as far as it can tell. */
void bench_restart(Bench *bench, const BenchSetup *setup);
Screen bench_screen(const Bench *bench);
void bench_wait_until(Bench *bench, int64_t wall_ms);
void bench_wait(Bench *bench, int64_t ms);
/* A complete response of a visitor that day, an ISO date: stored, behind the kiosk's back. */
void bench_complete(Bench *bench, const char *day);
/* As if the interface had said so. */
void bench_act(Bench *bench, UiAction action);

#endif
