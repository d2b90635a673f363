/* The spool: rows come back as they were kept, however many and however wide. */
#include "spool.h"
#include "store/fixture.h"

#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const Variable variables[] = {{.kind = VARIABLE_TEXT},
                                     {.kind = VARIABLE_NAMES},
                                     {.kind = VARIABLE_INTEGER},
                                     {.kind = VARIABLE_DECIMAL},
                                     {.kind = VARIABLE_CHOICE}};
static const Table table = {.variables = variables, .count = COUNT_OF(variables)};

static const double numbers[] = {0, -1, 250, 251, -2147483648.0, 2147483647, 2147483648.0, 0.1, -1e300, (double)INFINITY};

/* Row i has text of i * i bytes, and number i of the list. */
static void make_row(Arena *arena, size_t i, Datum *data) {
  size_t length = i * i;
  char *text = arena_alloc(arena, length + 1);
  memset(text, 'a' + (int)(i % 26), length);
  double number = numbers[i % COUNT_OF(numbers)];
  for (size_t v = 0; v < COUNT_OF(variables); v++)
    data[v] = (Datum){.state = (DatumState)((i + v) % 4), .number = number, .text = {text, length}};
  data[0].state = DATUM_ANSWERED;
  data[3].text = STR("1.250");
  data[4].value_ix = (int)i * 7;
}

static void assert_same(const Datum *got, const Datum *kept, VariableKind kind) {
  bool silent = kept->state == DATUM_WRONG || kind == VARIABLE_NAMES;
  if (kept->state == DATUM_SKIPPED || !silent) assert_int_equal(got->state, kept->state);
  if (silent && kept->state != DATUM_SKIPPED) assert_int_equal(got->state, DATUM_NOT_ASKED);
  if (got->state != DATUM_ANSWERED) return;
  if (kind == VARIABLE_TEXT) {
    assert_true(str_equal(got->text, kept->text));
    assert_int_equal(got->text.ptr[got->text.len], '\0');
  } else if (kind == VARIABLE_CHOICE) {
    assert_int_equal(got->value_ix, kept->value_ix);
  } else {
    assert_true(memcmp(&got->number, &kept->number, sizeof got->number) == 0);
  }
}

typedef struct Check {
  Arena *arena;
  size_t rows, stop_at;
} Check;

static bool check_row(void *context, const Datum *data) {
  Check *check = context;
  Datum kept[COUNT_OF(variables)];
  arena_rewind(check->arena);
  make_row(check->arena, check->rows, kept);
  for (size_t v = 0; v < COUNT_OF(variables); v++)
    assert_same(&data[v], &kept[v], variables[v].kind);
  return ++check->rows != check->stop_at;
}

static void rows_come_back_as_often_as_wanted(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  Spool *spool;
  assert_int_equal(spool_open(fixture->folder, &table, &spool, &err), STATUS_OK);
  assert_int_equal(fixture_file_count(fixture), 0);
  Check check = {.arena = arena_new(0)};
  const size_t count = 700; /* the last texts are wider than a block */
  for (size_t i = 0; i < count; i++) {
    Datum data[COUNT_OF(variables)];
    arena_rewind(check.arena);
    make_row(check.arena, i, data);
    assert_true(spool_add(spool, data));
  }
  assert_int_equal(spool_row_count(spool), count);
  assert_int_equal(spool_each(spool, check_row, &check, &err), STATUS_OK);
  assert_int_equal(check.rows, count);
  check.rows = 0;
  check.stop_at = 5;
  assert_int_equal(spool_each(spool, check_row, &check, &err), STATUS_OK);
  assert_int_equal(check.rows, 5);
  check = (Check){.arena = check.arena};
  assert_int_equal(spool_each(spool, check_row, &check, &err), STATUS_OK);
  assert_int_equal(check.rows, count);

  SpoolFacts text = spool_facts(spool, 0), integer = spool_facts(spool, 2), decimal = spool_facts(spool, 3);
  assert_int_equal(text.widest_bytes, 699 * 699);
  assert_int_equal(text.texts, 699); /* one is empty */
  assert_int_equal(text.text_bytes, 699 * 700 * 1399 / 6);
  assert_int_equal(integer.skipped, count / 4);
  assert_true(integer.least == -1e300 && integer.most == 2147483648.0); /* an infinity is none */
  assert_int_equal(decimal.decimals, 3);
  spool_close(spool);
  arena_free(check.arena);
}

static bool keep_text(void *context, const Datum *data) {
  Buffer *texts = context;
  Sink sink = sink_to_buffer(texts);
  sink_printf(&sink, STR_FMT "|", STR_ARG(data[0].text));
  return true;
}

static void texts_of_the_formats_own_are_changed(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  Spool *spool;
  assert_int_equal(spool_open(fixture->folder, &table, &spool, &err), STATUS_OK);
  const Str texts[] = {STR_INIT("#skipped"), STR_INIT("#skipped "), STR_INIT("a\0b\0")};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    assert_true(spool_add(spool, (Datum[COUNT_OF(variables)]){{.state = DATUM_ANSWERED, .text = texts[i]}}));
  Buffer out = buffer_new(fixture->arena);
  assert_int_equal(spool_each(spool, keep_text, &out, &err), STATUS_OK);
  assert_string_equal(out.bytes, "'#skipped|#skipped |a b |");
  assert_int_equal(spool_facts(spool, 0).widest_bytes, 9);
  spool_close(spool);
}

/* A limit on the size of files stands for a disk that is full. */
static void a_full_disk_is_told_with_its_place(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  Spool *spool;
  assert_int_equal(spool_open(fixture->folder, &table, &spool, &err), STATUS_OK);
  struct rlimit before;
  getrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &(struct rlimit){300000, before.rlim_max});
  Datum data[COUNT_OF(variables)];
  make_row(fixture->arena, 300, data);
  size_t added = 0;
  while (added < 100 && spool_add(spool, data))
    added++;
  Check check = {0};
  Status status = spool_each(spool, check_row, &check, &err);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_in_range(added, 2, 8);
  assert_false(spool_add(spool, data));
  assert_int_equal(status, STATUS_WORLD);
  assert_int_equal(check.rows, 0);
  assert_string_equal(err.code, "export-write");
  assert_non_null(strstr(err.sentence, fixture->folder));
  spool_close(spool);
}

static bool count_row(void *context, const Datum *data) {
  (void)data;
  ++*(size_t *)context;
  return true;
}

/* Whatever cut it: what is left is no table. */
static void a_file_that_is_cut_is_told(void **state) {
  static const off_t lengths[] = {0, 3, 600000};
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(lengths); i++) {
    const int file = dup(STDIN_FILENO); /* the number that the spool's file will have */
    close(file);
    Err err = {0};
    Spool *spool;
    assert_int_equal(spool_open(fixture->folder, &table, &spool, &err), STATUS_OK);
    Datum data[COUNT_OF(variables)];
    make_row(fixture->arena, 300, data);
    for (int row = 0; row < 20; row++)
      assert_true(spool_add(spool, data));
    size_t rows = 0;
    assert_int_equal(spool_each(spool, count_row, &rows, &err), STATUS_OK);
    assert_int_equal(rows, 20);
    assert_int_equal(ftruncate(file, lengths[i]), 0);
    rows = 0;
    assert_int_equal(spool_each(spool, count_row, &rows, &err), STATUS_WORLD);
    assert_int_equal(rows, lengths[i] / 90000);
    assert_string_equal(err.code, "export-write");
    spool_close(spool);
  }
}

static void a_folder_that_is_not_there_is_told(void **state) {
  (void)state;
  Err err = {0};
  Spool *spool;
  assert_int_equal(spool_open("/nowhere/at/all", &table, &spool, &err), STATUS_WORLD);
  assert_null(spool);
  assert_non_null(strstr(err.sentence, "/nowhere/at/all"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(rows_come_back_as_often_as_wanted, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(texts_of_the_formats_own_are_changed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_full_disk_is_told_with_its_place, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_file_that_is_cut_is_told, fixture_setup, fixture_teardown),
      cmocka_unit_test(a_folder_that_is_not_there_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
