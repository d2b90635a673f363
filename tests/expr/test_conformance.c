/* The public conformance suites of ODK's engines, as one table of cases, when it lies beside the source tree. */
#include "expr.h"

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

enum { ID, TIER, ENGINE, EXPRESSION, CONTEXT_TEXT, CONTEXT_XML, CONTEXT_NODE, RESULT_TYPE, EXPECTED, FLAGS, COLUMN_COUNT };

/* When one of these is written, it has to leave this list. */
static const char *const functions_to_come[] = {"area",
                                                "checklist",
                                                "count",
                                                "count-non-empty",
                                                "current",
                                                "date",
                                                "date-time",
                                                "decimal-date-time",
                                                "decimal-time",
                                                "digest",
                                                "distance",
                                                "format-date",
                                                "format-date-time",
                                                "indexed-repeat",
                                                "join",
                                                "last",
                                                "node",
                                                "position",
                                                "randomize",
                                                "substring",
                                                "sum",
                                                "weighted-checklist"};

/* Cases that we do not want to pass. */
static const struct {
  const char *id, *reason;
} exceptions[] = {
    {"413", "a path"},
    {"414", "a path"},
    {"415", "a path"},
    {"416", "a path"},
    {"1034", "half goes up, as in JavaRosa's round('-12345.15', 1)"},
    {"1041", "the same"},
    {"1049", "the same"},
};

typedef struct Tally {
  int passed, failed, not_yet, excepted;
} Tally;

static int no_name(void *context, Str name) {
  (void)context;
  (void)name;
  return -1;
}

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

static bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

/* Does the text call function, outside quotes? */
static bool calls(Str text, const char *function) {
  const size_t length = strlen(function);
  char quote = '\0';
  for (size_t i = 0; i < text.len; i++) {
    const char c = text.ptr[i];
    if (quote) {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (i + length <= text.len && memcmp(text.ptr + i, function, length) == 0 &&
               (i == 0 || !is_name_char(text.ptr[i - 1]))) {
      const Str behind = str_trim((Str){text.ptr + i + length, text.len - i - length});
      if (behind.len > 0 && behind.ptr[0] == '(') return true;
    }
  }
  return false;
}

static bool is_to_come(Str expression) {
  for (size_t i = 0; i < COUNT_OF(functions_to_come); i++) {
    if (calls(expression, functions_to_come[i])) return true;
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
    return round(got * factor) == round(wanted * factor);
  }
  return fabs(got - wanted) <= 1e-12 * fmax(1, fabs(wanted));
}

static bool result_matches(Arena *arena, Str type, Str expected, Value got) {
  if (str_is(type, "boolean")) return expr_to_boolean(got) == str_is(expected, "true");
  if (str_starts_with(type, STR("number"))) return number_matches(type, expr_to_number(got), wanted_number(expected));
  return str_equal(value_to_str(arena, got), expected);
}

static const Expr *compile(Arena *arena, Str text) {
  Diags diags = diags_new(arena);
  const ExprScope scope = {.find = no_name};
  const ExprSource source = {.text = text, .columns_exact = true};
  return expr_compile(arena, &source, &scope, &diags);
}

static bool case_passes(Arena *arena, const Str *fields) {
  const Str expression = unescape(arena, fields[EXPRESSION]), expected = unescape(arena, fields[EXPECTED]);
  const ExprHost host = {.wall_ms = INT64_C(1795266300000)};
  const Expr *expr = compile(arena, expression);
  if (str_is(fields[RESULT_TYPE], "error")) return expr == NULL;
  if (!expr) return false;
  const Value got = expr_eval(expr, &host, arena);
  if (result_matches(arena, fields[RESULT_TYPE], expected, got)) return true;
  const Str text = value_to_str(arena, got);
  print_message("got \"" STR_FMT "\" ", STR_ARG(text));
  return false;
}

static void run_case(Arena *arena, const Str *fields, Tally *tally) {
  if (!str_starts_with(fields[TIER], STR("A")) || fields[FLAGS].len > 0) return;
  if (is_to_come(fields[EXPRESSION])) {
    tally->not_yet++;
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

static void public_cases_pass(void **state) {
  (void)state;
  setenv("TZ", "America/Phoenix", 1);
  tzset();
  Arena *file_arena = arena_new(0), *arena = arena_new(0);
  Str rest;
  if (file_read(file_arena, CASES_PATH, 16u << 20, &rest, NULL) != STATUS_OK) {
    print_message("skipped: %s is not there\n", CASES_PATH);
    arena_free(file_arena);
    arena_free(arena);
    skip();
  }
  Tally tally = {0};
  take_until(&rest, '\n'); /* the names of the columns */
  while (rest.len > 0) {
    Str line = take_until(&rest, '\n'), fields[COLUMN_COUNT];
    for (size_t i = 0; i < COLUMN_COUNT; i++)
      fields[i] = take_until(&line, '\t');
    run_case(arena, fields, &tally);
    arena_rewind(arena);
  }
  print_message("%d passed, %d failed, %d excepted, %d call functions to come\n", tally.passed, tally.failed, tally.excepted,
                tally.not_yet);
  assert_int_equal(tally.failed, 0);
  assert_true(tally.passed > 1000);
  assert_int_equal(tally.excepted, COUNT_OF(exceptions));
  arena_free(file_arena);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(public_cases_pass)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
