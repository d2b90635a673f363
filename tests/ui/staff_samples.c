#include "staff_samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NOW_MS  INT64_C(1795264200000) /* the stage's */
#define HOUR_MS INT64_C(3600000)

#define HERE                                                                                                                       \
  .open = true, .form = STR_INIT("Samling høst 2026"), .event = STR_INIT("Frokostmøte"), .place = STR_INIT("Bergen rådhus"),       \
  .round = STR_INIT("Runde 2"), .device = STR_INIT("kiosk-1")

const StaffSample staff_samples[STAFF_SAMPLE_COUNT] = {
    {"pin", {0}},
    {"wrong", {.wrong_pin = true}},
    {"wait", {.wrong_pin = true, .wait_s = 754}},
    {"fine",
     {HERE, .complete = 34, .partial = 3, .discarded = 1, .numbered = 210, .waiting = 4,
      .ledger_head = STR_INIT("4f2a 91c0 77de 0b13 9c55 e0d1 4471 af28"), .free_bytes = 12400000000, .sealed = true,
      .backup = STAFF_BACKUP_DONE, .backup_wall_ms = NOW_MS - HOUR_MS, .may_choose_form = true}},
    {"paused", {HERE, .free_bytes = -1, .backup = STAFF_BACKUP_NEVER_YET, .paused = true}},
    {"clock",
     {HERE, .complete = 1, .free_bytes = 12400000000, .trouble_count = 1,
      .troubles = {{STAFF_FAULT_CLOCK, NOW_MS - HOUR_MS, false}}}},
    {"trouble",
     {HERE, .complete = 1234, .partial = 56, .numbered = 1, .waiting = 0, .free_bytes = 149000000, .disk_low = true,
      .backup = STAFF_BACKUP_FAILED, .backup_wall_ms = NOW_MS - 25 * HOUR_MS, .trouble_count = 3, .may_choose_form = true,
      .troubles = {{STAFF_FAULT_DISK_FULL, NOW_MS - HOUR_MS / 6, false},
                   {STAFF_FAULT_BACKUP, NOW_MS - HOUR_MS, false},
                   {STAFF_FAULT_MOVED, NOW_MS - 30 * HOUR_MS, true}}}},
};

const Staff *staff_sample(const char *name) {
  for (size_t i = 0; i < STAFF_SAMPLE_COUNT; i++) {
    if (strcmp(staff_samples[i].name, name) == 0) {
      return &staff_samples[i].staff;
    }
  }
  fail_msg("no sample is called %s", name);
  return NULL;
}
