/* url: the follow-up's address, made from its template. */
#include "qr.h"

#include <stddef.h>
#include <string.h>

static const struct {
  const char *name;
  size_t part; /* where in QrUrlParts */
} names[] = {
    {"token", offsetof(QrUrlParts, token)}, {"event", offsetof(QrUrlParts, event)},   {"round", offsetof(QrUrlParts, round)},
    {"form", offsetof(QrUrlParts, form)},   {"lang", offsetof(QrUrlParts, language)}, {"place", offsetof(QrUrlParts, place)},
};
_Static_assert(COUNT_OF(names) * sizeof(Str) == sizeof(QrUrlParts), "a name for every part");

static const Str *part_named(const QrUrlParts *parts, Str name) {
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_is(name, names[i].name)) return (const Str *)(const void *)((const char *)parts + names[i].part);
  return NULL;
}

static bool is_unreserved(unsigned char byte) { /* RFC 3986, 2.3 */
  return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
         (byte != 0 && strchr("-._~", byte));
}

static void percent_encode(Sink *sink, Str value) {
  for (size_t i = 0; i < value.len; i++) {
    unsigned char byte = (unsigned char)value.ptr[i];
    if (is_unreserved(byte))
      sink_bytes(sink, &value.ptr[i], 1);
    else
      sink_printf(sink, "%%%02X", byte);
  }
}

static size_t find(Str s, size_t from, char wanted) {
  const char *at = from < s.len ? memchr(s.ptr + from, wanted, s.len - from) : NULL;
  return at ? (size_t)(at - s.ptr) : s.len;
}

bool qr_url(Arena *arena, Str url_template, const QrUrlParts *parts, Str *out, Str *bad) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t at = 0; at < url_template.len;) {
    size_t open = find(url_template, at, '{'), close = find(url_template, open, '}');
    sink_bytes(&sink, url_template.ptr + at, open - at);
    if (open == url_template.len) break;
    size_t end = close < url_template.len ? close + 1 : close;
    Str name = {url_template.ptr + open + 1, close - open - 1};
    const Str *value = end > close ? part_named(parts, name) : NULL;
    if (!value) {
      *bad = (Str){url_template.ptr + open, end - open};
      return false;
    }
    percent_encode(&sink, *value);
    at = end;
  }
  *out = buffer_view(&buffer);
  return true;
}
