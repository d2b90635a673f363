#include "markup_marks.h"

#include <string.h>

#include "markup_html.h"

/* A mark's partner is looked for so far: keeps a text of nothing but marks from taking time. */
enum { REACH_MAX_BYTES = 4096 };

typedef struct Marks { /* "*", "**" and their like, of one character and length */
  size_t len;
  size_t closed_until; /* no closing partner stands before this byte: looked for in vain */
  char character;
  bool loose; /* spaces beside it and letters around it do not matter: nobody writes ** for anything else */
} Marks;

typedef struct Text {
  Str source;
  uint8_t *fate; /* beside source's bytes */
} Text;

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool markup_is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

char markup_char_at(Str s, size_t at) {
  return at < s.len ? s.ptr[at] : '\0';
}

static char char_before(Str s, size_t at) {
  return at > 0 ? s.ptr[at - 1] : '\0';
}

size_t markup_run_length(Str s, size_t at) {
  size_t end = at;
  while (end < s.len && s.ptr[end] == s.ptr[at])
    end++;
  return end - at;
}

size_t markup_line_end(Str s, size_t at) {
  const char *end = memchr(s.ptr + at, '\n', s.len - at);
  return end ? (size_t)(end - s.ptr) : s.len;
}

size_t markup_answer_length(Str text, size_t at) {
  if (text.ptr[at] != '$' || markup_char_at(text, at + 1) != '{') return 0;
  const char *end = memchr(text.ptr + at, '}', text.len - at);
  return end ? (size_t)(end - (text.ptr + at)) + 1 : 0;
}

/* Beyond what is no text of its own at at: an answer's place, an escape, code, a tag; or at itself. */
static size_t skip_opaque(const Text *text, size_t at) {
  Str s = text->source;
  if (text->fate[at] != FATE_OPEN) return at + 1;
  if (s.ptr[at] == '\\' && at + 1 < s.len) return at + 2;
  size_t answer = markup_answer_length(s, at);
  if (answer) return at + answer;
  size_t len = 0;
  if (s.ptr[at] == '<' && markup_read_tag((Str){s.ptr + at, s.len - at}, &len) != TAG_NONE) return at + len;
  return at;
}

/* Does a letter before or after keep a mark from being one? Scripts without spaces put emphasis inside a word; ASCII names do not. */
static bool may_open(Str s, size_t at, const Marks *marks) {
  char before = char_before(s, at), after = markup_char_at(s, at + marks->len);
  if (marks->loose) return after != '\0';
  bool inside_word = is_word(before) || (marks->character == '_' && (unsigned char)before >= 0x80);
  return !inside_word && !markup_is_space(after) && !strchr(").,;:!?]", after);
}

static bool may_close(Str s, size_t at, const Marks *marks) {
  char before = char_before(s, at), after = markup_char_at(s, at + marks->len);
  if (marks->loose) return true;
  return !markup_is_space(before) && !is_word(after) && !(marks->character == '_' && (unsigned char)after >= 0x80);
}

static bool is_blank(Str s) {
  return str_trim(s).len == 0;
}

/* The partner of the marks at open, or 0. A single mark's emphasis does not reach over a blank line. */
static size_t find_close(const Text *text, size_t open, Marks *marks) {
  Str s = text->source;
  size_t start = open + marks->len, end = s.len - open < REACH_MAX_BYTES ? s.len : open + REACH_MAX_BYTES;
  if (start < marks->closed_until) return 0;
  for (size_t at = start; at < end;) {
    size_t beyond = skip_opaque(text, at);
    if (beyond > at) {
      at = beyond;
      continue;
    }
    if (s.ptr[at] == '\n' && marks->len == 1 && is_blank((Str){s.ptr + at, markup_line_end(s, at + 1) - at})) {
      marks->closed_until = at;
      return 0;
    }
    size_t run = s.ptr[at] == marks->character ? markup_run_length(s, at) : 0;
    bool fits = marks->len == 1 ? run == 1 : run >= marks->len && run <= 3;
    if (fits && at > start && may_close(s, at, marks) && !is_blank((Str){s.ptr + start, at - start})) return at;
    at += run ? run : 1;
  }
  marks->closed_until = end;
  return 0;
}

static void drop(Text *text, size_t at, size_t len) {
  memset(text->fate + at, FATE_DROP, len);
}

/* Beyond a run of marks; they and their partners are dropped. Four or more are a line to write on. */
static size_t take_marks(Text *text, size_t at, Marks *kinds, size_t kind_count) {
  size_t run = markup_run_length(text->source, at);
  for (size_t i = 0; i < kind_count; i++) {
    Marks *marks = &kinds[i];
    if (marks->character != text->source.ptr[at] || marks->len != run || !may_open(text->source, at, marks)) continue;
    size_t close = find_close(text, at, marks);
    if (close == 0) continue;
    drop(text, at, run);
    drop(text, close, run);
  }
  return at + run;
}

static bool looks_like_address(Str s) {
  bool found = false;
  for (size_t i = 0; i < s.len; i++) {
    if (markup_is_space(s.ptr[i])) return false;
    found |= s.ptr[i] == '/' || s.ptr[i] == ':' || s.ptr[i] == '.' || s.ptr[i] == '#' || s.ptr[i] == '$';
  }
  return found;
}

/* [words](address) leaves its words, ![words](address) too. */
static void take_link(Text *text, size_t at) {
  Str s = text->source;
  size_t end = markup_line_end(s, at), close = at + 1;
  while (close < end && s.ptr[close] != ']' && s.ptr[close] != '[')
    close++;
  if (close == at + 1 || markup_char_at(s, close) != ']' || markup_char_at(s, close + 1) != '(') return;
  const char *last = memchr(s.ptr + close, ')', end - close);
  if (!last || !looks_like_address((Str){s.ptr + close + 2, (size_t)(last - (s.ptr + close + 2))})) return;
  drop(text, at, 1);
  drop(text, close, (size_t)(last - (s.ptr + close)) + 1);
  if (char_before(s, at) == '!') drop(text, at - 1, 1);
}

/* `words` are as they stand. A backtick for an apostrophe stands between letters. */
static size_t take_code(Text *text, size_t at) {
  Str s = text->source;
  size_t end = markup_line_end(s, at), close = at + 1;
  while (close < end && s.ptr[close] != '`')
    close++;
  if (close == at + 1 || close >= end || is_word(char_before(s, at)) || is_word(markup_char_at(s, close + 1))) return at + 1;
  memset(text->fate + at, FATE_LITERAL, close - at);
  drop(text, at, 1);
  drop(text, close, 1);
  return close + 1;
}

void markup_decide_marks(Str s, uint8_t *fate) {
  Text text = {.source = s, .fate = fate};
  Marks kinds[] = {{.character = '*', .len = 3, .loose = true},
                   {.character = '*', .len = 2, .loose = true},
                   {.character = '*', .len = 1},
                   {.character = '_', .len = 3},
                   {.character = '_', .len = 2},
                   {.character = '_', .len = 1},
                   {.character = '~', .len = 2}};
  for (size_t at = 0; at < s.len;) {
    size_t beyond = skip_opaque(&text, at);
    if (beyond > at) {
      at = beyond;
      continue;
    }
    char c = s.ptr[at];
    if (c == '*' || c == '_' || c == '~') {
      at = take_marks(&text, at, kinds, COUNT_OF(kinds));
    } else if (c == '`') {
      at = take_code(&text, at);
    } else {
      if (c == '[') take_link(&text, at);
      at++;
    }
  }
}
