#include "../caret.h"
#include "../page.h"
#include "question.h"
#include "view.h"

enum { LINES_MAX = 8, LINES_OF_SEVERAL = 3 };

static Str answer_text(Value answer) {
  return answer.kind == VALUE_TEXT ? answer.text : (Str){NULL, 0};
}

static bool is_masked(const Question *question) {
  return (question->appearance & APPEARANCE_MASKED) != 0;
}

static size_t caret_in(const Interaction *state, Str text) {
  return state->caret < text.len ? state->caret : text.len;
}

static FieldText *field_for(Build *b, const Asked *asked, bool active, int width_px) {
  Str text = answer_text(asked->answer);
  Str composing = {b->state->composing, active ? b->state->composing_len : 0};
  FieldText *field = field_text(b, text, active ? caret_in(b->state, text) : 0, composing, is_masked(asked->question), width_px);
  bool rtl = text_is_rtl(build_string(b, UI_STRING_TEXT_FIELD)); /* whatever is typed, its lines keep the height of these words */
  field->block.line_px = text_block_line(b->metrics, field->block.size_px, field->block.weight, rtl);
  field->block.height_px = field->block.line_px * (int)field->block.count;
  return field;
}

/* As many lines as there is room for, at least one; several from the start for a question that asks for several. */
static size_t lines_shown(const Build *b, const Question *question, size_t lines, int line_px, int room_px) {
  size_t least = question->appearance & APPEARANCE_MULTILINE ? LINES_OF_SEVERAL : 1;
  int room = (room_px - 2 * b->sizes.gap) / line_px;
  size_t most = room < 1 ? 1 : room < LINES_MAX ? (size_t)room : LINES_MAX;
  size_t shown = lines > least ? lines : least;
  return shown < most ? shown : most;
}

/* Placed as the script's direction will have it, and mirrored beforehand: where it is has been told by the text itself. */
static Rect caret_rect(const Build *b, const FieldText *field, Rect words) {
  Rect seen = words;
  seen.x = b->rtl ? b->sizes.width - words.x - words.w : words.x;
  Rect caret = field_caret(field, b->metrics, seen, b->sizes.edge);
  caret.x = b->rtl ? b->sizes.width - caret.x - caret.w : caret.x;
  return caret;
}

/* Before anything is typed: what to do, and the caret before it, not in it. */
static void add_placeholder(Build *b, Node *node, Rect words) {
  int beside = b->sizes.edge + b->sizes.hairline;
  Rect rect = {words.x + beside, words.y, words.w - beside, words.h};
  build_words(b, node, node->label, rect, b->sizes.font_body, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  NodeInk *ink = build_ink(b, node);
  ink->text_rect.h = ink->text.height_px < words.h ? ink->text.height_px : words.h;
}

/* As many as the words that stand in it while it is empty need: it keeps its height when the first letter comes. */
static int lines_at_least(Build *b, int lines, int width_px) {
  int beside = b->sizes.edge + b->sizes.hairline;
  TextBlock empty = build_measure(b, build_string(b, UI_STRING_TEXT_FIELD), width_px - beside, b->sizes.font_body, FONT_REGULAR);
  return (int)empty.count > lines ? (int)empty.count : lines;
}

static Rect add_field(Build *b, FieldText *field, Flow *flow, int lines, bool active) {
  const Sizes *s = &b->sizes;
  lines = lines_at_least(b, lines, flow->w - 2 * s->gap);
  int words_h = lines * field->block.line_px, height = words_h + 2 * s->gap > s->target ? words_h + 2 * s->gap : s->target;
  Rect rect = {flow->x, flow->y, flow->w, height},
       words = {rect.x + s->gap, rect.y + (height - words_h) / 2, rect.w - 2 * s->gap, words_h};
  Node *node = build_node(b, ROLE_TEXTBOX, STR("field"), build_string(b, UI_STRING_TEXT_FIELD), rect, INK_FIELD);
  node->value = field->masked ? field_bullets(b->arena, field->text) : field->text;
  NodeInk *ink = build_ink(b, node);
  ink->field = field;
  ink->text_rect = words;
  if (field->shown.len == 0) {
    add_placeholder(b, node, words);
  }
  if (active) {
    ink->caret = caret_rect(b, field, words);
  }
  build_act(b, node, (Act){.kind = ACT_FIELD});
  flow->y += height;
  return rect;
}

/* Not on the lowest screens, where they would be cut: the dots say it too. */
static void add_masked_words(Build *b, Flow *flow, int room_px) {
  Flow words = {flow->x, flow->y + b->sizes.gap_tight, flow->w};
  size_t first = b->count;
  flow_text(b, &words, ROLE_TEXT, STR("masked"), build_string(b, UI_STRING_MASKED), b->sizes.font_small, FONT_REGULAR, THEME_MUTED,
            ALIGN_START);
  if (words.y - flow->y <= room_px || page_is_list(b->scene)) {
    flow->y = words.y;
  } else {
    b->count = first;
  }
}

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  bool active = b->state->active_cell == asked->cell && !b->resting; /* among other questions a field may rest, too */
  FieldText *field = field_for(b, asked, active, flow->w - 2 * b->sizes.gap);
  size_t shown = lines_shown(b, asked->question, field->block.count, field->block.line_px, room_px);
  field_scroll(field, shown, active ? b->state->field_line : 0);
  if (active) {
    b->placed->field_line = field->first;
  }
  int top = flow->y;
  add_field(b, field, flow, (int)shown, active);
  if (field->masked) {
    add_masked_words(b, flow, room_px - (flow->y - top));
  }
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
  return is_masked(asked->question) ? field_bullets(b->arena, answer_text(asked->answer)) : value_to_str(b->arena, asked->answer);
}

const QuestionView view_text = {
    .kind = QUESTION_TEXT, .keyboard = KEYBOARD_LETTERS, .layout = layout, .act = act, .type = insert, .words = words};
