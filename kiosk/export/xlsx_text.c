#include "xlsx_text.h"

enum { REPLACEMENT = 0xFFFD, ESCAPE_LETTERS = 7 };

static bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

static bool looks_like_escape(Str text, size_t at) {
  const char *s = text.ptr + at;
  return text.len - at >= ESCAPE_LETTERS && s[0] == '_' && s[1] == 'x' && is_hex(s[2]) && is_hex(s[3]) && is_hex(s[4]) &&
         is_hex(s[5]) && s[6] == '_';
}

/* Where the letters end that stand in a cell as they are; most texts have nothing else. */
static size_t plain_end(Str text, size_t at) {
  while (at < text.len && text.ptr[at] >= ' ' && text.ptr[at] <= '~' && text.ptr[at] != '_')
    at++;
  return at;
}

static uint32_t allowed(uint32_t cp) {
  return cp == 0 || cp == 0xFFFE || cp == 0xFFFF ? REPLACEMENT : cp;
}

/* The library would write control characters so itself; but it counts a text's letters first. */
static bool needs_escape(Str text, size_t at, uint32_t cp) {
  return (cp < ' ' && cp != '\t' && cp != '\n') || (cp == '_' && looks_like_escape(text, at));
}

static size_t units_of(uint32_t cp) {
  return cp > 0xFFFF ? 2 : 1;
}

const char *xlsx_text(Buffer *scratch, Str text, size_t letters_max, bool *cut) {
  Sink out = sink_to_buffer(scratch);
  size_t letters = 0, at = 0;
  scratch->count = 0;
  while (at < text.len && letters < letters_max) {
    size_t end = plain_end(text, at);
    if (end - at > letters_max - letters) end = at + letters_max - letters;
    sink_bytes(&out, text.ptr + at, end - at);
    letters += end - at;
    at = end;
    size_t next = at;
    uint32_t cp;
    if (!str_next_cp(text, &next, &cp)) break;
    cp = allowed(cp);
    const bool escape = needs_escape(text, at, cp);
    const size_t more = escape ? ESCAPE_LETTERS : units_of(cp);
    if (more > letters_max - letters) break;
    char bytes[4];
    if (escape)
      sink_printf(&out, "_x%04X_", (unsigned)cp);
    else
      sink_bytes(&out, bytes, utf8_encode(cp, bytes));
    letters += more;
    at = next;
  }
  *cut = at < text.len;
  scratch->bytes[scratch->count] = '\0';
  return scratch->bytes;
}
