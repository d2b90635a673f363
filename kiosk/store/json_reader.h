/* json_reader: an object of answers (RFC 8259) piece by piece, of the kinds of value that survey_answers_json writes. Each call takes what
 * it names off the front, or returns false: then the text is damaged and the reader of no more use. */
#ifndef JSON_READER_H
#define JSON_READER_H

#include "base.h"

typedef struct JsonReader {
  Arena *arena; /* for texts without their escapes */
  Str json;     /* borrowed */
  size_t at;
} JsonReader;

/* NUL at the end. */
static inline char json_peek(const JsonReader *reader) {
  return reader->at < reader->json.len ? reader->json.ptr[reader->at] : '\0';
}

static inline void json_skip_space(JsonReader *reader) {
  for (char c = json_peek(reader); c == ' ' || c == '\t' || c == '\r' || c == '\n'; c = json_peek(reader))
    reader->at++;
}

static inline bool json_take(JsonReader *reader, char wanted) {
  if (reader->at >= reader->json.len || reader->json.ptr[reader->at] != wanted) return false;
  reader->at++;
  return true;
}

/* After white space. */
static inline bool json_take_token(JsonReader *reader, char wanted) {
  json_skip_space(reader);
  return json_take(reader, wanted);
}

/* Borrowed from the json when there is no escape in it, else in the arena. */
bool json_take_string(JsonReader *reader, Str *out);
/* A text, number, boolean or null. */
bool json_take_scalar(JsonReader *reader, Value *out);
/* Any value; depth counts the objects and arrays around it. */
bool json_pass_value(JsonReader *reader, int depth);

#endif
