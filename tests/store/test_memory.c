/* After an answer is saved, SQLite keeps no copy of it in the process's memory: looked for in all of it, as a core dump would. */
#include "connection.h"
#include "store/fixture.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { NEEDLE_BYTES = 24, WINDOW_BYTES = 1 << 20 };

/* The needle exists in memory only turned round, so that the search does not find itself. */
static const unsigned char turned[NEEDLE_BYTES] = {0x9e, 0x8d, 0x91, 0x9a, 0xd2, 0x8c, 0x96, 0x8b, 0x8b, 0x9a, 0x8d, 0xd2,
                                                   0x96, 0xd2, 0x92, 0x96, 0x91, 0x91, 0x9a, 0x8b, 0xd2, 0xce, 0xcd, 0xcc};

static bool is_needle(const unsigned char *at) {
  for (size_t i = 0; i < NEEDLE_BYTES; i++)
    if (at[i] + turned[i] != 0xff) return false;
  return true;
}

static size_t count_in_window(const unsigned char *window, size_t bytes) {
  size_t found = 0;
  for (size_t i = 0; i + NEEDLE_BYTES <= bytes; i++)
    found += is_needle(window + i);
  return found;
}

static size_t count_in_range(int memory, off_t from, off_t to, unsigned char *window) {
  size_t found = 0;
  for (off_t at = from; at + NEEDLE_BYTES <= to; at += WINDOW_BYTES - NEEDLE_BYTES) {
    size_t wanted = to - at < WINDOW_BYTES ? (size_t)(to - at) : WINDOW_BYTES;
    ssize_t got = pread(memory, window, wanted, at);
    if (got > 0) found += count_in_window(window, (size_t)got);
  }
  return found;
}

/* Copies of the needle in all private writable memory but AddressSanitizer's huge tables; the window is shared memory, so not looked at. */
static size_t count_in_process(void) {
  unsigned char *window = mmap(NULL, WINDOW_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  FILE *maps = fopen("/proc/self/maps", "r");
  int memory = open("/proc/self/mem", O_RDONLY);
  assert_true(window != MAP_FAILED && maps != NULL && memory >= 0);
  size_t found = 0;
  unsigned long from, to;
  char access[5], line[512];
  while (fgets(line, sizeof line, maps) != NULL) {
    if (sscanf(line, "%lx-%lx %4s", &from, &to, access) != 3 || strcmp(access, "rw-p") != 0 || to - from > (1ul << 32)) continue;
    found += count_in_range(memory, (off_t)from, (off_t)to, window);
  }
  fclose(maps);
  close(memory);
  munmap(window, WINDOW_BYTES);
  return found;
}

static void nothing_is_left_of_a_saved_answer(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  Response visit = fixture_response(fixture, store, form, "{}");
  char answers[64] = "{\"hvorfor\":\"";
  size_t start = strlen(answers);
  for (size_t i = 0; i < NEEDLE_BYTES; i++)
    answers[start + i] = (char)(turned[i] ^ 0xff);
  memcpy(answers + start + NEEDLE_BYTES, "\"}", 3);
  visit.answers = str_from(answers);
  fixture_put(store, &visit);
  assert_true(count_in_process() >= 1); /* the search finds ours */
  memory_wipe(answers, sizeof answers);
  assert_true(store_forget(store));
  size_t left = count_in_process();
  store_close(store);
  assert_int_equal(left, 0);
}

/* Rows that stay whole in a page, rows that just do, rows that do not. */
static void nothing_is_left_whatever_the_length(void **state) {
  enum { LENGTH_MAX = 1400, STEP = 100 };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  for (size_t before = 0; before < LENGTH_MAX; before += STEP) {
    char answers[LENGTH_MAX + 64] = "{\"hvorfor\":\"";
    size_t start = strlen(answers);
    memset(answers + start, 'x', before);
    for (size_t i = 0; i < NEEDLE_BYTES; i++)
      answers[start + before + i] = (char)(turned[i] ^ 0xff);
    memcpy(answers + start + before + NEEDLE_BYTES, "\"}", 3);
    Response visit = fixture_response(fixture, store, form, answers);
    visit.status = before / STEP % 2 ? RESPONSE_COMPLETE : RESPONSE_PARTIAL;
    fixture_put(store, &visit);
    memory_wipe(answers, sizeof answers);
    assert_true(store_forget(store));
    size_t left = count_in_process();
    if (left > 0) fail_msg("%zu copies after %zu letters", left, before);
  }
  store_close(store);
}

static void nothing_is_left_of_a_saved_attachment(void **state) {
  enum { BYTES = 3 * NEEDLE_BYTES + 9000 }; /* on several pages, and on one */
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  Response visit = fixture_response(fixture, store, form, "{}");
  char drawn[BYTES] = {0};
  for (size_t i = 0; i < NEEDLE_BYTES; i++)
    drawn[i] = drawn[BYTES / 2 + i] = drawn[BYTES - NEEDLE_BYTES + i] = (char)(turned[i] ^ 0xff);
  const StoreAttachment attachments[] = {{STR_INIT("a.png"), {drawn, BYTES}}, {STR_INIT("b.png"), {drawn, 2 * NEEDLE_BYTES}}};
  visit.attachments = attachments;
  visit.attachment_count = 2;
  for (int i = 0; i < 3; i++) { /* written, compared, and written over */
    fixture_put(store, &visit);
    drawn[NEEDLE_BYTES] = (char)i;
  }
  assert_true(count_in_process() >= 3);
  memory_wipe(drawn, sizeof drawn);
  assert_true(store_forget(store));
  size_t left = count_in_process();
  store_close(store);
  assert_int_equal(left, 0);
}

/* What SQLite folds into the file goes through its memory once more. */
static void nothing_is_left_when_a_long_log_is_folded_in(void **state) {
  enum { VISITS = 7, BYTES = 1500000 }; /* the log is long with every third */
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  char *drawn = calloc(1, BYTES);
  const StoreAttachment drawing = {STR("a.png"), {drawn, BYTES}};
  for (size_t visit_ix = 0; visit_ix < VISITS; visit_ix++) {
    for (size_t i = 0; i < NEEDLE_BYTES; i++)
      drawn[BYTES - 2 * NEEDLE_BYTES + i] = (char)(turned[i] ^ 0xff);
    Response visit = fixture_response(fixture, store, form, "{}");
    visit.attachments = &drawing;
    visit.attachment_count = 1;
    fixture_put(store, &visit);
    if (visit_ix == 0) assert_true(count_in_process() >= 1); /* ours */
    memory_wipe(drawn, BYTES);
    assert_true(store_forget(store));
    size_t left = count_in_process();
    if (left > 0) fail_msg("%zu copies after visit %zu", left, visit_ix);
  }
  free(drawn);
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(nothing_is_left_of_a_saved_answer, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nothing_is_left_whatever_the_length, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nothing_is_left_of_a_saved_attachment, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nothing_is_left_when_a_long_log_is_folded_in, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
