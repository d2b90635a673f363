#include "convert.h"
#include "function.h"
#include "letter_case.h"
#include "regex.h"

#include <math.h>
#include <string.h>

enum { NOT_FOUND = -1 };

static ptrdiff_t find(Str s, Str part) {
  for (size_t at = 0; at + part.len <= s.len; at++) {
    if (str_equal((Str){s.ptr + at, part.len}, part)) return (ptrdiff_t)at;
  }
  return NOT_FOUND;
}

/* Where in s the code point with this index begins. */
static size_t byte_of_cp(Str s, size_t ix) {
  size_t at = 0;
  uint32_t cp;
  while (ix-- > 0 && str_next_cp(s, &at, &cp)) {}
  return at;
}

static Value call_string(const Evaluation *e, const Node *call) {
  return value_text(argument_str(e, call, 0));
}

static Value call_string_length(const Evaluation *e, const Node *call) {
  return value_number((double)str_count_cp(argument_str(e, call, 0)));
}

static Value call_contains(const Evaluation *e, const Node *call) {
  return value_boolean(find(argument_str(e, call, 0), argument_str(e, call, 1)) != NOT_FOUND);
}

static Value call_starts_with(const Evaluation *e, const Node *call) {
  return value_boolean(str_starts_with(argument_str(e, call, 0), argument_str(e, call, 1)));
}

static Value call_ends_with(const Evaluation *e, const Node *call) {
  const Str s = argument_str(e, call, 0), end = argument_str(e, call, 1);
  return value_boolean(s.len >= end.len && (end.len == 0 || memcmp(s.ptr + s.len - end.len, end.ptr, end.len) == 0));
}

static Value call_substring_before(const Evaluation *e, const Node *call) {
  const Str s = argument_str(e, call, 0);
  const ptrdiff_t at = find(s, argument_str(e, call, 1));
  return at == NOT_FOUND ? VALUE_NONE : value_text((Str){s.ptr, (size_t)at});
}

static Value call_substring_after(const Evaluation *e, const Node *call) {
  const Str s = argument_str(e, call, 0), part = argument_str(e, call, 1);
  const ptrdiff_t at = find(s, part);
  if (at == NOT_FOUND) return VALUE_NONE;
  const size_t beyond = (size_t)at + part.len;
  return value_text((Str){s.ptr + beyond, s.len - beyond});
}

/* Counts from the end when negative, and stays within the text. */
static size_t position_in(double position, size_t length) {
  const double whole = trunc(position);
  const double from_start = whole < 0 ? whole + (double)length : whole;
  return isnan(position) ? 0 : (size_t)fmin(fmax(from_start, 0), (double)length);
}

static Value call_substr(const Evaluation *e, const Node *call) {
  const Str s = argument_str(e, call, 0);
  const size_t length = str_count_cp(s);
  const size_t start = position_in(argument_number(e, call, 1), length);
  const size_t end = argument_given(call, 2) ? position_in(argument_number(e, call, 2), length) : length;
  if (start >= end) return VALUE_NONE;
  const size_t from = byte_of_cp(s, start), to = byte_of_cp(s, end);
  return value_text((Str){s.ptr + from, to - from});
}

/* XPath's own: positions from 1, rounded, and a length. */
static Value call_substring(const Evaluation *e, const Node *call) {
  const Str s = argument_str(e, call, 0);
  const double length = (double)str_count_cp(s), first = floor(argument_number(e, call, 1) + 0.5);
  const double beyond = argument_given(call, 2) ? first + floor(argument_number(e, call, 2) + 0.5) : length + 1;
  if (!(first < beyond) || first > length) return VALUE_NONE; /* nor with NaN */
  const size_t start = (size_t)fmax(first - 1, 0), end = (size_t)fmax(fmin(beyond - 1, length), 0);
  if (start >= end) return VALUE_NONE;
  const size_t from = byte_of_cp(s, start), to = byte_of_cp(s, end);
  return value_text((Str){s.ptr + from, to - from});
}

static Value call_trim(const Evaluation *e, const Node *call) {
  return value_text(str_trim(argument_str(e, call, 0)));
}

static Value call_lower(const Evaluation *e, const Node *call) {
  return value_text(letter_case_change(e->arena, argument_str(e, call, 0), LETTER_LOWER));
}

static Value call_upper(const Evaluation *e, const Node *call) {
  return value_text(letter_case_change(e->arena, argument_str(e, call, 0), LETTER_UPPER));
}

static Value call_linebreak(const Evaluation *e, const Node *call) {
  (void)e;
  (void)call;
  return value_text(STR("\n"));
}

static Value call_normalize_space(const Evaluation *e, const Node *call) {
  Buffer buffer = buffer_new(e->arena);
  Sink sink = sink_to_buffer(&buffer);
  Str rest = argument_str(e, call, 0);
  for (Str word = str_next_word(&rest); word.len > 0; word = str_next_word(&rest)) {
    if (buffer.count > 0) sink_z(&sink, " ");
    sink_str(&sink, word);
  }
  return value_text(buffer_view(&buffer));
}

static ptrdiff_t cp_index(Str s, uint32_t wanted) {
  uint32_t cp;
  size_t at = 0;
  for (ptrdiff_t ix = 0; str_next_cp(s, &at, &cp); ix++) {
    if (cp == wanted) return ix;
  }
  return NOT_FOUND;
}

static Value call_translate(const Evaluation *e, const Node *call) {
  const Str s = argument_str(e, call, 0), from = argument_str(e, call, 1), to = argument_str(e, call, 2);
  Buffer buffer = buffer_new(e->arena);
  Sink sink = sink_to_buffer(&buffer);
  uint32_t cp;
  for (size_t at = 0, start = 0; str_next_cp(s, &at, &cp); start = at) {
    const ptrdiff_t ix = cp_index(from, cp);
    if (ix == NOT_FOUND) {
      sink_bytes(&sink, s.ptr + start, at - start);
    } else {
      const size_t first = byte_of_cp(to, (size_t)ix), end = byte_of_cp(to, (size_t)ix + 1);
      sink_bytes(&sink, to.ptr ? to.ptr + first : "", end - first); /* nothing when to is the shorter one */
    }
  }
  return value_text(buffer_view(&buffer));
}

static Value call_regex(const Evaluation *e, const Node *call) {
  const Str s = argument_str(e, call, 0);
  const char *problem;
  if (call->any_text) return value_boolean(true);
  const Regex *regex = call->regex ? call->regex : regex_compile(e->arena, argument_str(e, call, 1), &problem);
  return value_boolean(regex && regex_matches(regex, s, e->arena));
}

static const Function functions[] = {
    {.name = "string", .least_arguments = 1, .most_arguments = 1, .about_self = true, .call = call_string},
    {.name = "string-length",
     .least_arguments = 1,
     .most_arguments = 1,
     .about_self = true,
     .gives_number = true,
     .call = call_string_length},
    {.name = "contains", .least_arguments = 2, .most_arguments = 2, .call = call_contains},
    {.name = "starts-with", .least_arguments = 2, .most_arguments = 2, .call = call_starts_with},
    {.name = "ends-with", .least_arguments = 2, .most_arguments = 2, .call = call_ends_with},
    {.name = "substring-before", .least_arguments = 2, .most_arguments = 2, .call = call_substring_before},
    {.name = "substring-after", .least_arguments = 2, .most_arguments = 2, .call = call_substring_after},
    {.name = "substr", .least_arguments = 2, .most_arguments = 3, .call = call_substr},
    {.name = "substring", .least_arguments = 2, .most_arguments = 3, .call = call_substring},
    {.name = "trim", .least_arguments = 1, .most_arguments = 1, .call = call_trim},
    {.name = "lower", .least_arguments = 1, .most_arguments = 1, .call = call_lower},
    {.name = "lower-case", .least_arguments = 1, .most_arguments = 1, .call = call_lower},
    {.name = "upper", .least_arguments = 1, .most_arguments = 1, .call = call_upper},
    {.name = "upper-case", .least_arguments = 1, .most_arguments = 1, .call = call_upper},
    {.name = "linebreak", .call = call_linebreak},
    {.name = "normalize-space", .least_arguments = 1, .most_arguments = 1, .about_self = true, .call = call_normalize_space},
    {.name = "translate", .least_arguments = 3, .most_arguments = 3, .call = call_translate},
    {.name = "regex", .least_arguments = 2, .most_arguments = 2, .call = call_regex},
};

const FunctionFamily functions_text = {functions, COUNT_OF(functions)};
