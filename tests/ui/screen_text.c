#include "screen_text.h"

#include "build.h"

static const struct {
  NodeState state;
  const char *word;
} states[] = {{STATE_FOCUSED, "focused"},
              {STATE_SELECTED, "selected"},
              {STATE_DISABLED, "disabled"},
              {STATE_INVALID, "invalid"},
              {STATE_PRESSED, "pressed"}};

static bool is_seen(const Node *node) {
  return !rect_is_empty(rect_intersect(node->rect, node->clip));
}

static bool is_white(char c) {
  return c == ' ' || c == '\n';
}

/* Are the lines the label's words, in their order and nothing else? */
static bool lines_say(const TextBlock *block, Str label) {
  size_t at = 0;
  for (size_t i = 0; i < block->count; i++) {
    Str line = block->lines[i].text;
    while (at < label.len && is_white(label.ptr[at]) && (line.len == 0 || line.ptr[0] != label.ptr[at])) {
      at++;
    }
    if (label.len - at < line.len || !str_equal((Str){label.ptr + at, line.len}, line)) {
      return false;
    }
    at += line.len;
  }
  return str_trim((Str){label.ptr + at, label.len - at}).len == 0;
}

static void print_words(const Node *node, Sink *sink) {
  const TextBlock *block = &node->ink->text;
  if (node->label.len > 0 && (block->count == 0 || !lines_say(block, node->label))) {
    sink_z(sink, " (");
    sink_json_str(sink, node->label);
    sink_z(sink, ")");
  }
  for (size_t i = 0; i < block->count; i++) {
    if (i == 0) {
      sink_printf(sink, " %dpx ", block->size_px);
    }
    sink_z(sink, i > 0 ? " / " : "");
    sink_json_str(sink, block->lines[i].text);
  }
  if (node->value.len > 0) {
    sink_z(sink, " = ");
    sink_json_str(sink, node->value);
  }
}

static void print_node(const Node *node, Sink *sink) {
  Rect r = node->rect, seen = rect_intersect(r, node->clip);
  sink_printf(sink, STR_FMT " %s %d,%d %dx%d", STR_ARG(node->id), role_names[node->role], r.x, r.y, r.w, r.h);
  sink_z(sink, seen.w < r.w || seen.h < r.h ? " cut" : "");
  for (size_t i = 0; i < COUNT_OF(states); i++) {
    if (node->state & (unsigned)states[i].state) {
      sink_printf(sink, " %s", states[i].word);
    }
  }
  print_words(node, sink);
  sink_z(sink, "\n");
}

/* A key that says what its id says, as all letters and digits do. */
static bool is_plain_key(const Node *node) {
  Str before = STR("key.");
  bool named =
      str_starts_with(node->id, before) && str_equal((Str){node->id.ptr + before.len, node->id.len - before.len}, node->label);
  return node->role == ROLE_KEY && named && node->state == 0 && node->ink->text.count == 1;
}

static bool in_one_row(const Node *a, const Node *b) {
  return is_plain_key(b) && a->rect.y == b->rect.y && a->rect.h == b->rect.h && a->ink->text.size_px == b->ink->text.size_px;
}

/* Returns how many nodes are in the row. */
static size_t print_keys(const Node *nodes, size_t count, Sink *sink) {
  size_t i = 0;
  sink_printf(sink, "keys at %d, %d high, %dpx:", nodes[0].rect.y, nodes[0].rect.h, nodes[0].ink->text.size_px);
  for (; i < count && in_one_row(&nodes[0], &nodes[i]); i++) {
    sink_printf(sink, " " STR_FMT " %d+%d", STR_ARG(nodes[i].label), nodes[i].rect.x, nodes[i].rect.w);
  }
  sink_z(sink, "\n");
  return i;
}

static size_t print_unseen(const Node *nodes, size_t count, Sink *sink) {
  size_t i = 0;
  while (i < count && !is_seen(&nodes[i])) {
    i++;
  }
  sink_printf(sink, "(out of sight: %zu, " STR_FMT " to " STR_FMT ")\n", i, STR_ARG(nodes[0].id), STR_ARG(nodes[i - 1].id));
  return i;
}

void screen_text_nodes(Ui *ui, Sink *sink) {
  size_t count = 0;
  const Node *nodes = ui_nodes(ui, &count);
  for (size_t i = 0; i < count;) {
    if (!is_seen(&nodes[i])) {
      i += print_unseen(nodes + i, count - i, sink);
    } else if (is_plain_key(&nodes[i])) {
      i += print_keys(nodes + i, count - i, sink);
    } else {
      print_node(&nodes[i++], sink);
    }
  }
}
