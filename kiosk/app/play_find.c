#include "play_find.h"

#include <ctype.h>
#include <string.h>

static bool is_seen(const Node *node) {
  return !rect_is_empty(play_visible(node));
}

/* Marks that only set a direction (U+200E, U+200F, U+2066 to U+2069) are neither seen nor spoken. Returns where they end. */
static size_t beyond_marks(Str text, size_t at) {
  static const char marks[][4] = {"\u200e", "\u200f", "\u2066", "\u2067", "\u2068", "\u2069"};
  for (size_t i = 0; i < COUNT_OF(marks); i++) {
    if (text.len - at < 3 || memcmp(text.ptr + at, marks[i], 3) != 0) continue;
    at += 3;
    i = SIZE_MAX; /* from the first again */
  }
  return at;
}

static int letter(char c, bool folded) {
  return folded ? tolower((unsigned char)c) : (unsigned char)c;
}

/* Does the part stand at this place of the text? *end: behind it. */
static bool stands_at(Str text, size_t at, Str part, bool folded, size_t *end) {
  for (size_t i = beyond_marks(part, 0); i < part.len; i = beyond_marks(part, i + 1)) {
    at = beyond_marks(text, at);
    if (at >= text.len || letter(text.ptr[at], folded) != letter(part.ptr[i], folded)) return false;
    at++;
  }
  *end = beyond_marks(text, at);
  return true;
}

static bool contains(Str text, Str part, bool folded) {
  size_t end;
  for (size_t at = 0; at <= text.len; at++)
    if (stands_at(text, at, part, folded, &end)) return true;
  return false;
}

static bool is_same(Str text, Str wanted) {
  size_t end;
  return stands_at(text, 0, wanted, false, &end) && end == text.len;
}

static bool is_named(const Node *node, Str text) {
  return text.len > 0 && (is_same(node->label, text) || is_same(node->value, text));
}

static const Node *find_exact(const Node *nodes, size_t count, Str label, bool taking_input, bool *hidden) {
  for (size_t i = 0; i < count; i++) {
    if (!is_named(&nodes[i], label) || (taking_input && !nodes[i].takes_input)) continue;
    if (is_seen(&nodes[i])) return &nodes[i];
    *hidden = true;
  }
  return NULL;
}

static const Node *find_part(const Node *nodes, size_t count, Str label, Err *err) {
  const Node *found = NULL;
  for (size_t i = 0; i < count; i++) {
    if (!nodes[i].takes_input || !is_seen(&nodes[i]) || !contains(nodes[i].label, label, true)) continue;
    if (found != NULL) {
      err_set(err, STATUS_INPUT, "script", "several labels contain \"" STR_FMT "\": \"" STR_FMT "\", \"" STR_FMT "\"",
              STR_ARG(label), STR_ARG(found->label), STR_ARG(nodes[i].label));
      return NULL;
    }
    found = &nodes[i];
  }
  return found;
}

Rect play_visible(const Node *node) {
  return rect_intersect(node->rect, node->clip);
}

const Node *play_find(const Node *nodes, size_t count, Str label, Err *err) {
  bool hidden = false;
  const Node *found = find_exact(nodes, count, label, true, &hidden);
  if (found == NULL) found = find_exact(nodes, count, label, false, &hidden);
  if (found == NULL && !hidden && label.len > 0) found = find_part(nodes, count, label, err);
  if (found == NULL) {
    const char *why = hidden ? "is scrolled out of sight" : "is not on the screen";
    err_set(err, STATUS_INPUT, "script", "\"" STR_FMT "\" %s", STR_ARG(label), why);
  } else if (found->state & STATE_DISABLED) {
    err_set(err, STATUS_INPUT, "script", "\"" STR_FMT "\" is disabled", STR_ARG(label));
    found = NULL;
  }
  return found;
}

bool play_shows(const Node *nodes, size_t count, Str text) {
  for (size_t i = 0; i < count; i++) {
    if (is_seen(&nodes[i]) && (contains(nodes[i].label, text, false) || contains(nodes[i].value, text, false))) return true;
  }
  return false;
}
