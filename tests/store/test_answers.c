#include "store/fixture.h"

#include <stdlib.h>
#include <string.h>

/* An answers object, and what it should read as: PATH kind:value per line. */
typedef struct Case {
  const char *json;
  const char *want; /* NULL: refused */
} Case;

static const char *print_answers(Arena *arena, const Answer *answers, size_t count) {
  static const char *const kinds[] = {
      [VALUE_EMPTY] = "null", [VALUE_TEXT] = "text", [VALUE_NUMBER] = "number", [VALUE_BOOLEAN] = "boolean", [VALUE_LIST] = "list"};
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < count; i++) {
    Str value = value_to_str(arena, answers[i].value);
    const char *kind = answers[i].json.len > 0 ? "json" : kinds[answers[i].value.kind];
    sink_printf(&sink, "%s" STR_FMT "=%s:" STR_FMT STR_FMT, i > 0 ? ";" : "", STR_ARG(answers[i].path), kind, STR_ARG(value),
                STR_ARG(answers[i].json));
  }
  return buffer.count > 0 ? buffer_view(&buffer).ptr : "";
}

static void reads_what_a_visit_writes(void **state) {
  static const Case cases[] = {
      {"{}", ""},
      {" \n{ } \t", ""},
      {"{\"nytte\":\"ja\",\"tema\":[\"mat\",\"prat\"],\"antall\":12,\"ok\":true,\"nei\":false,\"hvorfor\":null}",
       "nytte=text:ja;tema=list:mat prat;antall=number:12;ok=boolean:true;nei=boolean:false;hvorfor=null:"},
      {"{ \"a\" : [ ] , \"b\" : [ \"x\" ] }", "a=list:;b=list:x"},
      {"{\"a\":\"\"}", "a=text:"},
      {"{\"a\":-0.5,\"b\":1000,\"c\":0.25,\"d\":0,\"e\":150.0}",
       "a=number:-0.5;b=number:1000;c=number:0.25;d=number:0;e=number:150"},
      {"{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "a=text:\"\\/\b\f\n\r\t"},
      {"{\"a\":\"x\\\\\"}", "a=text:x\\"},
      {"{\"a\":\"bl\\u00e5b\\u00E6r\"}", "a=text:bl\xc3\xa5"
                                         "b\xc3\xa6r"},
      {"{\"a\":\"\\ud83d\\ude00\"}", "a=text:\xf0\x9f\x98\x80"},
      {"{\"a\":\"سلام\"}", "a=text:سلام"},
      {"{\"bl\\u00e5\":1}", "bl\xc3\xa5=number:1"},
      /* repeats, as they are written */
      {"{\"hus/medlem\":[{\"navn\":\"Eli\"},{}],\"b\":null}", "hus/medlem=json:[{\"navn\":\"Eli\"},{}];b=null:"},
      {"{\"r\": [ { \"g/a\" : 1.5, \"s\": [\"x\", \"]\"], \"r\":[{\"n\":null}], \"e\":[] } ] }",
       "r=json:[ { \"g/a\" : 1.5, \"s\": [\"x\", \"]\"], \"r\":[{\"n\":null}], \"e\":[] } ]"},
      {"{\"r\":{\"a\":true}}", "r=json:{\"a\":true}"},
      {"{\"r\":[ 1, [null,\"x\"]]}", "r=json:[ 1, [null,\"x\"]]"},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const Answer *answers;
    size_t count;
    if (!answers_parse(fixture->arena, str_from(cases[i].json), &answers, &count)) fail_msg("refused: %s", cases[i].json);
    assert_string_equal(print_answers(fixture->arena, answers, count), cases[i].want);
  }
}

/* A text without an escape is not copied; one with it is read from its beginning, wherever the escape stands. */
static void texts_are_borrowed_up_to_an_escape(void **state) {
  static const char letters[] = "abcdefghijklmnop";
  Fixture *fixture = *state;
  const Answer *answers;
  size_t count;
  const Str plain = arena_printf(fixture->arena, "{\"%s\":\"%s\",\"t\":[\"%s\"]}", letters, letters, letters);
  assert_true(answers_parse(fixture->arena, plain, &answers, &count));
  assert_ptr_equal(answers[0].path.ptr, plain.ptr + strlen("{\""));
  assert_ptr_equal(answers[0].value.text.ptr, plain.ptr + strlen("{\"") + strlen(letters) + strlen("\":\""));
  assert_true(answers[1].value.list.items[0].ptr > plain.ptr && answers[1].value.list.items[0].ptr < plain.ptr + plain.len);
  for (int at = 0; at <= (int)strlen(letters); at++) {
    const Str json = arena_printf(fixture->arena, "{\"%.*s\\u00e5%s\":\"%.*s\\\"\\\\%s\"}", at, letters, letters + at, at, letters,
                                  letters + at);
    assert_true(answers_parse(fixture->arena, json, &answers, &count));
    assert_int_equal(count, 1);
    assert_true(str_equal(answers[0].path, arena_printf(fixture->arena, "%.*s\xc3\xa5%s", at, letters, letters + at)));
    assert_true(str_equal(answers[0].value.text, arena_printf(fixture->arena, "%.*s\"\\%s", at, letters, letters + at)));
  }
}

/* Letters are looked at eight at a time: whatever ends a text ends it at each place, and no other byte does. */
static void any_byte_at_any_place(void **state) {
  Fixture *fixture = *state;
  for (size_t before = 0; before <= 17; before++)
    for (int byte = 1; byte < 0x80; byte++) {
      char json[64] = "{\"a\":\"";
      const Answer *answers;
      size_t count, at = strlen(json);
      memset(json + at, 'x', before);
      json[at + before] = (char)byte;
      strcpy(json + at + before + 1, "yyyyyyyyy\"}");
      const bool read = answers_parse(fixture->arena, str_from(json), &answers, &count);
      assert_int_equal(read, byte >= 0x20 && byte != '"' && byte != '\\');
      if (read) assert_true(str_equal(answers[0].value.text, (Str){json + at, before + 10}));
    }
}

/* Beyond the room there is at first. */
static void any_number_of_answers(void **state) {
  Fixture *fixture = *state;
  for (size_t wanted = 0; wanted <= 200; wanted++) {
    Buffer buffer = buffer_new(fixture->arena);
    Sink sink = sink_to_buffer(&buffer);
    for (size_t i = 0; i < wanted; i++)
      sink_printf(&sink, "%s\"q%zu\":%zu", i > 0 ? "," : "{", i, i);
    sink_z(&sink, wanted > 0 ? "}" : "{}");
    const Answer *answers;
    size_t count;
    assert_true(answers_parse(fixture->arena, buffer_view(&buffer), &answers, &count));
    assert_int_equal(count, wanted);
    for (size_t i = 0; i < wanted; i++)
      assert_true(answers[i].value.number == (double)i);
  }
}

static void refuses_all_else(void **state) {
  static const char *const refused[] = {
      "",
      " ",
      "[]",
      "null",
      "1",
      "\"a\"",
      "{",
      "}",
      "{]",
      "{}x",
      "{}{}",
      "{,}",
      "{\"a\"}",
      "{\"a\":}",
      "{\"a\":1,}",
      "{\"a\":1 \"b\":2}",
      "{a:1}",
      "{'a':1}",
      "{1:1}",
      "{\"a\":tru}",
      "{\"a\":nul}",
      "{\"a\":TRUE}",
      "{\"a\":nullx}",
      /* numbers */
      "{\"a\":01}",
      "{\"a\":-}",
      "{\"a\":1.}",
      "{\"a\":.5}",
      "{\"a\":+1}",
      "{\"a\":1e}",
      "{\"a\":1e+}",
      "{\"a\":0x1}",
      "{\"a\":1e3}",
      "{\"a\":2.5E-1}",
      "{\"a\":NaN}",
      "{\"a\":Infinity}",
      /* strings */
      "{\"a\":\"}",
      "{\"a\":\"x}",
      "{\"a\":\"\\\"}",
      "{\"a\":\"\\x\"}",
      "{\"a\":\"\\u12\"}",
      "{\"a\":\"\\u12g4\"}",
      "{\"a\":\"\n\"}",
      "{\"a\":\"\\ud83d\"}",
      "{\"a\":\"\\ude00\"}",
      "{\"a\":\"\\ud83d\\u0041\"}",
      "{\"a\":\"\\ud83dx\"}",
      "{\"a\":\"\\u0000\"}",
      "{\"a\":\"\xff\"}",
      "{\"a\":\"\xc0\x80\"}",
      "{\"a\":\"\xed\xa0\x80\"}",
      "{\"a\":\"\\",
      /* nested */
      "{\"a\":{}",
      "{\"a\":{x}}",
      "{\"a\":{\"x\"}}",
      "{\"a\":{\"x\":}}",
      "{\"a\":{\"x\":1,}}",
      "{\"a\":{\"x\":01}}",
      "{\"a\":[{}",
      "{\"a\":[{},]}",
      "{\"a\":[{} {}]}",
      "{\"a\":[\"x\",{}]}",
      "{\"a\":[01]}",
      "{\"a\":[1,]}",
      "{\"a\":[1e3]}",
      "{\"a\":[{\"x\":\"\\ud83d\"}]}",
      "{\"a\":[\"x\",]}",
      "{\"a\":[,]}",
      "{\"a\":[\"x\"}",
      "{\"a\":[\"x\" \"y\"]}",
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(refused); i++) {
    const Answer *answers;
    size_t count;
    if (answers_parse(fixture->arena, str_from(refused[i]), &answers, &count)) fail_msg("read: %s", refused[i]);
    assert_null(answers);
    assert_int_equal(count, 0);
  }
}

/* Whoever writes a thousand brackets is no visitor, and must not reach the end of the stack. */
static void depth_has_a_limit(void **state) {
  Fixture *fixture = *state;
  const Answer *answers;
  size_t count;
  for (size_t depth = 60; depth < 70; depth++) {
    Buffer buffer = buffer_new(fixture->arena);
    Sink sink = sink_to_buffer(&buffer);
    for (size_t i = 0; i < depth; i++)
      sink_z(&sink, "{\"a\":");
    sink_z(&sink, "1");
    for (size_t i = 0; i < depth; i++)
      sink_z(&sink, "}");
    assert_int_equal(answers_parse(fixture->arena, buffer_view(&buffer), &answers, &count), depth <= 64);
  }
}

static void no_part_of_an_object_is_one(void **state) {
  static const char whole[] = "{\"nytte\":\"ja \\u00e5\",\"tema\":[\"mat\",\"prat\"],\"antall\":-1.5,\"ok\":true,\"x\":null,"
                              "\"r\":[{\"a\":[{\"b\":\"c\"}]},{}]}";
  Fixture *fixture = *state;
  const Answer *answers;
  size_t count;
  for (size_t length = 0; length < strlen(whole); length++)
    assert_false(answers_parse(fixture->arena, (Str){whole, length}, &answers, &count));
  assert_true(answers_parse(fixture->arena, str_from(whole), &answers, &count));
  assert_int_equal(count, 6);
}

/* Whatever is expected, what is read is what stands there. */
static void a_guess_changes_nothing(void **state) {
  static const char *const guesses[] = {"", "a", "ab", "abc", "abcd", "b", "\xc3\xa5", "x"};
  static const char json[] = "{ \"ab\":1,\"abc\" :2 , \"\\u00e5\":3,\"a\":4,\"\":5}";
  static const char *const paths[] = {"ab", "abc", "\xc3\xa5", "a", ""};
  Fixture *fixture = *state;
  for (size_t g = 0; g < COUNT_OF(guesses); g++) {
    const Str guess = str_from(guesses[g]);
    AnswersReader reader = {.arena = fixture->arena, .json = str_from(json)};
    Answer answer;
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
      assert_true(answers_next(&reader, guess, &answer));
      assert_true(str_is(answer.path, paths[i]));
      assert_true(answer.value.number == (double)(i + 1));
      if (str_is(guess, "a") || str_is(guess, "ab")) assert_int_equal(answer.path.ptr == guess.ptr, str_is(guess, paths[i]));
      assert_false(reader.whole);
    }
    assert_false(answers_next(&reader, guess, &answer));
    assert_true(reader.whole);
  }
}

static void a_guess_does_not_reach_beyond_the_end(void **state) {
  static const char whole[] = "{\"ab\":1,\"abc\":2}";
  Fixture *fixture = *state;
  for (size_t length = 0; length <= strlen(whole); length++) {
    char *part = malloc(length); /* of no byte more: AddressSanitizer sees whoever reads on */
    memcpy(part, whole, length);
    AnswersReader reader = {.arena = fixture->arena, .json = {part, length}};
    Answer answer;
    if (answers_next(&reader, STR("ab"), &answer)) answers_next(&reader, STR("abc"), &answer);
    while (answers_next(&reader, STR("abcd"), &answer))
      fail_msg("one too many in %.*s", (int)length, whole);
    assert_int_equal(reader.whole, length == strlen(whole));
    free(part);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(reads_what_a_visit_writes, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(texts_are_borrowed_up_to_an_escape, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(any_byte_at_any_place, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(any_number_of_answers, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(refuses_all_else, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(depth_has_a_limit, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_guess_changes_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_guess_does_not_reach_beyond_the_end, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(no_part_of_an_object_is_one, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
