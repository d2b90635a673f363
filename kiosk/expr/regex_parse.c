#include "regex_program.h"

#include <string.h>

enum { DEPTH_MAX = 40, LAST_CP = 0x10FFFF };

typedef struct Reader {
  Arena *arena;
  Str pattern;
  size_t at;
  int depth;
  const char *problem; /* the first one; then all reading comes to nothing */
} Reader;

static Piece *fail(Reader *r, const char *problem) {
  if (!r->problem) r->problem = problem;
  return NULL;
}

static Str rest_of(const Reader *r) {
  return (Str){r->pattern.ptr + r->at, r->pattern.len - r->at};
}

static bool looking_at(const Reader *r, const char *z) {
  return str_starts_with(rest_of(r), str_from(z));
}

static bool take(Reader *r, const char *z) {
  if (!looking_at(r, z)) return false;
  r->at += strlen(z);
  return true;
}

static bool at_end(const Reader *r) {
  return r->at >= r->pattern.len;
}

static uint32_t take_cp(Reader *r) {
  uint32_t cp = 0;
  str_next_cp(r->pattern, &r->at, &cp);
  return cp;
}

static Piece *piece_new(Reader *r, PieceKind kind) {
  Piece *piece = ARENA_NEW(r->arena, Piece);
  piece->kind = kind;
  return piece;
}

static Piece *step_piece(Reader *r, StepKind kind) {
  Piece *piece = piece_new(r, PIECE_STEP);
  piece->step.kind = kind;
  return piece;
}

static Piece *set_piece(Reader *r, const CpSet *set) {
  Piece *piece = step_piece(r, STEP_SET);
  piece->step.set = set;
  return piece;
}

static Piece *ranges_piece(Reader *r, const CpRange *ranges, size_t count, bool negated) {
  CpSet *set = ARENA_NEW(r->arena, CpSet);
  *set = (CpSet){ranges, count, negated};
  return set_piece(r, set);
}

static Piece *cp_piece(Reader *r, uint32_t cp) {
  CpRange *range = ARENA_NEW(r->arena, CpRange);
  *range = (CpRange){cp, cp};
  return ranges_piece(r, range, 1, false);
}

static bool is_letter_or_digit(uint32_t cp) {
  return cp < 0x80 && cp != '_' && cp_set_has(&cp_word, cp);
}

/* The character behind a backslash that stands for itself or for a control character. */
static uint32_t escaped_cp(Reader *r, uint32_t c) {
  static const char letters[] = "tnrf", meant[] = "\t\n\r\f";
  const char *found = c > 0 && c < 0x80 ? strchr(letters, (int)c) : NULL;
  if (found) return (uint32_t)meant[found - letters];
  if (is_letter_or_digit(c)) fail(r, "a backslash before a letter or digit that has no such meaning here");
  return c;
}

typedef struct RangeList {
  CpRange *ranges;
  size_t count, capacity;
} RangeList;

static void add_range(Reader *r, RangeList *list, uint32_t first, uint32_t last) {
  if (list->count == list->capacity) {
    const size_t capacity = list->capacity == 0 ? 8 : list->capacity * 2;
    CpRange *ranges = ARENA_ARRAY(r->arena, CpRange, capacity);
    if (list->count > 0) memcpy(ranges, list->ranges, list->count * sizeof *ranges);
    list->ranges = ranges;
    list->capacity = capacity;
  }
  list->ranges[list->count++] = (CpRange){first, last};
}

/* The ranges of set, which are in order, or the gaps between them. */
static void add_set(Reader *r, RangeList *list, const CpSet *set) {
  uint32_t beyond = 0;
  for (size_t i = 0; i < set->count; i++) {
    const CpRange range = set->ranges[i];
    if (!set->negated) add_range(r, list, range.first, range.last);
    if (set->negated && range.first > beyond) add_range(r, list, beyond, range.first - 1);
    beyond = range.last + 1;
  }
  if (set->negated) add_range(r, list, beyond, LAST_CP);
}

static bool take_named_set(Reader *r, RangeList *list) {
  size_t bytes;
  const CpSet *set = cp_set_named(rest_of(r), &bytes);
  if (!set) return false;
  r->at += bytes;
  add_set(r, list, set);
  return true;
}

/* A member of a bracket: true when it is a set (added already), else *cp is a character that may begin a range. */
static bool take_member(Reader *r, RangeList *list, uint32_t *cp) {
  if (take_named_set(r, list)) return true;
  *cp = take_cp(r);
  if (*cp != '\\' || at_end(r)) return false;
  const uint32_t c = take_cp(r);
  const CpSet *set = cp_set_escaped(c);
  if (set) {
    add_set(r, list, set);
  } else {
    *cp = escaped_cp(r, c);
  }
  return set != NULL;
}

/* The rest of a range that may begin with first, or first alone. */
static void read_range(Reader *r, RangeList *list, uint32_t first) {
  uint32_t last = first;
  const size_t before = r->at;
  if (take(r, "-")) {
    if (at_end(r) || looking_at(r, "]")) {
      r->at = before; /* a hyphen in the last place is an ordinary character */
    } else if (take_member(r, list, &last)) {
      add_range(r, list, '-', '-'); /* and so is one beside a set */
      last = first;
    }
  }
  if (last < first) fail(r, "a range in [ ] that runs backwards");
  add_range(r, list, first, last);
}

static Piece *read_bracket(Reader *r) {
  RangeList list = {.count = 0};
  const bool negated = take(r, "^");
  bool first_member = true; /* a ] in the first place is an ordinary character */
  while (first_member || !looking_at(r, "]")) {
    if (at_end(r)) return fail(r, "[ is never closed");
    uint32_t first;
    if (!take_member(r, &list, &first)) read_range(r, &list, first);
    first_member = false;
  }
  take(r, "]");
  return ranges_piece(r, list.ranges, list.count, negated);
}

static Piece *read_choice(Reader *r);

static Piece *read_group(Reader *r) {
  if (looking_at(r, "?") && !take(r, "?:")) return fail(r, "(? with something other than a colon");
  if (r->depth == DEPTH_MAX) return fail(r, "parentheses nested too deep");
  r->depth++;
  Piece *inside = read_choice(r);
  r->depth--;
  if (inside && !take(r, ")")) return fail(r, "( is never closed");
  return inside;
}

static Piece *read_escape(Reader *r) {
  if (at_end(r)) return fail(r, "a backslash at the end");
  if (take(r, "b")) return step_piece(r, STEP_BOUNDARY);
  if (take(r, "B")) return step_piece(r, STEP_NOT_BOUNDARY);
  const uint32_t c = take_cp(r);
  const CpSet *set = cp_set_escaped(c);
  return set ? set_piece(r, set) : cp_piece(r, escaped_cp(r, c));
}

static Piece *read_atom(Reader *r) {
  if (looking_at(r, "*") || looking_at(r, "+") || looking_at(r, "?")) return fail(r, "nothing stands before *, + or ?");
  if (take(r, "(")) return read_group(r);
  if (take(r, "[")) return read_bracket(r);
  if (take(r, "\\")) return read_escape(r);
  if (take(r, ".")) return set_piece(r, &cp_any);
  if (take(r, "^")) return step_piece(r, STEP_START);
  if (take(r, "$")) return step_piece(r, STEP_END);
  return cp_piece(r, take_cp(r));
}

static bool take_times(Reader *r, int *times) {
  int value = 0;
  const size_t before = r->at;
  for (; !at_end(r) && r->pattern.ptr[r->at] >= '0' && r->pattern.ptr[r->at] <= '9'; r->at++) {
    value = value * 10 + (r->pattern.ptr[r->at] - '0');
    if (value > REPEAT_MAX) value = REPEAT_UNLIMITED;
  }
  *times = value;
  return r->at > before;
}

/* {n}, {n,} or {n,m}; anything else after a brace is text. */
static bool take_braces(Reader *r, int *least, int *most) {
  const size_t before = r->at;
  if (take(r, "{") && take_times(r, least)) {
    *most = *least;
    if (take(r, ",") && !take_times(r, most)) *most = REPEAT_UNLIMITED;
    if (take(r, "}")) return true;
  }
  r->at = before;
  return false;
}

static bool take_quantifier(Reader *r, int *least, int *most) {
  *least = 0;
  *most = REPEAT_UNLIMITED;
  if (take(r, "*")) return true;
  if (take(r, "+")) return *least = 1, true;
  if (take(r, "?")) return *most = 1, true;
  return take_braces(r, least, most);
}

static Piece *read_repeated(Reader *r) {
  Piece *piece = read_atom(r);
  int least, most, ignored;
  if (!piece || !take_quantifier(r, &least, &most)) return piece;
  if (least > REPEAT_MAX || least > most) return fail(r, "a repetition {n,m} with impossible numbers");
  take(r, "?"); /* lazy or not makes no difference to whether the whole text matches */
  if (take_quantifier(r, &ignored, &ignored)) return fail(r, "two quantifiers in a row");
  Piece *repeat = piece_new(r, PIECE_REPEAT);
  repeat->least = least;
  repeat->most = most;
  repeat->first = piece;
  return repeat;
}

static Piece *read_sequence(Reader *r) {
  Piece *sequence = piece_new(r, PIECE_SEQUENCE);
  for (Piece **tail = &sequence->first; !at_end(r) && !looking_at(r, "|") && !looking_at(r, ")"); tail = &(*tail)->next) {
    *tail = read_repeated(r);
    if (!*tail) return NULL;
  }
  return sequence;
}

static Piece *read_choice(Reader *r) {
  Piece *choice = piece_new(r, PIECE_CHOICE);
  Piece **tail = &choice->first;
  do {
    *tail = read_sequence(r);
    if (!*tail) return NULL;
    tail = &(*tail)->next;
  } while (take(r, "|"));
  return choice;
}

const Piece *regex_parse(Arena *arena, Str pattern, const char **problem) {
  Reader r = {.arena = arena, .pattern = pattern};
  const Piece *whole = read_choice(&r);
  if (whole && !at_end(&r)) fail(&r, ") closes nothing");
  *problem = r.problem;
  return r.problem ? NULL : whole;
}
