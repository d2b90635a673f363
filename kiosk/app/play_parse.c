#include "play_parse.h"

#include <limits.h>
#include <string.h>
#include <time.h>

enum { POINT_MAX_PX = 32767, WAIT_MAX_S = 7 * 24 * 3600 };

typedef struct VerbWord {
  const char *word;
  PlayVerb verb;
  const char *takes; /* for messages */
  bool (*parse)(Arena *arena, Str rest, PlayCommand *out);
} VerbWord;

static bool escape_byte(char c, char *out) {
  static const char from[] = "\"\\n", to[] = "\"\\\n";
  const char *at = c ? strchr(from, c) : NULL;
  if (at == NULL) return false;
  *out = to[at - from];
  return true;
}

/* "…" to the end of the line, with \" \\ and \n. */
static bool parse_quoted(Arena *arena, Str rest, Str *out) {
  if (rest.len < 2 || rest.ptr[0] != '"' || rest.ptr[rest.len - 1] != '"' || !str_is_utf8(rest)) return false;
  char *text = arena_alloc(arena, rest.len);
  size_t length = 0;
  for (size_t i = 1; i + 1 < rest.len; i++) {
    char c = rest.ptr[i];
    if (c == '"') return false;
    if (c == '\\' && (i + 2 >= rest.len || !escape_byte(rest.ptr[++i], &c))) return false;
    text[length++] = c;
  }
  *out = (Str){text, length};
  return true;
}

static bool parse_int(Str s, int least, int most, int *out) {
  int64_t number;
  if (!str_to_int64(s, &number) || number < least || number > most) return false;
  *out = (int)number;
  return true;
}

static bool parse_point(Str rest, PlayCommand *out) {
  const char *comma = rest.len > 0 ? memchr(rest.ptr, ',', rest.len) : NULL;
  if (comma == NULL) return false;
  Str x = {rest.ptr, (size_t)(comma - rest.ptr)};
  Str y = {comma + 1, rest.len - x.len - 1};
  out->at_point = true;
  return parse_int(str_trim(x), 0, POINT_MAX_PX, &out->x) && parse_int(str_trim(y), 0, POINT_MAX_PX, &out->y);
}

static bool parse_target(Arena *arena, Str rest, PlayCommand *out) {
  return parse_quoted(arena, rest, &out->text) || parse_point(rest, out);
}

static bool parse_finger_target(Arena *arena, Str rest, PlayCommand *out) {
  Str after = rest;
  Str first = str_next_word(&after);
  after = str_trim(after);
  bool named = after.len > 0 && parse_int(first, 1, PLAY_FINGERS, &out->finger);
  return parse_target(arena, named ? after : rest, out);
}

static bool parse_finger(Arena *arena, Str rest, PlayCommand *out) {
  (void)arena;
  return rest.len == 0 || parse_int(rest, 1, PLAY_FINGERS, &out->finger);
}

static bool parse_text(Arena *arena, Str rest, PlayCommand *out) {
  return parse_quoted(arena, rest, &out->text);
}

static bool parse_path(Arena *arena, Str rest, PlayCommand *out) {
  if (!parse_quoted(arena, rest, &out->text)) out->text = arena_str(arena, rest);
  return out->text.len > 0 && memchr(out->text.ptr, 0, out->text.len) == NULL;
}

static bool parse_key(Arena *arena, Str rest, PlayCommand *out) {
  (void)arena;
  out->key = key_from_name(rest, &out->shift);
  return out->key != KEY_NONE;
}

static bool parse_wait(Arena *arena, Str rest, PlayCommand *out) {
  (void)arena;
  static const struct {
    const char *suffix;
    int ms;
  } units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}};
  size_t digits = 0;
  while (digits < rest.len && strchr("0123456789.", rest.ptr[digits]))
    digits++;
  double number;
  if (!str_to_double((Str){rest.ptr, digits}, &number)) return false;
  Str suffix = str_trim((Str){rest.ptr + digits, rest.len - digits});
  for (size_t i = 0; i < COUNT_OF(units); i++) {
    if (!str_is(suffix, units[i].suffix)) continue;
    double ms = number * units[i].ms;
    if (ms > WAIT_MAX_S * 1000.0) return false;
    out->ms = (int64_t)ms;
    return true;
  }
  return false;
}

static bool parse_now(Arena *arena, Str rest, PlayCommand *out) {
  struct tm t = {.tm_isdst = -1};
  const char *end = strptime(arena_str(arena, rest).ptr, "%Y-%m-%dT%H:%M", &t);
  if (end == NULL || *end != '\0') return false;
  time_t wall = mktime(&t);
  if (wall == (time_t)-1) return false;
  out->ms = (int64_t)wall * 1000;
  return true;
}

static bool parse_seed(Arena *arena, Str rest, PlayCommand *out) {
  (void)arena;
  int64_t seed;
  if (!str_to_int64(rest, &seed) || seed < 0) return false;
  out->seed = (uint64_t)seed;
  return true;
}

static bool parse_disk(Arena *arena, Str rest, PlayCommand *out) {
  (void)arena;
  int megabytes;
  if (!parse_int(rest, 0, INT_MAX, &megabytes)) return false;
  out->free_bytes = (int64_t)megabytes * 1000000;
  return true;
}

static bool parse_nothing(Arena *arena, Str rest, PlayCommand *out) {
  (void)arena;
  (void)out;
  return rest.len == 0;
}

static const VerbWord verbs[] = {
    {"tap", PLAY_TAP, "a label in quotes or a point such as 960,540", parse_target},
    {"down", PLAY_DOWN, "a finger's number (or none) and a label in quotes or a point", parse_finger_target},
    {"move", PLAY_MOVE, "a finger's number (or none) and a label in quotes or a point", parse_finger_target},
    {"up", PLAY_UP, "a finger's number, or nothing", parse_finger},
    {"type", PLAY_TYPE, "a text in quotes", parse_text},
    {"key", PLAY_KEY, "a key such as Tab, Shift+Tab, Enter, Escape or Left", parse_key},
    {"wait", PLAY_WAIT, "a time such as 90s, 500ms or 2m", parse_wait},
    {"expect", PLAY_EXPECT, "a text in quotes", parse_text},
    {"expect-no", PLAY_EXPECT_NO, "a text in quotes", parse_text},
    {"describe", PLAY_DESCRIBE, "nothing after it", parse_nothing},
    {"shot", PLAY_SHOT, "a file's path", parse_path},
    {"kill", PLAY_KILL, "nothing after it", parse_nothing},
    {"now", PLAY_NOW, "a local time such as 2026-11-21T10:00", parse_now},
    {"seed", PLAY_SEED, "a whole number", parse_seed},
    {"disk", PLAY_DISK, "a whole number of megabytes", parse_disk},
};

static const VerbWord *find_verb(Str word) {
  for (size_t i = 0; i < COUNT_OF(verbs); i++) {
    if (str_is(word, verbs[i].word)) return &verbs[i];
  }
  return NULL;
}

static Status unknown_verb(Str word, Err *err) {
  Str words[COUNT_OF(verbs)];
  for (size_t i = 0; i < COUNT_OF(verbs); i++)
    words[i] = str_from(verbs[i].word);
  Str nearest = str_nearest(word, words, COUNT_OF(verbs));
  if (nearest.len == 0) return err_set(err, STATUS_INPUT, "script", "there is no command \"" STR_FMT "\"", STR_ARG(word));
  return err_set(err, STATUS_INPUT, "script", "there is no command \"" STR_FMT "\"; did you mean " STR_FMT "?", STR_ARG(word),
                 STR_ARG(nearest));
}

Status play_parse(Arena *arena, Str line, PlayCommand *out, Err *err) {
  *out = (PlayCommand){.verb = PLAY_NOTHING, .finger = 1};
  Str rest = str_trim(line);
  if (rest.len == 0 || rest.ptr[0] == '#') return STATUS_OK;
  Str word = str_next_word(&rest);
  const VerbWord *verb = find_verb(word);
  if (verb == NULL) return unknown_verb(word, err);
  out->verb = verb->verb;
  if (verb->parse(arena, str_trim(rest), out)) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "script", "%s takes %s", verb->word, verb->takes);
}
