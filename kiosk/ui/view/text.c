#include "question.h"
#include "view.h"

enum { LINES_MAX = 8 };

static Str answer_text(Value answer) {
  return answer.kind == VALUE_TEXT ? answer.text : (Str){NULL, 0};
}

static size_t caret_in(const Interaction *state, Str text) {
  return state->caret < text.len ? state->caret : text.len;
}

/* The line that the caret stands in: the last that begins at or before it. */
static size_t caret_line(const TextBlock *block, Str text, size_t caret) {
  size_t line = 0;
  for (size_t i = 0; i < block->count && text.len > 0; i++) {
    if ((size_t)(block->lines[i].text.ptr - text.ptr) <= caret) {
      line = i;
    }
  }
  return line;
}

static Rect caret_rect(const Build *b, const TextBlock *block, Str text, size_t caret, size_t line, size_t first, Rect words) {
  int x = 0;
  if (text.len > 0) {
    size_t start = (size_t)(block->lines[line].text.ptr - text.ptr);
    Str before = {text.ptr + start, caret > start ? caret - start : 0};
    x = before.len ? b->metrics->width(b->metrics->context, before, block->size_px, block->weight) : 0;
  }
  x = x < words.w ? x : words.w;
  return (Rect){words.x + x, words.y + (int)(line - first) * block->line_px, b->sizes.edge, block->line_px};
}

/* As many lines as there is room for, at least one; several from the start for a multiline question. */
static size_t lines_shown(const Build *b, const Question *question, size_t lines, int line_px, int room_px) {
  size_t least = question->appearance & APPEARANCE_MULTILINE ? 3 : 1;
  size_t most = (size_t)((room_px - 2 * b->sizes.gap) / line_px > 1 ? (room_px - 2 * b->sizes.gap) / line_px : 1);
  most = most < LINES_MAX ? most : LINES_MAX;
  size_t shown = lines > least ? lines : least;
  return shown < most ? shown : most;
}

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  const Sizes *s = &b->sizes;
  Str text = answer_text(asked->answer);
  Str placeholder = build_string(b, UI_STRING_TEXT_FIELD);
  TextBlock block = build_measure(b, text.len ? text : placeholder, flow->w - 2 * s->gap, s->font_body, FONT_REGULAR);
  size_t shown = lines_shown(b, asked->question, block.count, block.line_px, room_px);
  bool active = b->state->active_cell == asked->cell; /* among other questions a field may rest */
  size_t caret = active ? caret_in(b->state, text) : 0;
  size_t line = caret_line(&block, text, caret);
  size_t first = line >= shown ? line - shown + 1 : 0;
  size_t count = block.count - first < shown ? block.count - first : shown;
  int words_h = (int)shown * block.line_px;
  int height = words_h + 2 * s->gap > s->target ? words_h + 2 * s->gap : s->target;
  Rect rect = {flow->x, flow->y, flow->w, height};
  Node *node = build_node(b, ROLE_TEXTBOX, STR("field"), placeholder, rect, INK_FIELD);
  node->value = text;
  NodeInk *ink = build_ink(b, node);
  Rect words = {rect.x + s->gap, rect.y + (height - words_h) / 2, rect.w - 2 * s->gap, words_h};
  if (active) {
    ink->caret = caret_rect(b, &block, text, caret, line, first, words);
  }
  block.lines += first;
  block.count = count;
  block.height_px = (int)count * block.line_px;
  ink->text = block;
  int beside = text.len ? 0 : s->edge + s->hairline; /* the caret stands before the placeholder, not in it */
  ink->text_rect = (Rect){words.x + beside, words.y, words.w - beside, block.height_px};
  ink->text_colour = text.len ? THEME_TEXT : THEME_MUTED;
  build_act(b, node, (Act){.kind = ACT_FIELD});
  flow->y += height;
}

static Str joined(Gesture *gesture, Str before, Str piece, Str after) {
  return arena_printf(gesture->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(before), STR_ARG(piece), STR_ARG(after));
}

/* What the question would not take (too long, a control character) is not typed. */
static void insert(Gesture *gesture, Str piece) {
  Str text = answer_text(gesture->answer);
  size_t caret = caret_in(gesture->state, text);
  Str before = {text.ptr, caret}, after = {text.ptr ? text.ptr + caret : NULL, text.len - caret};
  Value next = value_text(joined(gesture, before, piece, after));
  if (question_accepts(gesture->scene->form, gesture->question, next)) {
    gesture_answer(gesture, next);
    gesture->state->caret = caret + piece.len;
  }
}

static void backspace(Gesture *gesture) {
  Str text = answer_text(gesture->answer);
  size_t caret = caret_in(gesture->state, text);
  size_t gone = text_grapheme_before(text, caret);
  if (gone == 0) {
    return;
  }
  Str before = {text.ptr, caret - gone}, after = {text.ptr + caret, text.len - caret};
  gesture_answer(gesture, value_text(joined(gesture, before, STR(""), after)));
  gesture->state->caret = caret - gone;
}

static void act(Gesture *gesture, Act act) {
  if (act.kind == ACT_TYPE) {
    char utf8[4];
    size_t bytes = utf8_encode(act.cp, utf8);
    insert(gesture, (Str){utf8, bytes});
  } else if (act.kind == ACT_BACKSPACE) {
    backspace(gesture);
  }
}

static Str words(Build *b, const Asked *asked) {
  return value_to_str(b->arena, asked->answer);
}

const QuestionView view_text = {
    .kind = QUESTION_TEXT, .keyboard = KEYBOARD_LETTERS, .layout = layout, .act = act, .type = insert, .words = words};
