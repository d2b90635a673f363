#include "json_reader.h"
#include "store.h"

#include <string.h>

/* What stands inside a repeat is read to see that it is whole, and handed on as it is written. */

enum { FIRST_ANSWERS = 32, FIRST_ITEMS = 8 }; /* room at first: most forms' answers are never moved */

static void *grown(Arena *arena, const void *items, size_t count, size_t first, size_t *capacity, size_t item_bytes) {
  *capacity = *capacity ? *capacity * 2 : first;
  void *more = arena_alloc_array(arena, *capacity, item_bytes);
  if (count > 0) memcpy(more, items, count * item_bytes);
  return more;
}

/* After "[". */
static bool take_list(JsonReader *reader, Value *out) {
  Str *items = NULL;
  size_t count = 0, capacity = 0;
  if (!json_take_token(reader, ']')) {
    do {
      if (count == capacity) items = grown(reader->arena, items, count, FIRST_ITEMS, &capacity, sizeof *items);
      json_skip_space(reader);
      if (!json_take_string(reader, &items[count++])) return false;
    } while (json_take_token(reader, ','));
    if (!json_take_token(reader, ']')) return false;
  }
  *out = (Value){.kind = VALUE_LIST, .list = {items, count}};
  return true;
}

/* All but a scalar and a list of texts. */
static bool is_nested(const JsonReader *reader) {
  JsonReader ahead = *reader;
  if (!json_take(&ahead, '[')) return json_peek(&ahead) == '{';
  json_skip_space(&ahead);
  return json_peek(&ahead) != '"' && json_peek(&ahead) != ']';
}

/* As our own writer writes it: what needs no escape has none. */
static bool take_likely(JsonReader *reader, Str likely) {
  const char *text = reader->json.ptr + reader->at;
  if (likely.len == 0 || reader->json.len - reader->at < likely.len + 2) return false;
  if (text[0] != '"' || text[likely.len + 1] != '"' || memcmp(text + 1, likely.ptr, likely.len) != 0) return false;
  reader->at += likely.len + 2;
  return true;
}

static bool take_path(JsonReader *reader, Str likely, Str *out) {
  json_skip_space(reader);
  if (!take_likely(reader, likely)) return json_take_string(reader, out);
  *out = likely;
  return true;
}

static bool take_pair(JsonReader *reader, Str likely, Answer *out) {
  *out = (Answer){0};
  if (!take_path(reader, likely, &out->path) || !json_take_token(reader, ':')) return false;
  json_skip_space(reader);
  size_t start = reader->at;
  bool nested = is_nested(reader);
  bool taken = nested                   ? json_pass_value(reader, 1)
               : json_take(reader, '[') ? take_list(reader, &out->value)
                                        : json_take_scalar(reader, &out->value);
  out->written = (Str){reader->json.ptr + start, reader->at - start};
  if (nested) out->json = out->written;
  return taken;
}

static bool take_end(JsonReader *reader) {
  if (!json_take_token(reader, '}')) return false;
  json_skip_space(reader);
  return reader->at == reader->json.len;
}

bool answers_next(AnswersReader *reader, Str likely, Answer *out) {
  JsonReader json = {reader->arena, reader->json, reader->at};
  const bool first = json.at == 0;
  if (first && (!str_is_utf8(json.json) || !json_take_token(&json, '{'))) return false;
  json_skip_space(&json);
  const bool more = first ? json_peek(&json) != '}' : json_take(&json, ',');
  const bool taken = more && take_pair(&json, likely, out);
  reader->whole = !more && take_end(&json);
  reader->at = json.at;
  return taken;
}

bool answers_parse(Arena *arena, Str json, const Answer **out, size_t *count) {
  AnswersReader reader = {.arena = arena, .json = json};
  Answer *answers = NULL, answer;
  size_t found = 0, capacity = 0;
  while (answers_next(&reader, (Str){0}, &answer)) {
    if (found == capacity) answers = grown(arena, answers, found, FIRST_ANSWERS, &capacity, sizeof *answers);
    answers[found++] = answer;
  }
  *out = reader.whole ? answers : NULL;
  *count = reader.whole ? found : 0;
  return reader.whole;
}
