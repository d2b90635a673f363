#include "staff.h"
#include "when.h"

static Str fill(Build *b, UiString id, const char *name, Str words) {
  const PhraseSlot slots[] = {{name, words}};
  return phrases_fill(b->arena, b->strings, (int)id, b->language, slots, COUNT_OF(slots));
}

/* All numbers from the first to the last were given; a row of digits and a dash runs the same way in every script. */
static Str numbers(Build *b, int64_t last) {
  return last == 1 ? STR("1") : arena_printf(b->arena, "\u20661–%lld\u2069", (long long)last);
}

/* A code is written down in two halves: only between them does it break. */
static Str in_halves(Build *b, Str code) {
  enum { GROUPS = 4 };
  Buffer words = buffer_new(b->arena);
  Sink out = sink_to_buffer(&words);
  int spaces = 0;
  for (size_t i = 0; i < code.len; i++) {
    bool inside = code.ptr[i] == ' ' && ++spaces % GROUPS != 0;
    sink_str(&out, inside ? STR("\u00a0") : (Str){code.ptr + i, 1});
  }
  return buffer_view(&words);
}

static Str lines(Build *b, Str first, Str second) {
  if (first.len == 0 || second.len == 0) {
    return first.len > 0 ? first : second;
  }
  return arena_printf(b->arena, STR_FMT "\n" STR_FMT, STR_ARG(first), STR_ARG(second));
}

static Fact ledger_fact(Build *b, const Staff *staff) {
  Str code = arena_printf(b->arena, "\u2068" STR_FMT "\u2069", STR_ARG(in_halves(b, staff->ledger_head)));
  Str head = staff->ledger_head.len > 0 ? fill(b, UI_STRING_LEDGER_HEAD, "{code}", code) : STR("");
  Str waiting = arena_printf(b->arena, "%zu", staff->waiting);
  Str wait = staff->waiting > 0 ? fill(b, UI_STRING_LEDGER_WAITING, "{waiting}", waiting) : STR("");
  return (Fact){.id = "board.ledger",
                .caption = build_string(b, UI_STRING_BOARD_LEDGER),
                .value = staff->numbered > 0 ? numbers(b, staff->numbered) : build_string(b, UI_STRING_NONE_YET),
                .more = lines(b, wait, head)};
}

/* Tenths where they matter, and never more than there is. */
static Str free_space(Build *b, int64_t bytes) {
  int64_t megabytes = bytes / 1000000, tenths = megabytes / 100, whole = tenths / 10;
  if (megabytes < 1000) {
    return fill(b, UI_STRING_DISK_FREE_MB, "{n}", build_number(b, (double)megabytes));
  }
  return fill(b, UI_STRING_DISK_FREE, "{n}", build_number(b, tenths < 100 ? (double)tenths / 10 : (double)whole));
}

static Fact disk_fact(Build *b, const Staff *staff) {
  bool known = staff->free_bytes >= 0;
  UiString says = staff->disk_low ? UI_STRING_DISK_LOW : known ? UI_STRING_DISK_GOOD : UI_STRING_DISK_UNKNOWN;
  Str space = known ? free_space(b, staff->free_bytes) : STR("");
  return (Fact){.id = "board.disk",
                .caption = build_string(b, UI_STRING_BOARD_DISK),
                .value = build_string(b, says),
                .more = lines(b, space, staff->disk_low ? build_string(b, UI_STRING_DISK_LOW_MEANS) : STR("")),
                .wrong = staff->disk_low};
}

/* The time of day does not stand apart from the word before it. */
static Str moment_of(Build *b, int64_t wall_ms) {
  Str when = when_past(b, wall_ms);
  size_t at = when.len;
  while (at > 0 && when.ptr[at - 1] != ' ') {
    at--;
  }
  if (at == 0) {
    return when;
  }
  Str day = {when.ptr, at - 1}, time = {when.ptr + at, when.len - at};
  return arena_printf(b->arena, STR_FMT "\u00a0" STR_FMT, STR_ARG(day), STR_ARG(time));
}

static Fact backup_fact(Build *b, const Staff *staff) {
  static const UiString says[] = {[STAFF_BACKUP_NONE] = UI_STRING_BACKUP_NONE,
                                  [STAFF_BACKUP_NEVER_YET] = UI_STRING_NONE_YET,
                                  [STAFF_BACKUP_DONE] = UI_STRING_BACKUP_DONE,
                                  [STAFF_BACKUP_RUNNING] = UI_STRING_BACKUP_RUNNING,
                                  [STAFF_BACKUP_FAILED] = UI_STRING_BACKUP_FAILED};
  bool done = staff->backup == STAFF_BACKUP_DONE, made = staff->backup_wall_ms > 0;
  bool failed = staff->backup == STAFF_BACKUP_FAILED;
  Str when = made ? moment_of(b, staff->backup_wall_ms) : STR("");
  Str last = made && !done ? fill(b, UI_STRING_BACKUP_LAST, "{when}", when) : STR("");
  return (Fact){.id = "board.backup",
                .caption = build_string(b, UI_STRING_BOARD_BACKUP),
                .value = fill(b, says[staff->backup], "{when}", when),
                .more = lines(b, last, failed ? build_string(b, UI_STRING_BACKUP_FAILED_MEANS) : STR("")),
                .wrong = failed};
}

static Fact seal_fact(Build *b, const Staff *staff) {
  return (Fact){.id = "board.seal",
                .caption = build_string(b, UI_STRING_BOARD_SEAL),
                .value = build_string(b, staff->sealed ? UI_STRING_SEAL_CLOSED : UI_STRING_SEAL_OPEN),
                .more = build_string(b, staff->sealed ? UI_STRING_SEAL_CLOSED_MEANS : UI_STRING_SEAL_OPEN_MEANS)};
}

static Fact trouble_fact(Build *b, const StaffTrouble *trouble, size_t nth) {
  static const UiString says[] = {
      [STAFF_FAULT_DISK_FULL] = UI_STRING_TROUBLE_DISK_FULL, [STAFF_FAULT_DISK] = UI_STRING_TROUBLE_DISK,
      [STAFF_FAULT_DAMAGED] = UI_STRING_TROUBLE_DAMAGED,     [STAFF_FAULT_MOVED] = UI_STRING_TROUBLE_MOVED,
      [STAFF_FAULT_BACKUP] = UI_STRING_TROUBLE_BACKUP,       [STAFF_FAULT_CLOCK] = UI_STRING_TROUBLE_CLOCK,
      [STAFF_FAULT_OTHER] = UI_STRING_TROUBLE_OTHER};
  _Static_assert(COUNT_OF(says) == STAFF_FAULT_COUNT, "words for every fault");
  return (Fact){.id = arena_printf(b->arena, "board.trouble.%zu", nth).ptr,
                .value = build_string(b, says[trouble->fault]),
                .more = moment_of(b, trouble->wall_ms),
                .wrong = !trouble->over};
}

static void add(Facts *facts, Fact fact, bool wrong) {
  if (fact.wrong == wrong) {
    facts->items[facts->count++] = fact;
  }
}

static void add_troubles(Build *b, Facts *facts, const Staff *staff, bool lasting) {
  for (size_t i = 0; i < staff->trouble_count && i < STAFF_TROUBLES_MAX; i++) {
    const StaffTrouble *trouble = &staff->troubles[i];
    /* How the backup stands says so, too. */
    bool told = lasting && trouble->fault == STAFF_FAULT_BACKUP && staff->backup == STAFF_BACKUP_FAILED;
    if (!told) {
      add(facts, trouble_fact(b, trouble, i + 1), lasting);
    }
  }
}

Facts staff_standing(Build *b, const Staff *staff, bool wrong) {
  Facts facts = {.count = 0};
  if (wrong) {
    add_troubles(b, &facts, staff, true);
  }
  add(&facts, ledger_fact(b, staff), wrong);
  add(&facts, disk_fact(b, staff), wrong);
  add(&facts, backup_fact(b, staff), wrong);
  add(&facts, seal_fact(b, staff), wrong);
  return facts;
}

Facts staff_past(Build *b, const Staff *staff) {
  Facts facts = {.count = 0};
  add_troubles(b, &facts, staff, false);
  return facts;
}

bool staff_is_wanted(const Staff *staff) {
  bool wanted = staff->disk_low || staff->backup == STAFF_BACKUP_FAILED;
  for (size_t i = 0; i < staff->trouble_count; i++) {
    wanted = wanted || !staff->troubles[i].over;
  }
  return wanted;
}
