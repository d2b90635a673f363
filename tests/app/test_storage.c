/* A database that is lost and found while the kiosk runs. */
#include "storage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct Shelf {
  Arena *arena;
  const Form *form;
  ManualClock clock;
  Random random;
  char folder[64];
  const char *path;
  StorageSetup setup;
  Storage *storage;
} Shelf;

static Str file(const Shelf *shelf, const char *name) {
  return arena_printf(shelf->arena, "%s/%s", shelf->folder, name);
}

static void must(Status status, const Err *err) {
  if (status != STATUS_OK) fail_msg("%s: %s", err->code, err->sentence);
}

static int set_up(void **state) {
  static Shelf shelf;
  shelf = (Shelf){.arena = arena_new(0), .random = random_system(), .folder = "/tmp/innspill-storage-XXXXXX"};
  shelf.clock = clock_manual(INT64_C(1795305600000));
  assert_non_null(mkdtemp(shelf.folder));
  shelf.path = file(&shelf, "a.db").ptr;
  Err err = {0};
  Diags diags = diags_new(shelf.arena);
  must(form_load(shelf.arena, "tests/play/forms/kort.yaml", &diags, &shelf.form, &err), &err);
  const Form **forms = ARENA_NEW(shelf.arena, const Form *);
  *forms = shelf.form;
  shelf.setup = (StorageSetup){.path = shelf.path, .forms = {forms, 1}, .clock = &shelf.clock.clock, .random = &shelf.random};
  shelf.storage = storage_new(&shelf.setup);
  must(storage_ready(shelf.storage, &err), &err);
  *state = &shelf;
  return 0;
}

static int tear_down(void **state) {
  Shelf *shelf = *state;
  storage_free(shelf->storage);
  char command[128];
  snprintf(command, sizeof command, "rm -r %s", shelf->folder);
  arena_free(shelf->arena);
  return system(command);
}

typedef struct Row {
  char uuid[STORE_UUID_LEN + 1];
} Row;

static Row new_row(const Shelf *shelf) {
  Row row;
  store_uuid(&shelf->random, row.uuid);
  return row;
}

static Status put(Shelf *shelf, const Row *row, ResponseStatus status, Err *err) {
  return storage_put(shelf->storage,
                     &(Response){.uuid = str_from(row->uuid),
                                 .device = storage_device(shelf->storage),
                                 .form_id = shelf->form->form_id,
                                 .form_version = shelf->form->version,
                                 .language = STR("nb"),
                                 .channel = STR("kiosk"),
                                 .status = status,
                                 .time = STR("2026-11-22"),
                                 .answers = STR("{\"bra\":\"ja\"}")},
                     err);
}

static bool count_row(void *context, const Response *row) {
  (void)row;
  ++*(size_t *)context;
  return true;
}

static size_t rows_in(const Shelf *shelf, const char *path) {
  Store *store;
  Err err = {0};
  size_t count = 0;
  must(store_open_readonly(path, &store, &err), &err);
  must(store_each(store, shelf->form->form_id, &(StoreFilter){.trials = true}, count_row, &count, &err), &err);
  store_close(store);
  return count;
}

static StaffFault newest_trouble(const Shelf *shelf, bool *over) {
  const Troubles *troubles = storage_troubles(shelf->storage);
  assert_true(troubles->count > 0);
  *over = troubles->items[0].over;
  return troubles->items[0].fault;
}

static void a_deleted_file_is_made_anew(void **state) {
  Shelf *shelf = *state;
  Err err = {0};
  bool over;
  Row first = new_row(shelf), second = new_row(shelf);
  Str device = arena_str(shelf->arena, storage_device(shelf->storage));
  must(put(shelf, &first, RESPONSE_COMPLETE, &err), &err);
  assert_int_equal(unlink(shelf->path), 0);
  assert_int_equal(put(shelf, &second, RESPONSE_COMPLETE, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-moved");
  assert_int_equal(newest_trouble(shelf, &over), STAFF_FAULT_MOVED);
  assert_false(over);
  err = (Err){0};
  must(put(shelf, &second, RESPONSE_COMPLETE, &err), &err);
  assert_int_equal(newest_trouble(shelf, &over), STAFF_FAULT_MOVED);
  assert_true(over);
  assert_int_equal(storage_openings(shelf->storage), 2);
  assert_true(str_equal(storage_device(shelf->storage), device)); /* which the first file made at random */
  storage_free(shelf->storage);
  shelf->storage = NULL;
  assert_int_equal(rows_in(shelf, shelf->path), 1);
}

/* What was promised is where the file went, and nothing twice. */
static void a_file_that_was_replaced(void **state) {
  Shelf *shelf = *state;
  Err err = {0};
  Row first = new_row(shelf), second = new_row(shelf), other = new_row(shelf);
  must(put(shelf, &first, RESPONSE_COMPLETE, &err), &err);

  Storage *mine = shelf->storage;
  StorageSetup elsewhere = shelf->setup;
  elsewhere.path = file(shelf, "b.db").ptr;
  shelf->storage = storage_new(&elsewhere);
  must(storage_ready(shelf->storage, &err), &err);
  must(put(shelf, &other, RESPONSE_COMPLETE, &err), &err);
  storage_free(shelf->storage);
  shelf->storage = mine;

  Str old = file(shelf, "old.db");
  assert_int_equal(rename(shelf->path, old.ptr), 0);
  assert_int_equal(rename(elsewhere.path, shelf->path), 0);
  assert_int_equal(put(shelf, &second, RESPONSE_PARTIAL, &err), STATUS_WORLD);
  err = (Err){0};
  must(put(shelf, &second, RESPONSE_PARTIAL, &err), &err);
  must(put(shelf, &second, RESPONSE_COMPLETE, &err), &err);
  must(put(shelf, &second, RESPONSE_COMPLETE, &err), &err);
  assert_int_equal(storage_complete(shelf->storage), 3);
  storage_free(shelf->storage);
  shelf->storage = NULL;
  assert_int_equal(rows_in(shelf, shelf->path), 2);
  assert_in_range(rows_in(shelf, old.ptr), 1, 2); /* the one that failed may have come that far */
}

static void another_kiosk_is_refused(void **state) {
  Shelf *shelf = *state;
  Err err = {0};
  Storage *second = storage_new(&shelf->setup);
  assert_int_equal(storage_ready(second, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-in-use");
  storage_free(second);
}

/* While a folder is in the way nothing can be opened; when it is gone, everything goes on. */
static void it_waits_for_its_place(void **state) {
  Shelf *shelf = *state;
  Err err = {0};
  Row row = new_row(shelf);
  Str old = file(shelf, "old.db");
  assert_int_equal(rename(shelf->path, old.ptr), 0);
  assert_int_equal(mkdir(shelf->path, 0700), 0);
  for (int i = 0; i < 3; i++) {
    err = (Err){0};
    assert_int_not_equal(put(shelf, &row, RESPONSE_PARTIAL, &err), STATUS_OK);
    storage_note(shelf->storage, "idle", STR("")); /* not noted, and no harm */
    StoreFacts facts;
    assert_int_not_equal(storage_facts(shelf->storage, shelf->arena, &facts, &err), STATUS_OK);
  }
  assert_int_equal(rmdir(shelf->path), 0);
  assert_int_equal(rename(old.ptr, shelf->path), 0);
  err = (Err){0};
  must(put(shelf, &row, RESPONSE_COMPLETE, &err), &err);
  storage_free(shelf->storage);
  shelf->storage = NULL;
  assert_int_equal(rows_in(shelf, shelf->path), 1);
}

static void what_was_sealed_stays_sealed(void **state) {
  Shelf *shelf = *state;
  Err err = {0};
  SealSecret *secret = seal_secret_new();
  storage_free(shelf->storage);
  shelf->setup.seal = seal_public_of(secret);
  shelf->storage = storage_new(&shelf->setup);
  must(storage_ready(shelf->storage, &err), &err);
  assert_true(storage_is_sealed(shelf->storage));
  storage_free(shelf->storage);
  shelf->setup.seal = NULL;
  shelf->storage = storage_new(&shelf->setup);
  assert_int_equal(storage_ready(shelf->storage, &err), STATUS_INPUT);
  assert_string_equal(err.code, "seal-missing");
  seal_secret_free(secret);
}

#define STORAGE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* Where no server runs any more, nobody else would; the form wants whole visits only. */
static void what_waited_in_vain_goes_with_the_daily_purge(void **state) {
  enum { MS_PER_MINUTE = 60000, KEEP_MIN = 15 };
  static const char id[] = "00000000000000000000000000000000000000000000000000000000000000aa";
  Shelf *shelf = *state;
  Err err = {0};
  Row row = new_row(shelf);
  StoreDraft draft = {.id = STR(id),
                      .uuid = str_from(row.uuid),
                      .form_id = shelf->form->form_id,
                      .form_version = shelf->form->version,
                      .until_min = shelf->clock.epoch_ms / MS_PER_MINUTE + KEEP_MIN,
                      .state = STR("closed")};
  must(put(shelf, &row, RESPONSE_PARTIAL, &err), &err);
  must(storage_put_waiting(shelf->storage, NULL, &draft, &err), &err);
  const size_t rows_after[] = {1, 0};
  for (size_t i = 0; i < COUNT_OF(rows_after); i++) {
    const PurgeCount *counts;
    size_t count;
    shelf->clock.now_ms = (int64_t)i * KEEP_MIN * MS_PER_MINUTE;
    must(storage_purge(shelf->storage, shelf->arena, &counts, &count, &err), &err);
    StoreFilter partial = {.statuses = 1u << RESPONSE_PARTIAL};
    StoreCount found;
    Store *store;
    must(store_open_readonly(shelf->path, &store, &err), &err);
    must(store_count(store, shelf->form->form_id, &partial, &found, &err), &err);
    assert_int_equal(found.rows, rows_after[i]);
    store_close(store);
    must(store_open(shelf->path, &shelf->random, &store, &err), &err);
    must(store_count_drafts(store, &count, &err), &err);
    assert_int_equal(count, rows_after[i]);
    store_close(store);
  }
}

int main(void) {
  Err err = {0};
  if (seal_init(&err) != STATUS_OK) return 1;
  const struct CMUnitTest tests[] = {
      STORAGE_TEST(a_deleted_file_is_made_anew),  STORAGE_TEST(a_file_that_was_replaced),
      STORAGE_TEST(another_kiosk_is_refused),     STORAGE_TEST(it_waits_for_its_place),
      STORAGE_TEST(what_was_sealed_stays_sealed), STORAGE_TEST(what_waited_in_vain_goes_with_the_daily_purge),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
