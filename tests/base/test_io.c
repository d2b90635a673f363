#include "base.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void a_buffer_grows(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  assert_string_equal(buffer.bytes, "");
  for (int i = 0; i < 1000; i++)
    sink_printf(&sink, "%03d,", i);
  assert_int_equal(buffer_view(&buffer).len, 4000);
  assert_int_equal(buffer.bytes[4000], '\0');
  assert_memory_equal(buffer.bytes, "000,001,", 8);
  assert_memory_equal(buffer.bytes + 3996, "999,", 4);
  sink_printf(&sink, "%3000d", 5); /* longer than sink_printf's own room */
  assert_int_equal(buffer_view(&buffer).len, 7000);
  assert_string_equal(buffer.bytes + 6998, " 5");
  assert_false(sink.failed);
  arena_free(arena);
}

static void json_text_is_harmless(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_json_str(&sink, (Str){"a\"\\\n\t\r\x01\0\x7Få\xFF", 12});
  assert_string_equal(buffer.bytes, "\"a\\\"\\\\\\n\\t\\r\\u0001\\u0000\\u007få\xEF\xBF\xBD\"");
  buffer.count = 0;
  sink_json_str(&sink, STR("words, \"more\" of them~ på norsk og"));
  sink_json_str(&sink, STR(""));
  assert_true(str_is(buffer_view(&buffer), "\"words, \\\"more\\\" of them~ på norsk og\"\"\""));
  arena_free(arena);
}

static void json_numbers_are_numbers(void **state) {
  (void)state;
  static const struct {
    double number;
    const char *json;
  } cases[] = {{1, "1"},
               {-0.0, "0"},
               {0.1, "0.1"},
               {-12.5, "-12.5"},
               {1e21, "1000000000000000000000"},
               {(double)NAN, "\"NaN\""},
               {(double)INFINITY, "\"Infinity\""},
               {-(double)INFINITY, "\"-Infinity\""}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    Buffer buffer = buffer_new(arena);
    Sink sink = sink_to_buffer(&buffer);
    sink_json_number(&sink, cases[i].number);
    assert_string_equal(buffer.bytes, cases[i].json);
    arena_free(arena);
  }
}

typedef struct Faulty {
  int calls, fails_at;
} Faulty;

static bool faulty_write(void *context, const char *bytes, size_t count) {
  (void)bytes;
  (void)count;
  Faulty *faulty = context;
  return ++faulty->calls != faulty->fails_at;
}

static void a_failed_sink_stays_failed(void **state) {
  (void)state;
  Faulty faulty = {.fails_at = 2};
  Sink sink = {.write = faulty_write, .context = &faulty};
  sink_z(&sink, "a");
  assert_false(sink.failed);
  sink_z(&sink, "b");
  assert_true(sink.failed);
  sink_z(&sink, "c");
  sink_json_str(&sink, STR("d"));
  assert_true(sink.failed);
  assert_int_equal(faulty.calls, 2);
}

static void a_full_disk_is_noticed(void **state) {
  (void)state;
  FILE *full = fopen("/dev/full", "w");
  if (!full) skip();
  setvbuf(full, NULL, _IONBF, 0);
  Sink sink = sink_to_file(full);
  sink_z(&sink, "a");
  assert_true(sink.failed);
  fclose(full);
}

static void files_are_read_whole(void **state) {
  (void)state;
  char path[] = "/tmp/innspill-base-XXXXXX";
  const int descriptor = mkstemp(path);
  assert_true(descriptor >= 0);
  FILE *file = fdopen(descriptor, "wb");
  for (int i = 0; i < 40000; i++)
    fputc(i % 251, file);
  fclose(file);
  Arena *arena = arena_new(0);
  Str content = {NULL, 0};
  Err err = {0};
  assert_int_equal(file_read(arena, path, 40000, &content, &err), STATUS_OK);
  assert_int_equal(content.len, 40000);
  for (size_t i = 0; i < content.len; i++)
    assert_int_equal((unsigned char)content.ptr[i], i % 251);
  assert_int_equal(content.ptr[content.len], '\0');
  assert_int_equal(file_read(arena, path, 39999, &content, &err), STATUS_INPUT);
  assert_string_equal(err.code, "file-too-large");
  unlink(path);
  arena_free(arena);
}

static void unreadable_files_say_why(void **state) {
  (void)state;
  static const struct {
    const char *path, *says;
  } cases[] = {{"tests/base/no-such-file", "No such file"}, {"tests/base", "folder"}};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Err err = {0};
    Str content;
    assert_int_equal(file_read(arena, cases[i].path, 100, &content, &err), STATUS_INPUT);
    assert_string_equal(err.code, "file-open");
    assert_non_null(strstr(err.sentence, cases[i].path));
    assert_non_null(strstr(err.sentence, cases[i].says));
  }
  arena_free(arena);
}

static void the_log_keeps_to_its_line(void **state) {
  (void)state;
  FILE *caught = tmpfile();
  assert_non_null(caught);
  const int before = dup(STDERR_FILENO);
  dup2(fileno(caught), STDERR_FILENO);
  log_line(LOG_WARN, "store", "%s", "a\r\nerror b: \x1B[31m\tæ \u202Etnof\u202C");
  dup2(before, STDERR_FILENO);
  close(before);
  char text[100] = "";
  rewind(caught);
  assert_true(fread(text, 1, sizeof text - 1, caught) > 0);
  fclose(caught);
  assert_string_equal(text, "warn store: a  error b:  [31m æ \\u202Etnof\\u202C\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_buffer_grows),           cmocka_unit_test(json_text_is_harmless),
      cmocka_unit_test(json_numbers_are_numbers), cmocka_unit_test(a_failed_sink_stays_failed),
      cmocka_unit_test(a_full_disk_is_noticed),   cmocka_unit_test(files_are_read_whole),
      cmocka_unit_test(unreadable_files_say_why), cmocka_unit_test(the_log_keeps_to_its_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
