/* A repeat's instances, put together again from what was stored apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "instances.h"
#include "store.h"

static const struct {
  const char *rest, *free_text, *both;
} cases[] = {
    {"[{}]", "[{}]", "[{}]"},
    {"[{\"a\":1}]", "[{\"b\":\"x\"}]", "[{\"a\":1,\"b\":\"x\"}]"},
    {"[{},{\"a\":1}]", "[{\"b\":\"x\"},{}]", "[{\"b\":\"x\"},{\"a\":1}]"},
    {"[{\"a\":1},{\"a\":2},{\"a\":3}]", "[{},{\"b\":\"y\"},{}]", "[{\"a\":1},{\"a\":2,\"b\":\"y\"},{\"a\":3}]"},
    {"[{\"a\":1}]", "[{},{\"b\":\"y\"}]",
     "[{\"a\":1},{\"b\":\"y\"}]"}, /* of unlike lengths, as nobody writes them: nothing is lost */
    {"[{\"a\":1},{\"a\":2}]", "[{\"b\":\"y\"}]", "[{\"a\":1,\"b\":\"y\"},{\"a\":2}]"},
    {" [ { \"a\" : [ \"x\" , \"y\" ] } ] ", "[\n{ \"b\" : null }\n]", "[{\"a\":[ \"x\" , \"y\" ],\"b\":null}]"},
    {"[{\"a\":\"]},{\\\"[\"}]", "[{\"b\":\"\\\\\"}]", "[{\"a\":\"]},{\\\"[\",\"b\":\"\\\\\"}]"}, /* brackets and quotes in texts */
    {"[{\"a\":-1.5,\"c\":true}]", "[{\"b\":\"ø\"}]", "[{\"a\":-1.5,\"c\":true,\"b\":\"ø\"}]"},
    /* repeats in repeats */
    {"[{\"r\":[{\"a\":1},{}]}]", "[{\"r\":[{},{\"b\":\"z\"}]}]", "[{\"r\":[{\"a\":1},{\"b\":\"z\"}]}]"},
    {"[{\"r\":[{\"s\":[{\"a\":1}]}],\"k\":2}]", "[{\"t\":\"u\",\"r\":[{\"s\":[{\"b\":\"v\"}]}]}]",
     "[{\"r\":[{\"s\":[{\"a\":1,\"b\":\"v\"}]}],\"k\":2,\"t\":\"u\"}]"},
    {"[{\"a\":1}]", "[{\"a\":\"x\"}]", "[{\"a\":1}]"}, /* twice, as nobody writes it: the first counts */
};

static void each_has_the_members_of_both(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str rest = str_trim(str_from(cases[i].rest));
    Str both = instances_merge(arena, rest, str_from(cases[i].free_text));
    assert_string_equal(arena_str(arena, both).ptr, cases[i].both);
    const Answer *answers;
    size_t count;
    bool valid = answers_parse(arena, arena_printf(arena, "{\"r\":" STR_FMT "}", STR_ARG(both)), &answers, &count);
    if (!valid) fail_msg("%s", cases[i].both);
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_has_the_members_of_both)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
