#include "../page.h"
#include "view.h"

/* Among other questions it is a row with the question's own words: a title above it would say the same. */
static Str row_words(Build *b, const Asked *asked) {
  Str label = page_is_list(b->scene) ? build_text(b, asked->question->label, asked->cell) : (Str){NULL, 0};
  return label.len > 0 ? label : build_string(b, UI_STRING_ACKNOWLEDGE);
}

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  (void)room_px;
  const Sizes *s = &b->sizes;
  Str words = row_words(b, asked);
  int mark = s->answer / 2;
  int pad = s->gap_wide;
  int text_w = flow->w - 2 * pad - mark - s->gap;
  TextBlock block = build_measure(b, words, text_w, s->font_body, FONT_REGULAR);
  int height = block.height_px + 2 * s->gap > s->answer ? block.height_px + 2 * s->gap : s->answer;
  Rect rect = {flow->x, flow->y, flow->w, height};
  Node *node = build_node(b, ROLE_CHECKBOX, STR("answer"), words, rect, INK_CHOICE);
  NodeInk *ink = build_ink(b, node);
  ink->several = true;
  ink->icon_rect = (Rect){rect.x + pad, rect.y + (height - mark) / 2, mark, mark};
  ink->text = block;
  ink->text_rect = (Rect){rect.x + pad + mark + s->gap, rect.y, text_w, height};
  build_act(b, node, (Act){.kind = ACT_ACKNOWLEDGE});
  if (!value_is_empty(asked->answer)) {
    node->state |= STATE_SELECTED;
  }
  flow->y += height;
}

/* Among others its row has other words than those that this speaks of. */
static Str required(const Build *b) {
  return build_string(b, page_is_list(b->scene) ? UI_STRING_REQUIRED : UI_STRING_REQUIRED_ACKNOWLEDGE);
}

static void act(Gesture *gesture, Act act) {
  if (act.kind == ACT_ACKNOWLEDGE) {
    gesture_answer(gesture, value_is_empty(gesture->answer) ? value_text(STR("OK")) : VALUE_NONE);
  }
}

static Str words(Build *b, const Asked *asked) {
  (void)asked;
  return build_string(b, UI_STRING_ACKNOWLEDGE);
}

const QuestionView view_acknowledge = {
    .kind = QUESTION_ACKNOWLEDGE, .names_itself = true, .required = required, .layout = layout, .act = act, .words = words};
