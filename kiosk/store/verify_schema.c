/* A trigger could change answers on their way in, before anything vouches for them, and a view could stand where a table was. So the
 * file's tables are compared with those of a database made for it. Views beside them are nobody's business. */
#include "verify.h"

static const char things_sql[] =
    "SELECT name, type, coalesce(sql, '') FROM sqlite_schema"
    " WHERE type <> 'view' AND name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY name COLLATE BINARY";

typedef struct Comparison {
  Verification *verification;
  sqlite3_stmt *wanted; /* stands on one, while more */
  bool more, sound;
} Comparison;

static void next_wanted(Comparison *comparison) {
  comparison->more = sqlite3_step(comparison->wanted) == SQLITE_ROW;
}

/* An index that is gone only makes it slow. */
static void note_unsound(Comparison *comparison) {
  if (str_is(column_view(comparison->wanted, 1), "table")) comparison->sound = false;
}

static void say_missing(Comparison *comparison) {
  verify_fault(comparison->verification, NULL, "the " STR_FMT " \"" STR_FMT "\" is missing",
               STR_ARG(column_view(comparison->wanted, 1)), STR_ARG(column_view(comparison->wanted, 0)));
  note_unsound(comparison);
  next_wanted(comparison);
}

static bool compare_thing(void *context, sqlite3_stmt *row) {
  Comparison *comparison = context;
  Str name = column_view(row, 0), type = column_view(row, 1);
  int order = 1;
  while (comparison->more && (order = str_compare(column_view(comparison->wanted, 0), name)) < 0)
    say_missing(comparison);
  if (!comparison->more || order != 0) {
    verify_fault(comparison->verification, NULL,
                 "there is a " STR_FMT " \"" STR_FMT "\", which no kiosk makes: it was added by hand", STR_ARG(type),
                 STR_ARG(name));
    return true;
  }
  bool same =
      str_equal(column_view(comparison->wanted, 1), type) && str_equal(column_view(comparison->wanted, 2), column_view(row, 2));
  if (!same) {
    verify_fault(comparison->verification, NULL, "the " STR_FMT " \"" STR_FMT "\" is not as a kiosk makes it", STR_ARG(type),
                 STR_ARG(name));
    note_unsound(comparison);
  }
  next_wanted(comparison);
  return true;
}

static Status compare(Comparison *comparison, const Store *model, Err *err) {
  Verification *verification = comparison->verification;
  comparison->wanted = statement_once(model, things_sql, err);
  sqlite3_stmt *things = comparison->wanted ? statement_once(verification->store, things_sql, err) : NULL;
  if (things == NULL) {
    sqlite3_finalize(comparison->wanted);
    return STATUS_WORLD;
  }
  next_wanted(comparison);
  Status status = statement_walk(verification->store, things, compare_thing, comparison, err);
  while (status == STATUS_OK && comparison->more)
    say_missing(comparison);
  sqlite3_finalize(comparison->wanted);
  return status;
}

Status verify_schema(Verification *verification, bool *sound, Err *err) {
  Store model = {.lock_file = -1};
  Comparison comparison = {.verification = verification, .sound = true};
  Status status = connection_open(&model, STR(":memory:"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
  if (status == STATUS_OK) status = schema_make(&model, err);
  if (status == STATUS_OK) status = compare(&comparison, &model, err);
  connection_close(&model);
  *sound = comparison.sound;
  return status;
}
