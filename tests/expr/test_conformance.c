/* The public conformance suites of ODK's engines, as one table of cases, when it lies beside the source tree. */
#include "xml_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char CASES_PATH[] = "../shared/xlsform/xpath-cases.tsv";

enum { ID, TIER, ENGINE, EXPRESSION, CONTEXT_TEXT, CONTEXT_XML, CONTEXT_NODE, RESULT_TYPE, EXPECTED, FLAGS, ZONE, COLUMN_COUNT };

/* Cases that we do not want to pass. */
static const struct {
  const char *id, *reason;
} exceptions[] = {
    {"820", "a text that is no date is no value, and not the words Invalid Date"},
    {"824", "that a text is no date is told to its author, as JavaRosa does"},
    {"853", "the same"},
    {"854", "a number that is none is no date, and not the words Invalid Date"},
    {"1689", "a pattern matches the whole text, as in JavaRosa"},
};

/* Of tier C: functions that only other programs have. */
static const char *const functions_not_ours[] = {"area", "distance", "geofence"};

typedef struct Tally {
  const char *tier;
  int passed, failed, excepted, not_ours;
} Tally;

static Str unescape(Arena *arena, Str s) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] != '\\' || i + 1 == s.len) {
      sink_bytes(&sink, s.ptr + i, 1);
      continue;
    }
    const char c = s.ptr[++i];
    if (c == 'x' && i + 2 < s.len) {
      const char digits[] = {s.ptr[i + 1], s.ptr[i + 2], '\0'}, byte = (char)strtol(digits, NULL, 16);
      sink_bytes(&sink, &byte, 1);
      i += 2;
    } else {
      sink_z(&sink, c == 't' ? "\t" : c == 'n' ? "\n" : c == 'r' ? "\r" : c == '\\' ? "\\" : "?");
    }
  }
  return buffer_view(&buffer);
}

static Str take_until(Str *rest, char separator) {
  const char *found = rest->len > 0 ? memchr(rest->ptr, separator, rest->len) : NULL;
  const Str field = {rest->ptr, found ? (size_t)(found - rest->ptr) : rest->len};
  *rest = found ? (Str){found + 1, rest->len - field.len - 1} : (Str){NULL, 0};
  return field;
}

static bool is_not_ours(Str expression) {
  for (size_t i = 0; i < COUNT_OF(functions_not_ours); i++) {
    const Str name = str_from(functions_not_ours[i]);
    for (size_t at = 0; at + name.len <= expression.len; at++) {
      if (str_starts_with((Str){expression.ptr + at, expression.len - at}, name)) return true;
    }
  }
  return false;
}

static bool is_excepted(Str id) {
  for (size_t i = 0; i < COUNT_OF(exceptions); i++) {
    if (str_is(id, exceptions[i].id)) return true;
  }
  return false;
}

static double wanted_number(Str s) {
  char text[64];
  snprintf(text, sizeof text, STR_FMT, STR_ARG(s));
  return strtod(text, NULL); /* the table writes exponents, NaN and Infinity */
}

static bool number_matches(Str type, double got, double wanted) {
  if (isnan(wanted)) return isnan(got);
  if (got == wanted) return true;
  if (str_starts_with(type, STR("number~1/"))) {
    const double factor = wanted_number((Str){type.ptr + 9, type.len - 9});
    return floor(got * factor + 0.5) == floor(wanted * factor + 0.5); /* the suite rounds halves up */
  }
  return fabs(got - wanted) <= 1e-12 * fmax(1, fabs(wanted));
}

/* A date is written without its offset; a text that a pattern describes is only asked for. */
static bool result_matches(Arena *arena, const Str *fields, const Expr *expr, const ExprHost *host) {
  const Str type = fields[RESULT_TYPE], expected = unescape(arena, fields[EXPECTED]);
  if (str_is(type, "boolean")) return expr_eval_boolean(expr, host, arena) == str_is(expected, "true");
  const Value got = expr_eval(expr, host, arena);
  if (str_starts_with(type, STR("number"))) return number_matches(type, expr_to_number(got), wanted_number(expected));
  const Str text = value_to_str(arena, got);
  const bool matches = str_is(type, "datetime") ? str_starts_with(text, expected) : str_equal(text, expected);
  if (!matches) print_message("got \"" STR_FMT "\" ", STR_ARG(text));
  return matches;
}

/* The documents that the cases without one are about. */
static Str xml_of(Arena *arena, const Str *fields) {
  const Str xml = unescape(arena, fields[CONTEXT_XML]);
  if (xml.len > 0) return xml;
  const Str text = unescape(arena, fields[CONTEXT_TEXT]);
  return arena_printf(arena, "<simple><xpath><to><node>" STR_FMT "</node></to></xpath><empty/></simple>", STR_ARG(text));
}

static void set_zone(Str zone) {
  char name[64];
  snprintf(name, sizeof name, STR_FMT, STR_ARG(zone));
  setenv("TZ", str_is(zone, "any") ? "Europe/Oslo" : name, 1);
  tzset();
}

/* A form's expressions know what its paths mean; elsewhere paths are walked, and there is no '.' without a context. */
static ExprScope scope_for(XmlTree *tree, const Str *fields) {
  const ExprScope of_form = xml_tree_scope(tree);
  if (str_starts_with(fields[TIER], STR("E"))) return of_form;
  return (ExprScope){.context = tree, .find = of_form.find, .allow_self = str_starts_with(fields[TIER], STR("B"))};
}

static bool case_passes(Arena *arena, const Str *fields) {
  set_zone(fields[ZONE]);
  XmlTree *tree = xml_tree_new(arena, xml_of(arena, fields));
  assert_non_null(tree);
  tree->labels = arena_str(arena, unescape(arena, fields[CONTEXT_TEXT]));
  ExprHost host = xml_tree_host(tree, xml_tree_find(tree, unescape(arena, fields[CONTEXT_NODE])));
  host.wall_ms = INT64_C(1795266300000);
  const ExprScope scope = scope_for(tree, fields);
  const ExprSource source = {.text = unescape(arena, fields[EXPRESSION]), .columns_exact = true};
  Diags diags = diags_new(arena);
  const Expr *expr = expr_compile(arena, &source, &scope, &diags);
  if (str_is(fields[RESULT_TYPE], "error") || str_is(fields[EXPECTED], "SYNTAX-ERROR")) return expr == NULL;
  if (expr) return result_matches(arena, fields, expr, &host);
  print_message("%s ", diags.items[0].code);
  return false;
}

/* Of the parser's cases those that are wrong: how a right one is taken apart is nobody's business. */
static bool is_asked(const Str *fields) {
  return fields[FLAGS].len == 0 && (!str_is(fields[TIER], "parse") || str_is(fields[EXPECTED], "SYNTAX-ERROR"));
}

static void run_case(Arena *arena, const Str *fields, Tally *tally) {
  if (!is_asked(fields)) return;
  if (fields[TIER].ptr[0] == 'C' && is_not_ours(fields[EXPRESSION])) {
    tally->not_ours++;
  } else if (is_excepted(fields[ID])) {
    tally->excepted++;
  } else if (case_passes(arena, fields)) {
    tally->passed++;
  } else {
    tally->failed++;
    print_message("case " STR_FMT ": " STR_FMT " => " STR_FMT "\n", STR_ARG(fields[ID]), STR_ARG(fields[EXPRESSION]),
                  STR_ARG(fields[EXPECTED]));
  }
}

static void run_all(Str cases, Tally *tallies, size_t count) {
  Arena *arena = arena_new(0);
  take_until(&cases, '\n'); /* the names of the columns */
  while (cases.len > 0) {
    Str line = take_until(&cases, '\n'), fields[COLUMN_COUNT];
    for (size_t i = 0; i < COLUMN_COUNT; i++)
      fields[i] = take_until(&line, '\t');
    for (size_t i = 0; i < count; i++) {
      if (str_starts_with(fields[TIER], str_from(tallies[i].tier))) run_case(arena, fields, &tallies[i]);
    }
    arena_rewind(arena);
  }
  arena_free(arena);
}

static void public_cases_pass(void **state) {
  (void)state;
  Arena *file_arena = arena_new(0);
  Str cases;
  if (file_read(file_arena, CASES_PATH, 16u << 20, &cases, NULL) != STATUS_OK) {
    print_message("skipped: %s is not there\n", CASES_PATH);
    arena_free(file_arena);
    skip();
  }
  Tally tallies[] = {{.tier = "A"}, {.tier = "B"}, {.tier = "C"}, {.tier = "E"}, {.tier = "parse"}};
  int failed = 0, excepted = 0, passed = 0;
  run_all(cases, tallies, COUNT_OF(tallies));
  arena_free(file_arena);
  for (size_t i = 0; i < COUNT_OF(tallies); i++) {
    const Tally *t = &tallies[i];
    print_message("%s: %d passed, %d failed, %d excepted, %d of functions not ours\n", t->tier, t->passed, t->failed, t->excepted,
                  t->not_ours);
    failed += t->failed;
    excepted += t->excepted;
    if (t->tier[0] != 'C' && t->tier[0] != 'p') passed += t->passed;
  }
  assert_int_equal(failed, 0);
  assert_int_equal(excepted, COUNT_OF(exceptions));
  assert_int_equal(passed, 1654);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(public_cases_pass)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
