#include "store.h"

#include <math.h>
#include <string.h>

/* One JSON object (RFC 8259) of the kinds of value that survey_answers_json writes. What stands inside a repeat is read to see that it is
 * whole, and handed on as it is written. */

enum { DEPTH_MAX = 64 }; /* of objects and arrays in each other; a form's own limit is far below */

typedef struct Reader {
  Arena *arena;
  Str json;
  size_t at;
} Reader;

static char peek(const Reader *reader) {
  return reader->at < reader->json.len ? reader->json.ptr[reader->at] : '\0';
}

static void skip_space(Reader *reader) {
  while (peek(reader) == ' ' || peek(reader) == '\t' || peek(reader) == '\r' || peek(reader) == '\n')
    reader->at++;
}

static bool take(Reader *reader, char wanted) {
  if (reader->at >= reader->json.len || peek(reader) != wanted) return false;
  reader->at++;
  return true;
}

static bool take_token(Reader *reader, char wanted) {
  skip_space(reader);
  return take(reader, wanted);
}

static bool take_word(Reader *reader, Str word) {
  Str rest = {reader->json.ptr + reader->at, reader->json.len - reader->at};
  if (!str_starts_with(rest, word)) return false;
  reader->at += word.len;
  return true;
}

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

static bool take_hex4(Reader *reader, uint32_t *out) {
  *out = 0;
  for (int i = 0; i < 4; i++, reader->at++) {
    int digit = hex_value(peek(reader));
    if (digit < 0) return false;
    *out = *out << 4 | (uint32_t)digit;
  }
  return true;
}

/* After "\u". A lone surrogate is no character; NUL has no place in a text. */
static bool take_code_unit(Reader *reader, char *out, size_t *length) {
  uint32_t cp;
  if (!take_hex4(reader, &cp) || cp == 0) return false;
  if (cp >= 0xDC00 && cp <= 0xDFFF) return false;
  if (cp >= 0xD800 && cp <= 0xDBFF) {
    uint32_t low;
    if (!take_word(reader, STR("\\u")) || !take_hex4(reader, &low) || low < 0xDC00 || low > 0xDFFF) return false;
    cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
  }
  *length += utf8_encode(cp, out + *length);
  return true;
}

static bool take_escape(Reader *reader, char *out, size_t *length) {
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  if (take(reader, 'u')) return take_code_unit(reader, out, length);
  char letter = peek(reader);
  const char *known = letter ? strchr(letters, letter) : NULL;
  if (known == NULL) return false;
  reader->at++;
  out[(*length)++] = meanings[known - letters];
  return true;
}

static bool find_end(const Reader *reader, size_t *end) {
  for (*end = reader->at; *end < reader->json.len; ++*end) {
    if (reader->json.ptr[*end] == '"') return true;
    if (reader->json.ptr[*end] == '\\') ++*end;
  }
  return false;
}

/* No escape is shorter than what it stands for, so the text fits into the room it was written in. */
static bool take_string(Reader *reader, Str *out) {
  size_t end;
  if (!take(reader, '"') || !find_end(reader, &end)) return false;
  char *text = arena_alloc(reader->arena, end - reader->at + 1);
  size_t length = 0;
  while (reader->at < end) {
    char c = reader->json.ptr[reader->at++];
    if ((unsigned char)c < 0x20) return false;
    if (c != '\\')
      text[length++] = c;
    else if (!take_escape(reader, text, &length))
      return false;
  }
  *out = (Str){text, length};
  return take(reader, '"');
}

static size_t take_digits(Reader *reader) {
  size_t start = reader->at;
  while (peek(reader) >= '0' && peek(reader) <= '9')
    reader->at++;
  return reader->at - start;
}

/* Without an exponent: number_to_str writes none, and what it did not write is damaged. */
static bool take_number(Reader *reader, double *out) {
  const char *start = reader->json.ptr + reader->at;
  take(reader, '-');
  bool leading_zero = peek(reader) == '0';
  size_t digits = take_digits(reader);
  if (digits == 0 || (leading_zero && digits > 1)) return false;
  if (take(reader, '.') && take_digits(reader) == 0) return false;
  return str_to_double((Str){start, (size_t)(reader->json.ptr + reader->at - start)}, out) && isfinite(*out);
}

static void *grown(Arena *arena, const void *items, size_t count, size_t *capacity, size_t item_bytes) {
  *capacity = *capacity ? *capacity * 2 : 8;
  void *more = arena_alloc_array(arena, *capacity, item_bytes);
  if (count > 0) memcpy(more, items, count * item_bytes);
  return more;
}

/* After "[". */
static bool take_list(Reader *reader, Value *out) {
  Str *items = NULL;
  size_t count = 0, capacity = 0;
  if (!take_token(reader, ']')) {
    do {
      if (count == capacity) items = grown(reader->arena, items, count, &capacity, sizeof *items);
      skip_space(reader);
      if (!take_string(reader, &items[count++])) return false;
    } while (take_token(reader, ','));
    if (!take_token(reader, ']')) return false;
  }
  *out = (Value){.kind = VALUE_LIST, .list = {items, count}};
  return true;
}

static bool take_scalar(Reader *reader, Value *out) {
  *out = VALUE_NONE;
  if (take_word(reader, STR("null"))) return true;
  bool is_true = take_word(reader, STR("true"));
  if (is_true || take_word(reader, STR("false"))) {
    *out = (Value){.kind = VALUE_BOOLEAN, .boolean = is_true};
    return true;
  }
  if (peek(reader) == '"') {
    out->kind = VALUE_TEXT;
    return take_string(reader, &out->text);
  }
  out->kind = VALUE_NUMBER;
  return take_number(reader, &out->number);
}

static bool pass_value(Reader *reader, int depth);

/* After "[". */
static bool pass_array(Reader *reader, int depth) {
  if (take_token(reader, ']')) return true;
  do {
    if (!pass_value(reader, depth)) return false;
  } while (take_token(reader, ','));
  return take_token(reader, ']');
}

/* After "{". */
static bool pass_object(Reader *reader, int depth) {
  Str name;
  if (take_token(reader, '}')) return true;
  do {
    skip_space(reader);
    if (!take_string(reader, &name) || !take_token(reader, ':') || !pass_value(reader, depth)) return false;
  } while (take_token(reader, ','));
  return take_token(reader, '}');
}

static bool pass_value(Reader *reader, int depth) {
  Value value;
  skip_space(reader);
  if (take(reader, '[')) return depth < DEPTH_MAX && pass_array(reader, depth + 1);
  if (take(reader, '{')) return depth < DEPTH_MAX && pass_object(reader, depth + 1);
  return take_scalar(reader, &value);
}

/* All but a scalar and a list of texts. */
static bool is_nested(const Reader *reader) {
  Reader ahead = *reader;
  if (!take(&ahead, '[')) return peek(&ahead) == '{';
  skip_space(&ahead);
  return peek(&ahead) != '"' && peek(&ahead) != ']';
}

static bool take_pair(Reader *reader, Answer *out) {
  skip_space(reader);
  if (!take_string(reader, &out->path) || !take_token(reader, ':')) return false;
  skip_space(reader);
  if (!is_nested(reader)) return take(reader, '[') ? take_list(reader, &out->value) : take_scalar(reader, &out->value);
  size_t start = reader->at;
  if (!pass_value(reader, 1)) return false;
  out->json = (Str){reader->json.ptr + start, reader->at - start};
  return true;
}

bool answers_parse(Arena *arena, Str json, const Answer **out, size_t *count) {
  *out = NULL;
  *count = 0;
  Reader reader = {arena, json, 0};
  Answer *answers = NULL;
  size_t found = 0, capacity = 0;
  if (!str_is_utf8(json) || !take_token(&reader, '{')) return false;
  if (!take_token(&reader, '}')) {
    do {
      if (found == capacity) answers = grown(arena, answers, found, &capacity, sizeof *answers);
      if (!take_pair(&reader, &answers[found++])) return false;
    } while (take_token(&reader, ','));
    if (!take_token(&reader, '}')) return false;
  }
  skip_space(&reader);
  if (reader.at != json.len) return false;
  *out = answers;
  *count = found;
  return true;
}
