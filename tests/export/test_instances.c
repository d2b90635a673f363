/* A repeat's instances, one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "instances.h"

static const struct {
  const char *array, *joined; /* by | */
} cases[] = {
    {"[]", ""},
    {" [ ] ", ""},
    {"[{}]", "{}"},
    {"[{\"a\":1},{\"a\":2}]", "{\"a\":1}|{\"a\":2}"},
    {"[ {\"a\" : [1, {}]} ,\n{} ]", "{\"a\" : [1, {}]}|{}"},
    {"[{\"a\":\"]},{\\\"[\"},{\"b\":\"\\\\\"}]", "{\"a\":\"]},{\\\"[\"}|{\"b\":\"\\\\\"}"}, /* brackets and quotes in texts */
    {"[{\"r\":[{\"s\":[{}]}]},{}]", "{\"r\":[{\"s\":[{}]}]}|{}"},
    {"[1,\"a,b\",null,[2],{}]", "1|\"a,b\"|null|[2]|{}"}, /* nobody writes these: it is for others to say so */
};

static void each_is_what_stands_between_commas(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str rest = instances_of(str_trim(str_from(cases[i].array))), instance;
    Buffer buffer = buffer_new(arena);
    Sink sink = sink_to_buffer(&buffer);
    while (instances_next(&rest, &instance)) {
      if (buffer.count > 0) sink_z(&sink, "|");
      sink_str(&sink, instance);
    }
    assert_string_equal(buffer.bytes, cases[i].joined);
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_is_what_stands_between_commas)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
