#include "json_reader.h"

#include <math.h>
#include <string.h>

enum { DEPTH_MAX = 64 }; /* of objects and arrays in each other; a form's own limit is far below */

static bool take_word(JsonReader *reader, Str word) {
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

static bool take_hex4(JsonReader *reader, uint32_t *out) {
  *out = 0;
  for (int i = 0; i < 4; i++, reader->at++) {
    int digit = hex_value(json_peek(reader));
    if (digit < 0) return false;
    *out = *out << 4 | (uint32_t)digit;
  }
  return true;
}

/* After "\u". A lone surrogate is no character; NUL has no place in a text. */
static bool take_code_unit(JsonReader *reader, char *out, size_t *length) {
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

static bool take_escape(JsonReader *reader, char *out, size_t *length) {
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  if (json_take(reader, 'u')) return take_code_unit(reader, out, length);
  char letter = json_peek(reader);
  const char *known = letter ? strchr(letters, letter) : NULL;
  if (known == NULL) return false;
  reader->at++;
  out[(*length)++] = meanings[known - letters];
  return true;
}

/* Where the closing quote stands, from a place in the string that is no second half of an escape. */
static bool find_end(const JsonReader *reader, size_t *end) {
  for (; *end < reader->json.len; ++*end) {
    if (reader->json.ptr[*end] == '"') return true;
    if (reader->json.ptr[*end] == '\\') ++*end;
  }
  return false;
}

/* Of eight bytes, the highest bit of each that is zero; above the lowest of them others may be marked, too. */
static uint64_t zeros_of(uint64_t eight) {
  return (eight - UINT64_C(0x0101010101010101)) & ~eight & UINT64_C(0x8080808080808080);
}

/* Likewise of what does not stand for itself: quotes, backslashes and control characters. */
static uint64_t marks_of(uint64_t eight) {
  return zeros_of(eight ^ UINT64_C(0x2222222222222222)) | zeros_of(eight ^ UINT64_C(0x5C5C5C5C5C5C5C5C)) |
         zeros_of(eight & UINT64_C(0xE0E0E0E0E0E0E0E0));
}

/* Where the letters end that stand for themselves. A loop over letters would be guessed wrong at the end of nearly every text. */
static size_t plain_end(const JsonReader *reader) {
  const char *text = reader->json.ptr;
  size_t end = reader->at;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint64_t eight;
  for (; end + sizeof eight <= reader->json.len; end += sizeof eight) {
    memcpy(&eight, text + end, sizeof eight);
    const uint64_t marks = marks_of(eight);
    if (marks != 0) return end + (size_t)__builtin_ctzll(marks) / 8;
  }
#endif
  while (end < reader->json.len && text[end] != '"' && text[end] != '\\' && (unsigned char)text[end] >= 0x20)
    end++;
  return end;
}

/* No escape is shorter than what it stands for, so the text fits into the room it was written in. */
static bool take_escaped(JsonReader *reader, size_t plain, Str *out) {
  size_t end = plain;
  if (!find_end(reader, &end)) return false;
  char *text = arena_alloc(reader->arena, end - reader->at + 1);
  size_t length = plain - reader->at;
  memcpy(text, reader->json.ptr + reader->at, length);
  for (reader->at = plain; reader->at < end;) {
    char c = reader->json.ptr[reader->at++];
    if ((unsigned char)c < 0x20) return false;
    if (c != '\\')
      text[length++] = c;
    else if (!take_escape(reader, text, &length))
      return false;
  }
  *out = (Str){text, length};
  return json_take(reader, '"');
}

bool json_take_string(JsonReader *reader, Str *out) {
  if (!json_take(reader, '"')) return false;
  const size_t plain = plain_end(reader);
  if (plain >= reader->json.len) return false;
  if (reader->json.ptr[plain] != '"') return take_escaped(reader, plain, out);
  *out = (Str){reader->json.ptr + reader->at, plain - reader->at};
  reader->at = plain + 1;
  return true;
}

static size_t take_digits(JsonReader *reader) {
  size_t start = reader->at;
  while (json_peek(reader) >= '0' && json_peek(reader) <= '9')
    reader->at++;
  return reader->at - start;
}

/* Without an exponent: number_to_str writes none, and what it did not write is damaged. */
static bool take_number(JsonReader *reader, double *out) {
  const char *start = reader->json.ptr + reader->at;
  json_take(reader, '-');
  bool leading_zero = json_peek(reader) == '0';
  size_t digits = take_digits(reader);
  if (digits == 0 || (leading_zero && digits > 1)) return false;
  if (json_take(reader, '.') && take_digits(reader) == 0) return false;
  return str_to_double((Str){start, (size_t)(reader->json.ptr + reader->at - start)}, out) && isfinite(*out);
}

bool json_take_scalar(JsonReader *reader, Value *out) {
  const char first = json_peek(reader);
  *out = VALUE_NONE;
  if (first == '"') {
    out->kind = VALUE_TEXT;
    return json_take_string(reader, &out->text);
  }
  if (first == 'n') return take_word(reader, STR("null"));
  if (first == 't' || first == 'f') {
    *out = (Value){.kind = VALUE_BOOLEAN, .boolean = first == 't'};
    return take_word(reader, first == 't' ? STR("true") : STR("false"));
  }
  out->kind = VALUE_NUMBER;
  return take_number(reader, &out->number);
}

/* After "[". */
static bool pass_array(JsonReader *reader, int depth) {
  if (json_take_token(reader, ']')) return true;
  do {
    if (!json_pass_value(reader, depth)) return false;
  } while (json_take_token(reader, ','));
  return json_take_token(reader, ']');
}

/* After "{". */
static bool pass_object(JsonReader *reader, int depth) {
  Str name;
  if (json_take_token(reader, '}')) return true;
  do {
    json_skip_space(reader);
    if (!json_take_string(reader, &name) || !json_take_token(reader, ':') || !json_pass_value(reader, depth)) return false;
  } while (json_take_token(reader, ','));
  return json_take_token(reader, '}');
}

bool json_pass_value(JsonReader *reader, int depth) {
  Value value;
  json_skip_space(reader);
  if (json_take(reader, '[')) return depth < DEPTH_MAX && pass_array(reader, depth + 1);
  if (json_take(reader, '{')) return depth < DEPTH_MAX && pass_object(reader, depth + 1);
  return json_take_scalar(reader, &value);
}
