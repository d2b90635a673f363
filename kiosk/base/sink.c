#include "base.h"

#include <stdlib.h>
#include <string.h>

/* A sink is for one thread, and an export writes a hundred million cells: a lock for each would take longer than the writing. */
static bool file_write(void *context, const char *bytes, size_t count) {
  return fwrite_unlocked(bytes, 1, count, context) == count;
}

/* For text that does not fit the stack: once on the heap, wiped, for it may be an answer. */
BASE_PRINTF(3, 0) static void print_long(Sink *sink, size_t length, const char *format, va_list args) {
  char *text = malloc(length + 1);
  if (!text) BUG("out of memory");
  vsnprintf(text, length + 1, format, args);
  sink_bytes(sink, text, length);
  memory_wipe(text, length);
  free(text);
}

static const char *json_escape_of(uint32_t cp) {
  switch (cp) {
  case '"':
    return "\\\"";
  case '\\':
    return "\\\\";
  case '\n':
    return "\\n";
  case '\r':
    return "\\r";
  case '\t':
    return "\\t";
  default:
    return NULL;
  }
}

static void sink_json_cp(Sink *sink, uint32_t cp) {
  const char *escape = json_escape_of(cp);
  if (escape) {
    sink_z(sink, escape);
  } else if (cp < 0x20 || cp == 0x7F) {
    sink_printf(sink, "\\u%04x", (unsigned)cp);
  } else {
    char bytes[4];
    sink_bytes(sink, bytes, utf8_encode(cp, bytes));
  }
}

Sink sink_to_file(FILE *file) {
  return (Sink){.write = file_write, .context = file};
}

void sink_bytes(Sink *sink, const char *bytes, size_t count) {
  if (sink->failed || count == 0) return;
  sink->failed = !sink->write(sink->context, bytes, count);
}

void sink_str(Sink *sink, Str s) {
  sink_bytes(sink, s.ptr, s.len);
}

void sink_z(Sink *sink, const char *z) {
  sink_bytes(sink, z, strlen(z));
}

void sink_printf(Sink *sink, const char *format, ...) {
  char text[256];
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  const int length = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (length < 0) BUG("a format cannot be printed");
  if ((size_t)length < sizeof text) {
    sink_bytes(sink, text, (size_t)length);
  } else {
    print_long(sink, (size_t)length, format, again);
  }
  va_end(again);
  memory_wipe(text, sizeof text);
}

/* Where the letters end that JSON takes as they are; most texts have nothing else, and are written at once. */
static size_t plain_end(Str s, size_t from) {
  size_t end = from;
  while (end < s.len && s.ptr[end] >= ' ' && s.ptr[end] <= '~' && s.ptr[end] != '"' && s.ptr[end] != '\\')
    end++;
  return end;
}

void sink_json_str(Sink *sink, Str s) {
  sink_z(sink, "\"");
  uint32_t cp;
  for (size_t at = 0; at < s.len;) {
    size_t end = plain_end(s, at);
    sink_bytes(sink, s.ptr + at, end - at);
    at = end;
    if (str_next_cp(s, &at, &cp)) sink_json_cp(sink, cp);
  }
  sink_z(sink, "\"");
}
