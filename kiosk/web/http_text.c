#include "http_text.h"

#include <string.h>
#include <strings.h>

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool decode_bytes(Str encoded, bool plus_is_space, char *out, size_t *length) {
  size_t count = 0;
  for (size_t i = 0; i < encoded.len; i++) {
    char c = encoded.ptr[i];
    if (c == '+' && plus_is_space) {
      c = ' ';
    } else if (c == '%') {
      int high = i + 2 < encoded.len ? hex_digit(encoded.ptr[i + 1]) : -1, low = high < 0 ? -1 : hex_digit(encoded.ptr[i + 2]);
      if (low < 0) return false;
      c = (char)(unsigned char)(high << 4 | low);
      i += 2;
    }
    if (c == '\0') return false;
    out[count++] = c;
  }
  *length = count;
  return true;
}

bool http_decode(Arena *arena, Str encoded, bool plus_is_space, Str *out) {
  char *bytes = arena_alloc(arena, encoded.len + 1);
  size_t length;
  if (!decode_bytes(encoded, plus_is_space, bytes, &length)) return false;
  *out = (Str){bytes, length};
  return str_is_utf8(*out);
}

/* Cuts what stands before the mark off the front of *rest, and the mark; all of it where there is none. */
static Str cut(Str *rest, char mark) {
  if (rest->len == 0) return (Str){0};
  const char *at = memchr(rest->ptr, mark, rest->len);
  Str front = {rest->ptr, at != NULL ? (size_t)(at - rest->ptr) : rest->len};
  size_t gone = at != NULL ? front.len + 1 : front.len;
  *rest = (Str){rest->ptr + gone, rest->len - gone};
  return front;
}

static size_t count_fields(Str encoded) {
  size_t count = 0;
  while (encoded.len > 0)
    count += cut(&encoded, '&').len > 0;
  return count;
}

bool http_fields_read(Arena *arena, Str encoded, const HttpField **out, size_t *count) {
  size_t wanted = count_fields(encoded);
  if (wanted > HTTP_FIELDS_MAX) return false;
  HttpField *fields = ARENA_ARRAY(arena, HttpField, wanted);
  *out = fields;
  *count = 0;
  while (encoded.len > 0) {
    Str value = cut(&encoded, '&');
    if (value.len == 0) continue;
    Str name = cut(&value, '=');
    HttpField *field = &fields[(*count)++];
    if (!http_decode(arena, name, true, &field->name) || !http_decode(arena, value, true, &field->value)) return false;
  }
  return true;
}

static bool has_controls(Str s) {
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7f) return true;
  return false;
}

bool http_target_read(Arena *arena, Str target, Str *path, const HttpField **query, size_t *count) {
  if (has_controls(target)) return false;
  Str rest = target, front = cut(&rest, '?');
  if (!http_decode(arena, front, false, path) || path->len == 0 || path->ptr[0] != '/' || has_controls(*path)) return false;
  return http_fields_read(arena, rest, query, count);
}

static bool is_word(Str s, const char *word) {
  return s.len == strlen(word) && strncasecmp(s.ptr, word, s.len) == 0;
}

HttpBody http_body_kind(Str content_type) {
  Str type = str_trim(cut(&content_type, ';'));
  if (is_word(type, "application/x-www-form-urlencoded")) return HTTP_BODY_URLENCODED;
  return is_word(type, "multipart/form-data") ? HTTP_BODY_MULTIPART : HTTP_BODY_OTHER;
}

static bool is_plain(Str text, const char *marks) {
  if (text.len == 0 || text.len > HTTP_COOKIE_CHARS_MAX) return false;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!alphanumeric && (c == '\0' || strchr(marks, c) == NULL)) return false;
  }
  return true;
}

/* Of a site that speaks https nobody can set one from elsewhere in its domain, or without it. */
Str http_cookie_prefix(bool https) {
  return https ? STR("__Host-innspill-") : STR("innspill-");
}

bool http_is_cookie_name(Str name) {
  return is_plain(name, "-_.");
}

bool http_is_cookie(Str value) {
  return is_plain(value, "-_");
}

void http_cookies_read(Arena *arena, Str header, Str prefix, const HttpField **out, size_t *count) {
  HttpField *cookies = ARENA_ARRAY(arena, HttpField, HTTP_COOKIES_MAX);
  *out = cookies;
  *count = 0;
  while (header.len > 0 && *count < HTTP_COOKIES_MAX) {
    Str value = cut(&header, ';'), name = str_trim(cut(&value, '='));
    value = str_trim(value);
    if (!str_starts_with(name, prefix) || !http_is_cookie(value)) continue;
    name = (Str){name.ptr + prefix.len, name.len - prefix.len};
    if (http_is_cookie_name(name) && http_field(cookies, *count, name).len == 0) cookies[(*count)++] = (HttpField){name, value};
  }
}

/* "https://svar.example.no" of "https://svar.example.no/forms". */
static Str origin_of(Str url) {
  for (size_t i = 0, slashes = 0; i < url.len; i++)
    if (url.ptr[i] == '/' && ++slashes == 3) return (Str){url.ptr, i};
  return url;
}

static bool equal_fold(Str a, Str b) {
  return a.len == b.len && a.len > 0 && strncasecmp(a.ptr, b.ptr, a.len) == 0;
}

bool http_is_own_origin(Str origin, Str base_url, Str host) {
  static const Str schemes[] = {STR_INIT("http://"), STR_INIT("https://")};
  if (equal_fold(origin, origin_of(base_url))) return true;
  for (size_t i = 0; i < COUNT_OF(schemes); i++)
    if (str_starts_with(origin, schemes[i]) && equal_fold((Str){origin.ptr + schemes[i].len, origin.len - schemes[i].len}, host))
      return true;
  return false;
}
