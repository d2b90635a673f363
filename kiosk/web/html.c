#include "html.h"

#include <string.h>

Html html_new(Arena *arena) {
  return (Html){.arena = arena, .buffer = buffer_new(arena)};
}

Str html_view(const Html *html) {
  return buffer_view(&html->buffer);
}

static void add(Html *html, const char *bytes, size_t count) {
  Sink sink = sink_to_buffer(&html->buffer);
  sink_bytes(&sink, bytes, count);
}

void html_put(Html *html, const char *markup) {
  add(html, markup, strlen(markup));
}

/* HTML has no way to write a control character, and XML-minded readers stop at one. */
static const char *escape_of(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  case '\n':
  case '\t':
    return NULL;
  default:
    return (unsigned char)c < 0x20 || c == 0x7f ? " " : NULL;
  }
}

void html_text(Html *html, Str text) {
  size_t from = 0;
  for (size_t i = 0; i < text.len; i++) {
    const char *escape = escape_of(text.ptr[i]);
    if (!escape) continue;
    add(html, text.ptr + from, i - from);
    html_put(html, escape);
    from = i + 1;
  }
  if (text.len > from) add(html, text.ptr + from, text.len - from);
}

void html_fill(Html *html, const char *markup, const Str *texts, size_t count) {
  for (const char *gap = strstr(markup, "{}"); gap; gap = strstr(markup, "{}")) {
    BUG_UNLESS(count > 0);
    add(html, markup, (size_t)(gap - markup));
    html_text(html, *texts);
    markup = gap + 2;
    texts++;
    count--;
  }
  BUG_UNLESS(count == 0);
  html_put(html, markup);
}
