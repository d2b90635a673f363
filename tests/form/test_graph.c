/* What depends on what, against brute force on small random forms, and what is said of circles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parsed.h"

enum { NODES_MAX = 12, TRIALS = 1500 };

typedef struct Trial { /* a form of questions in groups and repeats; node i is called n<i> */
  int count;
  int parent[NODES_MAX]; /* an earlier node, or -1 */
  bool is_group[NODES_MAX], repeats[NODES_MAX];
  bool reads[NODES_MAX][NODES_MAX]; /* by its relevant */
  bool needs[NODES_MAX][NODES_MAX]; /* what the graph must say */
} Trial;

static bool stands_in(const Trial *trial, int node, int group) {
  for (int at = trial->parent[node]; at >= 0; at = trial->parent[at])
    if (at == group) return true;
  return false;
}

/* A node's parent is one of the groups still open, so that the order of the numbers is the form's. */
static Trial random_trial(const Random *random) {
  Trial trial = {.count = 2 + (int)random_below(random, NODES_MAX - 1)};
  int open = -1;
  for (int i = 0; i < trial.count; i++) {
    while (open >= 0 && random_below(random, 3) == 0)
      open = trial.parent[open];
    trial.parent[i] = open;
    trial.is_group[i] = i + 1 < trial.count && random_below(random, 3) == 0;
    trial.repeats[i] = trial.is_group[i] && random_below(random, 2) == 0;
    if (trial.is_group[i]) open = i;
  }
  int reads = (int)random_below(random, (uint32_t)trial.count);
  for (int k = 0; k < reads; k++) {
    int a = (int)random_below(random, (uint32_t)trial.count), b = (int)random_below(random, (uint32_t)trial.count);
    if (!trial.is_group[b]) trial.reads[a][b] = true;
  }
  for (int a = 0; a < trial.count; a++) {
    if (trial.parent[a] >= 0) trial.needs[a][trial.parent[a]] = true;
    for (int b = 0; b < trial.count; b++) {
      if (!trial.reads[a][b]) continue;
      trial.needs[a][b] = true;
      for (int r = 0; r < trial.count; r++)
        if (trial.repeats[r] && stands_in(&trial, b, r) && !stands_in(&trial, a, r)) trial.needs[a][r] = true;
    }
  }
  return trial;
}

static void write_node(const Trial *trial, int node, int depth, Sink *sink) {
  sink_printf(sink, "%*s- {type: %s, name: n%d", depth * 4 + 2, "",
              !trial->is_group[node] ? "integer"
              : trial->repeats[node] ? "begin_repeat"
                                     : "begin_group",
              node);
  sink_z(sink, ", label: L, relevant: \"1 = 1");
  for (int b = 0; b < trial->count; b++)
    if (trial->reads[node][b]) sink_printf(sink, " and ${n%d} > 1", b);
  sink_z(sink, "\"}\n");
  if (!trial->is_group[node]) return;
  for (int i = node + 1; i < trial->count; i++)
    if (trial->parent[i] == node) write_node(trial, i, depth, sink);
  sink_printf(sink, "%*s- {type: end_%s}\n", depth * 4 + 2, "", trial->repeats[node] ? "repeat" : "group");
}

static Parsed parse_trial(const Trial *trial) {
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "survey:\n");
  for (int i = 0; i < trial->count; i++)
    if (trial->parent[i] < 0) write_node(trial, i, 0, &sink);
  sink_z(&sink, "  - {type: text, name: last, label: Last}\n");
  Parsed parsed = parsed_from(buffer_view(&buffer).ptr);
  arena_free(arena);
  return parsed;
}

static bool has_circle(const Trial *trial) {
  bool reach[NODES_MAX][NODES_MAX];
  memcpy(reach, trial->needs, sizeof(reach));
  for (int k = 0; k < trial->count; k++)
    for (int i = 0; i < trial->count; i++)
      for (int j = 0; j < trial->count; j++)
        reach[i][j] |= reach[i][k] && reach[k][j];
  for (int i = 0; i < trial->count; i++)
    if (reach[i][i]) return true;
  return false;
}

static int reference_of_node(const Form *form, int node) {
  char name[16];
  snprintf(name, sizeof(name), "n%d", node);
  int ix = form_find_question(form, str_from(name));
  for (size_t i = 0; ix < 0 && i < form->group_count; i++)
    if (str_is(form->groups[i].name, name)) ix = (int)(form->question_count + i);
  assert_true(ix >= 0);
  return ix;
}

static size_t count_dependent(const Form *form, int reference_ix, int dependent_ix) {
  size_t count = 0;
  for (size_t i = 0; i < form->dependents[reference_ix].count; i++)
    count += form->dependents[reference_ix].items[i] == dependent_ix;
  return count;
}

static void check_trial(const Trial *trial, const Form *form) {
  size_t edges = 0, expected = 0;
  for (int a = 0; a < trial->count; a++) {
    for (int b = 0; b < trial->count; b++) {
      int needs = reference_of_node(form, a), needed = reference_of_node(form, b);
      expected += trial->needs[a][b];
      assert_int_equal(count_dependent(form, needed, needs), trial->needs[a][b]);
      if (trial->needs[a][b]) assert_true(form->rank[needs] > form->rank[needed]);
    }
  }
  for (size_t i = 0; i < form_reference_count(form); i++)
    edges += form->dependents[i].count;
  assert_int_equal(edges, expected);
}

static void test_random_forms_against_brute_force(void **state) {
  (void)state;
  uint64_t seed = 20261121;
  Random random = random_seeded(&seed);
  int circles = 0;
  for (int i = 0; i < TRIALS; i++) {
    Trial trial = random_trial(&random);
    Parsed parsed = parse_trial(&trial);
    bool circle = has_circle(&trial);
    circles += circle;
    if ((parsed.form == NULL) != circle || has_code(&parsed, "cycle") != circle) {
      diags_print(&parsed.diags, stderr);
      fail_msg("trial %d: circle %d", i, circle);
    }
    if (parsed.form) check_trial(&trial, parsed.form);
    parsed_free(&parsed);
  }
  assert_true(circles > TRIALS / 20 && circles < TRIALS * 19 / 20);
}

static void assert_dependents(const Parsed *parsed, const char *path, const char *const *dependents, size_t count) {
  int reference_ix = reference_at(parsed, path);
  if (parsed->form->dependents[reference_ix].count != count)
    fail_msg("%s has %zu dependents", path, parsed->form->dependents[reference_ix].count);
  for (size_t i = 0; i < count; i++)
    if (count_dependent(parsed->form, reference_ix, reference_at(parsed, dependents[i])) != 1)
      fail_msg("%s needs %s", dependents[i], path);
}

/* Every column that counts, and those that do not. */
static void test_which_columns_count(void **state) {
  (void)state;
  Parsed parsed = parsed_from(
      "survey:\n"
      "  - {type: integer, name: a, label: '${b}', hint: '${b}'}\n"
      "  - {type: integer, name: b, label: B, relevant: \"${a} > 1\", constraint: \". > ${c}\", required: \"${c} > 1\"}\n"
      "  - {type: calculate, name: c, calculation: \"${a} + ${a}\"}\n"
      "  - {type: select_one l, name: d, label: D, choice_filter: \"k = ${a}\", read_only: \"${b} > 1\", default: \"${c}\"}\n"
      "  - {type: repeat, name: r, repeat_count: \"${a}\", questions: [{type: integer, name: x, label: X},\n"
      "       {type: calculate, name: nth, calculation: position(..)}]}\n"
      "  - {type: calculate, name: total, calculation: \"sum(${x})\"}\n"
      "  - {type: calculate, name: when, calculation: \"concat(${a}, now())\", trigger: \"${b}\"}\n"
      "choices: {l: [{name: p, label: P, k: 1}]}\n");
  static const char *const OF_A[] = {"b", "c", "d", "r"}, *const OF_B[] = {"when"}, *const OF_R[] = {"r/x", "r/nth", "total"},
                           *const OF_X[] = {"total"};
  assert_non_null(parsed.form);
  assert_dependents(&parsed, "a", OF_A, COUNT_OF(OF_A));
  assert_dependents(&parsed, "b", OF_B, COUNT_OF(OF_B));
  assert_dependents(&parsed, "c", NULL, 0);
  assert_dependents(&parsed, "r", OF_R, COUNT_OF(OF_R));
  assert_dependents(&parsed, "r/x", OF_X, COUNT_OF(OF_X));
  assert_int_equal(question_at(&parsed, "when")->trigger_ix, form_find_path(parsed.form, STR("b")));
  assert_int_equal(question_at(&parsed, "total")->trigger_ix, -1);
  parsed_free(&parsed);
}

static void test_what_is_said_of_circles(void **state) {
  (void)state;
  static const struct {
    const char *survey, *code, *part; /* code NULL: no circle */
  } CASES[] = {
      {"[{type: integer, name: a, label: A, relevant: \"${b} > 1\"}, {type: calculate, name: b, calculation: \"${a} + 1\"}]",
       "cycle", "a → b (line 2) → a"},
      {"[{type: calculate, name: a, calculation: \"${a} + 1\"}]", "cycle", "a → a"},
      {"[{type: integer, name: a, label: A, constraint: \"${a} > 1 and . > 2\"}]", NULL, NULL},
      {"[{type: text, name: a, label: A}, {type: calculate, name: b, calculation: \"once(random())\"}]", NULL, NULL},
      {"[{type: text, name: a, label: A}, {type: calculate, name: b, calculation: \"if(. = '', ${a}, .)\"}]", NULL, NULL},
      {"[{type: group, name: g, relevant: \"${a} = ''\", questions: [{type: text, name: a, label: A}]}]", "cycle",
       "a → g (line 2) → a"},
      {"[{type: repeat, name: r, repeat_count: \"${a}\", questions: [{type: integer, name: a, label: A}]}]", "cycle",
       "a → r (line 2) → a"},
      {"[{type: repeat, name: r, repeat_count: \"${n}\", questions: [{type: integer, name: a, label: A}]},\n"
       " {type: calculate, name: n, calculation: \"count(${r}) + 1\"}]",
       "cycle", "n → r (line 2) → n"},
      {"[{type: repeat, name: r, questions: [{type: integer, name: a, label: A},\n"
       "  {type: calculate, name: s, calculation: \"${a} + indexed-repeat(${s}, ${r}, position(..) - 1)\"}]}]",
       "cycle-in-repeat", "s reads s"},
      {"[{type: repeat, name: r, questions: [{type: integer, name: a, label: A, relevant: \"${s} = 1\"},\n"
       "  {type: calculate, name: s, calculation: \"${a} + 1\"}, {type: text, name: b, label: \"${r}\"}]}]",
       "cycle", "a → s (line 3) → a"},
      {"[{type: select_one l, name: a, label: A, choice_filter: \"name != ${b}\"}, {type: select_one l, name: b, label: B, "
       "choice_filter: "
       "\"name != ${a}\"}]\nchoices: {l: [{name: p, label: P}]}",
       NULL, NULL},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed = parsed_from(arena_printf(arena, "survey: %s\n", CASES[i].survey).ptr);
    const Diag *found = NULL;
    for (size_t d = 0; d < parsed.diags.count; d++)
      if (strncmp(parsed.diags.items[d].code, "cycle", 5) == 0) found = &parsed.diags.items[d];
    if ((found != NULL) != (CASES[i].code != NULL))
      fail_msg("%s: %s", CASES[i].survey, found ? found->what.ptr : "nothing is said");
    if (found) {
      assert_string_equal(found->code, CASES[i].code);
      if (!strstr(found->what.ptr, CASES[i].part)) fail_msg("%s is not in: %s", CASES[i].part, found->what.ptr);
    }
    parsed_free(&parsed);
    arena_free(arena);
  }
}

/* Thousands that need each other are one circle and one message, of a length that can be read. */
static void test_a_long_circle(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "survey:\n");
  for (int i = 0; i < 5000; i++)
    sink_printf(&sink, "  - {type: integer, name: q%d, label: L, relevant: \"${q%d} > 1\"}\n", i, (i + 1) % 5000);
  Parsed parsed = parsed_from(buffer_view(&buffer).ptr);
  assert_null(parsed.form);
  assert_int_equal(parsed.diags.error_count, 1);
  assert_true(parsed.diags.items[0].what.len < 500);
  assert_non_null(strstr(parsed.diags.items[0].what.ptr, "4988 more"));
  parsed_free(&parsed);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random_forms_against_brute_force),
      cmocka_unit_test(test_which_columns_count),
      cmocka_unit_test(test_what_is_said_of_circles),
      cmocka_unit_test(test_a_long_circle),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
