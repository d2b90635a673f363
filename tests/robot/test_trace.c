/* The lines of a trace, to the letter: others read them. */
#include "robot/trial.h"

#include "sketch.h"

#include <string.h>

#define HEAD "settings: {form_id: f, version: 7, default_language: nb}\nlanguages: {nb: Norsk}\nsurvey:\n"

static void assert_text(Str got, const char *expected) {
  if (!str_is(got, expected)) fail_msg("got:\n" STR_FMT "expected:\n%s", STR_ARG(got), expected);
}

static void header(void **state) {
  (void)state;
  Trial trial = trial_of_text(HEAD "  - {type: text, name: a, label: A}\n");
  Buffer buffer = buffer_new(trial.arena);
  Sink sink = sink_to_buffer(&buffer);
  robot_trace_header(&sink, &trial.setup);
  Str now = civil_to_str(trial.arena, civil_from_wall_ms(trial.setup.wall_ms));
  Str expected = arena_printf(trial.arena, "{\"form\":\"f\",\"version\":\"7\",\"seed\":1,\"now\":\"" STR_FMT "\"}\n", STR_ARG(now));
  assert_text(buffer_view(&buffer), expected.ptr);
  trial_end(&trial);
}

/* Nothing in it is left to chance. */
static void whole_visit(void **state) {
  (void)state;
  Trial trial = trial_of_text(HEAD "  - {type: note, name: hei, label: Hei}\n"
                                   "  - {type: acknowledge, name: ok, label: OK, required: true}\n"
                                   "  - {type: calculate, name: sum, calculation: \"if(${ok} = 'OK', 1 + 1, 0)\"}\n"
                                   "  - {type: note, name: takk, label: Takk, relevant: \"${sum} = 2\"}\n");
  Str trace;
  int stuck;
  trial_visit(&trial, 4, &trace, &stuck);
  assert_text(
      trace,
      "{\"r\":4,\"step\":0,\"lang\":\"nb\",\"chance\":\"8110368364649112013\",\"set\":{},\"relevant\":[\"hei\",\"ok\",\"sum\"],"
      "\"required\":[\"ok\"],\"readonly\":[],\"calc\":{\"sum\":\"0\"},\"offer\":{}}\n"
      "{\"r\":4,\"step\":1,\"lang\":\"nb\",\"set\":{},\"relevant\":[\"hei\",\"ok\",\"sum\"],"
      "\"required\":[\"ok\"],\"readonly\":[],\"calc\":{\"sum\":\"0\"},\"offer\":{}}\n"
      "{\"r\":4,\"step\":2,\"lang\":\"nb\",\"set\":{\"ok\":\"OK\"},\"relevant\":[\"hei\",\"ok\",\"sum\",\"takk\"],"
      "\"required\":[\"ok\"],\"readonly\":[],\"calc\":{\"sum\":\"2\"},\"offer\":{}}\n"
      "{\"r\":4,\"step\":3,\"lang\":\"nb\",\"set\":{},\"relevant\":[\"hei\",\"ok\",\"sum\",\"takk\"],"
      "\"required\":[\"ok\"],\"readonly\":[],\"calc\":{\"sum\":\"2\"},\"over\":true}\n");
  trial_end(&trial);
}

/* A drawing is told as the text that makes it again; the way back from the review as the answer that was chosen there. */
static void drawings_and_reviews(void **state) {
  (void)state;
  Trial trial = trial_of_text("settings: {form_id: f, version: 7, default_language: nb}\nlanguages: {nb: Norsk}\n"
                              "kiosk: {review: yes}\nsurvey:\n"
                              "  - {type: image, name: s, label: S, appearance: signature, required: true}\n"
                              "  - {type: calculate, name: k, calculation: '${s}'}\n");
  size_t gone = 0;
  for (size_t robot = 0; robot < 20; robot++) {
    Str trace;
    int stuck;
    trial_visit(&trial, robot, &trace, &stuck);
    const char *drawn = strstr(trace.ptr, "\"set\":{\"s\":\"1000x400;");
    assert_non_null(drawn);
    Str text = {drawn + strlen("\"set\":{\"s\":\""), 0};
    text.len = (size_t)(strchr(text.ptr, '"') - text.ptr);
    assert_true(sketch_height(text) > 0);
    assert_non_null(strstr(trace.ptr, "\"calc\":{\"k\":\"s.png\"}"));
    assert_non_null(strstr(trace.ptr, ",\"set\":{},\"relevant\":[\"s\",\"k\"],\"required\":[\"s\"],\"readonly\":[],"
                                      "\"calc\":{\"k\":\"s.png\"},\"over\":true}\n"));
    gone += strstr(trace.ptr, ",\"set\":{},\"go\":\"s\",\"relevant\":[\"s\",\"k\"]") != NULL;
  }
  assert_true(gone > 3 && gone < 20);
  trial_end(&trial);
}

/* What was tried in vain stands apart from what was answered, in arrays by question. */
static void refused_answers(void **state) {
  (void)state;
  Trial trial = trial_of_text(HEAD "  - {type: begin_group, name: g, appearance: field-list}\n"
                                   "  - {type: range, name: x, label: X, parameters: \"start=0 end=1 step=1\","
                                   " constraint: \". = 1\", required: true}\n"
                                   "  - {type: range, name: y, label: Y, parameters: \"start=0 end=1 step=1\","
                                   " constraint: \". = 0\", required: true}\n"
                                   "  - {type: end_group}\n");
  size_t both = 0;
  for (size_t robot = 0; robot < 50; robot++) {
    Str trace;
    int stuck;
    trial_visit(&trial, robot, &trace, &stuck);
    if (strstr(trace.ptr, "\"g/x\":1") == NULL) fail_msg("%s", trace.ptr);
    assert_non_null(strstr(trace.ptr, "\"g/y\":0"));
    const char *refused = strstr(trace.ptr, ",\"refused\":{");
    if (refused == NULL) continue;
    const char *end = strchr(refused, '}');
    for (const char *at = refused; (at = strchr(at, '[')) != NULL && at < end; at++)
      assert_true(at[1] == '0' || at[1] == '1');
    both += strstr(trace.ptr, ",\"refused\":{\"g/x\":[0]") != NULL && strstr(trace.ptr, "\"g/y\":[1]") != NULL;
  }
  assert_true(both > 0);
  trial_end(&trial);
}

/* Of each question on the page what it offers now, in the order shown; of answers to another question these, also where one is chosen. */
static void offers(void **state) {
  (void)state;
  Trial trial =
      trial_of_text(HEAD "  - {type: select_one ab, name: q, label: Q, choice_filter: \"name != 'c'\", required: true}\n"
                         "  - {type: repeat, name: barn, label: B, repeat_count: '2', questions: [\n"
                         "      {type: text, name: navn, label: N, constraint: \". = 'Bo' or . = 'Åse'\", required: true}]}\n"
                         "  - {type: 'select_one ${navn}', name: yngst, label: Y, required: true}\n"
                         "  - {type: text, name: fast, label: F, default: x, read_only: \"${yngst} != ''\"}\n"
                         "choices:\n  ab: [{name: c, label: C}, {name: b, label: B}, {name: a, label: A}]\n");
  size_t younger = 0;
  for (size_t robot = 0; robot < 60; robot++) {
    Str trace;
    int stuck;
    trial_visit(&trial, robot, &trace, &stuck);
    if (strstr(trace.ptr, "\"offer\":{\"q\":[\"b\",\"a\"]}}\n") == NULL) fail_msg("%s", trace.ptr);
    assert_non_null(strstr(trace.ptr, "\"readonly\":[\"fast\"]"));
    const bool both = strstr(trace.ptr, "\"offer\":{\"yngst\":[\"Bo\",\"Åse\"]}}\n") != NULL;
    const char *second = strstr(trace.ptr, "\"set\":{\"yngst\":\"2\"},\"reads\":{\"yngst\":[\"Åse\"]},");
    younger += both && second != NULL;
  }
  assert_true(younger > 0);
  trial_end(&trial);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(header), cmocka_unit_test(whole_visit), cmocka_unit_test(refused_answers),
                                     cmocka_unit_test(drawings_and_reviews), cmocka_unit_test(offers)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
