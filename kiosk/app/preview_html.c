#include "preview_html.h"

#include <string.h>

static const char *entity(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  default:
    return NULL;
  }
}

void html_text(Sink *out, Str text) {
  size_t start = 0;
  for (size_t i = 0; i < text.len; i++) {
    const char *instead = entity(text.ptr[i]);
    if (instead == NULL) continue;
    sink_bytes(out, text.ptr + start, i - start);
    sink_z(out, instead);
    start = i + 1;
  }
  sink_bytes(out, text.ptr + start, text.len - start);
}

void html_words(Sink *out, Str words) {
  size_t start = 0;
  for (size_t i = 0; i + 2 < words.len; i++) {
    const char *end =
        str_starts_with((Str){words.ptr + i, words.len - i}, STR("${")) ? memchr(words.ptr + i, '}', words.len - i) : NULL;
    if (end == NULL) continue;
    html_text(out, (Str){words.ptr + start, i - start});
    sink_z(out, "[");
    html_text(out, (Str){words.ptr + i + 2, (size_t)(end - words.ptr) - i - 2});
    sink_z(out, "]");
    i = (size_t)(end - words.ptr);
    start = i + 1;
  }
  html_text(out, (Str){words.ptr + start, words.len - start});
}

void html_fact(Sink *out, const char *name, Str value) {
  if (value.len == 0) return;
  sink_printf(out, "<dt>%s</dt><dd><code>", name);
  html_text(out, value);
  sink_z(out, "</code></dd>\n");
}
