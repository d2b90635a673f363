#include "play_find.h"

#include <ctype.h>
#include <string.h>

static bool is_seen(const Node *node) {
  return !rect_is_empty(play_visible(node));
}

static bool is_named(const Node *node, Str text) {
  return text.len > 0 && (str_equal(node->label, text) || str_equal(node->value, text));
}

static bool contains(Str text, Str part) {
  return part.len == 0 || (text.len > 0 && memmem(text.ptr, text.len, part.ptr, part.len) != NULL);
}

static bool contains_folded(Str text, Str part) {
  for (size_t at = 0; at + part.len <= text.len; at++) {
    size_t same = 0;
    while (same < part.len && tolower((unsigned char)text.ptr[at + same]) == tolower((unsigned char)part.ptr[same]))
      same++;
    if (same == part.len) return true;
  }
  return false;
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
    if (!nodes[i].takes_input || !is_seen(&nodes[i]) || !contains_folded(nodes[i].label, label)) continue;
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
    if (is_seen(&nodes[i]) && (contains(nodes[i].label, text) || contains(nodes[i].value, text))) return true;
  }
  return false;
}
