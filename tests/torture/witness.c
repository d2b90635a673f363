#include "witness.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

typedef struct Look {
  const Witness *witness;
  Arena *arena;
  int *found;               /* of each visit: answers that are there */
  size_t named, signatures; /* answers that name one, and pictures */
  bool right;
} Look;

WitnessVisit *witness_visit(Witness *witness) {
  if (witness->count == witness->capacity) {
    witness->capacity = witness->capacity ? 2 * witness->capacity : 64;
    witness->visits = realloc(witness->visits, witness->capacity * sizeof *witness->visits);
    BUG_UNLESS(witness->visits != NULL);
  }
  witness->visits[witness->count] = (WitnessVisit){0};
  return &witness->visits[witness->count++];
}

const char *witness_answer(Arena *arena, size_t number, int step) {
  static const char *const tastes[] = {"godt", "greit", "ille"};
  static const char *const foods[] = {"suppe", "fisk", "eple", "suppe fisk", "suppe eple", "suppe fisk eple"};
  switch (step) {
  case STEP_MARK:
    return arena_printf(arena, "gjest-%zu", number).ptr;
  case STEP_TASTE:
    return tastes[number % COUNT_OF(tastes)];
  case STEP_FOOD:
    return foods[number % COUNT_OF(foods)];
  case STEP_SIGNATURE:
    return "navn.png";
  default:
    return arena_printf(arena, "ord fra %zu", number).ptr;
  }
}

static void complain(Look *look, size_t number, const char *what, Str row) {
  const WitnessVisit *visit = &look->witness->visits[number];
  fprintf(stderr, "visit %zu, of whose answers %d were handed in and %d acknowledged: %s: " STR_FMT "\n", number, visit->tried,
          visit->acked, what, STR_ARG(row));
  look->right = false;
}

/* As it is written in an answers object. */
static const char *json_of(Arena *arena, size_t number, int step) {
  static const char *const names[] = {"merke", "smak", "tema", "navn", "ord"};
  Str rest = str_from(witness_answer(arena, number, step));
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_printf(&sink, "\"%s\":", names[step]);
  if (step != STEP_FOOD) {
    sink_json_str(&sink, rest);
    return buffer_view(&buffer).ptr;
  }
  const char *parting = "[";
  for (Str name; (name = str_next_word(&rest)).len > 0; parting = ",") {
    sink_z(&sink, parting);
    sink_json_str(&sink, name);
  }
  sink_z(&sink, "]");
  return buffer_view(&buffer).ptr;
}

static bool find_number(const char *answers, const Look *look, size_t *number) {
  static const char start[] = "\"merke\":\"gjest-";
  const char *at = strstr(answers, start);
  if (at == NULL) return false;
  *number = (size_t)strtoul(at + sizeof start - 1, NULL, 10);
  return *number < look->witness->count;
}

/* How many of its answers are there, in the order that they are given in. */
static int count_answers(Look *look, size_t number, Str answers) {
  int there = 0;
  for (int step = 0; step < STEP_COUNT; step++) {
    if (strstr(answers.ptr, json_of(look->arena, number, step)) == NULL) continue;
    if (there < step) complain(look, number, "an answer before one that is there is missing", answers);
    if (step >= look->witness->visits[number].tried) complain(look, number, "nobody answered that", answers);
    there = step + 1;
  }
  return there;
}

static bool see_response(void *context, const Response *row) {
  Look *look = context;
  Str answers = arena_printf(look->arena, STR_FMT " " STR_FMT, STR_ARG(row->answers), STR_ARG(row->free_text));
  size_t number;
  if (!find_number(answers.ptr, look, &number)) {
    fprintf(stderr, "a response that nobody gave, or that cannot be read: " STR_FMT "\n", STR_ARG(answers));
    look->right = false;
    return true;
  }
  int there = count_answers(look, number, answers);
  bool complete = row->status == RESPONSE_COMPLETE;
  if (look->found[number] != 0) complain(look, number, "it is there twice", answers);
  if (complete && there < STEP_COUNT) complain(look, number, "it is complete without all answers", answers);
  if (!complete && look->witness->visits[number].acked == STEP_COUNT) complain(look, number, "it is not complete", answers);
  look->found[number] = there;
  look->named += there > STEP_SIGNATURE;
  return true;
}

static bool see_attachment(void *context, Str uuid, const StoreAttachment *attachment) {
  Look *look = context;
  (void)uuid;
  if (attachment->bytes.len < 100 || memcmp(attachment->bytes.ptr, "\x89PNG", 4) != 0) {
    fprintf(stderr, "a signature is no picture\n");
    look->right = false;
  }
  look->signatures++;
  return true;
}

static void look_for_missing(Look *look) {
  for (size_t i = 0; i < look->witness->count; i++)
    if (look->found[i] < look->witness->visits[i].acked) complain(look, i, "not all of it is there", (Str){0});
  if (look->named == look->signatures) return;
  fprintf(stderr, "%zu responses name a signature, and %zu are there\n", look->named, look->signatures);
  look->right = false;
}

static void tell_fault(void *context, Str sentence) {
  Look *look = context;
  fprintf(stderr, "the ledger: " STR_FMT "\n", STR_ARG(sentence));
  look->right = false;
}

static Status read_all(Look *look, Store *store, bool closely, Err *err) {
  const LedgerReport *reports;
  size_t count;
  Status status = store_each(store, STR("pine"), NULL, see_response, look, err);
  if (status == STATUS_OK) status = store_each_attachment(store, STR("pine"), NULL, see_attachment, look, err);
  if (status == STATUS_OK && closely) status = store_verify(store, look->arena, tell_fault, look, &reports, &count, err);
  return status;
}

/* A kill before the file was made leaves none, or an empty one. */
static bool is_there(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return false;
  bool has_bytes = getc(file) != EOF;
  fclose(file);
  return has_bytes;
}

static bool acknowledged_any(const Witness *witness) {
  for (size_t i = 0; i < witness->count; i++)
    if (witness->visits[i].acked > 0) return true;
  return false;
}

static bool compare(const Witness *witness, bool closely) {
  if (!acknowledged_any(witness) && !is_there(witness->db)) return true;
  Look look = {.witness = witness, .arena = arena_new(0), .right = true};
  look.found = calloc(witness->count + 1, sizeof *look.found);
  BUG_UNLESS(look.found != NULL);
  Err err = {0};
  Store *store;
  Status status = store_open_readonly(witness->db, &store, &err);
  if (status == STATUS_OK) {
    store_use_keys(store, &witness->key, witness->key != NULL);
    status = read_all(&look, store, closely, &err);
  }
  store_close(store);
  if (status == STATUS_OK) look_for_missing(&look);
  bool blank = status != STATUS_OK && !acknowledged_any(witness); /* killed while it was being made */
  if (status != STATUS_OK && !blank) err_print(&err, stderr);
  free(look.found);
  arena_free(look.arena);
  return look.right && (status == STATUS_OK || blank);
}

static int see_pragma(void *context, int count, char **values, char **names) {
  (void)count, (void)names;
  *(bool *)context = strcmp(values[0], "ok") == 0;
  return 0;
}

static bool is_sound(const char *path) {
  bool sound = false;
  sqlite3 *db;
  int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK)
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL); /* the next kiosk finds it as it was left */
  if (code == SQLITE_OK) sqlite3_exec(db, "PRAGMA integrity_check", see_pragma, &sound, NULL);
  if (!sound) fprintf(stderr, "integrity: %s\n", sqlite3_errmsg(db));
  sqlite3_close(db);
  return sound;
}

bool witness_look(const Witness *witness) {
  return compare(witness, false);
}

bool witness_look_closely(const Witness *witness) {
  return compare(witness, true) && (!is_there(witness->db) || is_sound(witness->db));
}
