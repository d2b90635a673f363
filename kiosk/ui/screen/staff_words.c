#include "staff.h"
#include "when.h"

static Str fill(Build *b, UiString id, const char *name, Str words) {
  const StringSlot slots[] = {{name, words}};
  return strings_fill(b->arena, b->strings, id, b->language, slots, COUNT_OF(slots));
}

/* All numbers from the first to the last were given; a row of digits and a dash runs the same way in every script. */
static Str numbers(Build *b, int64_t last) {
  return last == 1 ? STR("1") : arena_printf(b->arena, "\u20661–%lld\u2069", (long long)last);
}

Fact staff_ledger(Build *b, const Staff *staff) {
  const StringSlot slots[] = {{"{numbers}", numbers(b, staff->numbered)},
                              {"{waiting}", arena_printf(b->arena, "%zu", staff->waiting)}};
  UiString none = staff->waiting > 0 ? UI_STRING_LEDGER_NONE : UI_STRING_NONE_YET;
  UiString says = staff->numbered > 0 ? UI_STRING_LEDGER_NUMBERED : none;
  Str code = arena_printf(b->arena, "\u2068" STR_FMT "\u2069", STR_ARG(staff->ledger_head));
  return (Fact){.id = "board.ledger",
                .caption = build_string(b, UI_STRING_BOARD_LEDGER),
                .value = strings_fill(b->arena, b->strings, says, b->language, slots, COUNT_OF(slots)),
                .more = staff->ledger_head.len > 0 ? fill(b, UI_STRING_LEDGER_HEAD, "{code}", code) : STR("")};
}

/* Tenths where they matter, and never more than there is. */
static Str gigabytes(Build *b, int64_t bytes) {
  int64_t tenths = bytes / 100000000, whole = tenths / 10;
  return build_number(b, tenths < 100 ? (double)tenths / 10 : (double)whole);
}

Fact staff_disk(Build *b, const Staff *staff) {
  bool known = staff->free_bytes >= 0;
  UiString says = staff->disk_low ? UI_STRING_DISK_LOW : known ? UI_STRING_DISK_GOOD : UI_STRING_DISK_UNKNOWN;
  return (Fact){.id = "board.disk",
                .caption = build_string(b, UI_STRING_BOARD_DISK),
                .value = build_string(b, says),
                .more = known ? fill(b, UI_STRING_DISK_FREE, "{n}", gigabytes(b, staff->free_bytes)) : STR(""),
                .wrong = staff->disk_low};
}

Fact staff_backup(Build *b, const Staff *staff) {
  static const UiString says[] = {[STAFF_BACKUP_NONE] = UI_STRING_BACKUP_NONE,
                                  [STAFF_BACKUP_NEVER_YET] = UI_STRING_NONE_YET,
                                  [STAFF_BACKUP_DONE] = UI_STRING_BACKUP_DONE,
                                  [STAFF_BACKUP_RUNNING] = UI_STRING_BACKUP_RUNNING,
                                  [STAFF_BACKUP_FAILED] = UI_STRING_BACKUP_FAILED};
  bool done = staff->backup == STAFF_BACKUP_DONE, made = staff->backup_wall_ms > 0;
  Str when = made ? when_past(b, staff->backup_wall_ms) : STR("");
  return (Fact){.id = "board.backup",
                .caption = build_string(b, UI_STRING_BOARD_BACKUP),
                .value = fill(b, says[staff->backup], "{when}", when),
                .more = made && !done ? fill(b, UI_STRING_BACKUP_LAST, "{when}", when) : STR(""),
                .wrong = staff->backup == STAFF_BACKUP_FAILED};
}

Fact staff_seal(Build *b, const Staff *staff) {
  return (Fact){.id = "board.seal",
                .caption = build_string(b, UI_STRING_BOARD_SEAL),
                .value = build_string(b, staff->sealed ? UI_STRING_SEAL_CLOSED : UI_STRING_SEAL_OPEN),
                .more = build_string(b, staff->sealed ? UI_STRING_SEAL_CLOSED_MEANS : UI_STRING_SEAL_OPEN_MEANS)};
}

Fact staff_no_trouble(Build *b) {
  return (Fact){.id = "board.troubles",
                .caption = build_string(b, UI_STRING_BOARD_TROUBLES),
                .value = build_string(b, UI_STRING_TROUBLES_NONE)};
}

Fact staff_trouble(Build *b, const StaffTrouble *trouble, size_t nth) {
  static const UiString says[] = {
      [STAFF_FAULT_DISK_FULL] = UI_STRING_TROUBLE_DISK_FULL, [STAFF_FAULT_DISK] = UI_STRING_TROUBLE_DISK,
      [STAFF_FAULT_DAMAGED] = UI_STRING_TROUBLE_DAMAGED,     [STAFF_FAULT_MOVED] = UI_STRING_TROUBLE_MOVED,
      [STAFF_FAULT_BACKUP] = UI_STRING_TROUBLE_BACKUP,       [STAFF_FAULT_OTHER] = UI_STRING_TROUBLE_OTHER};
  _Static_assert(COUNT_OF(says) == STAFF_FAULT_COUNT, "words for every fault");
  Str when = when_past(b, trouble->wall_ms);
  return (Fact){.id = arena_printf(b->arena, "board.trouble.%zu", nth).ptr,
                .value = build_string(b, says[trouble->fault]),
                .more = trouble->over ? fill(b, UI_STRING_TROUBLE_OVER, "{when}", when) : when,
                .wrong = !trouble->over};
}

bool staff_is_wanted(const Staff *staff) {
  bool wanted = staff->disk_low || staff->backup == STAFF_BACKUP_FAILED;
  for (size_t i = 0; i < staff->trouble_count; i++) {
    wanted = wanted || !staff->troubles[i].over;
  }
  return wanted;
}
