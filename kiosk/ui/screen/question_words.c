#include "question_words.h"

#include "../page.h"
#include "../view/offer.h"
#include "content.h"

enum { TITLE_LINES_MAX = 3, HINT_LINES_MAX = 3, FOLDED_LINES = 2 }; /* title: in the size of titles */

Str content_title(Build *b, const Asked *asked) {
  Str label = build_text(b, asked->question->label, asked->cell);
  return label.len > 0 ? label : asked->question->name;
}

static Str hint_of(Build *b, const Asked *asked) {
  Str own = build_text(b, asked->question->hint, asked->cell);
  const QuestionView *view = question_view(asked->question->kind);
  bool told = own.len > 0 || view->hint == NULL || survey_is_read_only(b->scene->survey, asked->cell);
  return told ? own : view->hint(b, asked->question);
}

/* Beside the title, at the end of its first line; the sign stands at the column's edge, what can be touched of it around it. */
static void add_guidance_button(Build *b, const Asked *asked, Rect rect) {
  int beside = (rect.w - b->sizes.font_title) / 2;
  rect.x += beside < b->sizes.margin ? beside : b->sizes.margin;
  Node *node = build_node(b, ROLE_BUTTON, STR("guidance"), build_string(b, UI_STRING_GUIDANCE), rect, INK_QUIET);
  build_icon(b, node, ICON_INFO, b->sizes.font_title);
  build_ink(b, node)->text_colour = THEME_ACCENT;
  build_act(b, node, (Act){.kind = ACT_GUIDANCE});
  node->state |= b->state->guidance_cell == asked->cell ? STATE_SELECTED : 0u;
}

static void add_lines(Build *b, Flow *flow, Str id, Str words, const WordsLook *look, ThemeColour colour) {
  flow->y += look->tight ? 0 : b->sizes.gap_tight;
  flow_text(b, flow, ROLE_TEXT, id, words, look->tight ? b->sizes.font_small : b->sizes.font_body, FONT_REGULAR, colour,
            ALIGN_START);
}

/* The beginning of words that go on. */
static Str cut_line(Build *b, Str line, int width_px, int size_px) {
  const TextMetrics *m = b->metrics;
  for (Str cut = line;; cut.len -= text_grapheme_before(cut, cut.len)) {
    Str words = arena_printf(b->arena, STR_FMT "…", STR_ARG(cut));
    if (cut.len == 0 || m->width(m->context, words, size_px, FONT_REGULAR) <= width_px) {
      return words;
    }
  }
}

/* A long hint would leave no room for the answers: it begins, and the rest is behind the (i). */
static bool is_long(Build *b, const Asked *asked, Str hint, const Flow *flow, const WordsLook *look) {
  if (hint.len == 0 || !look->hinted || !form_type(asked->question->kind)->takes_answer) {
    return false;
  }
  TextBlock block = build_measure(b, hint, flow->w, b->sizes.font_body, FONT_REGULAR);
  return block.count > HINT_LINES_MAX && block.height_px > look->area_h / 5;
}

static void fold(Build *b, Flow *flow) {
  Node *node = &b->nodes[b->count - 1];
  NodeInk *ink = build_ink(b, node);
  TextLine *lines = ARENA_ARRAY(b->arena, TextLine, FOLDED_LINES);
  for (int i = 0; i < FOLDED_LINES; i++) {
    lines[i] = ink->text.lines[i];
  }
  TextLine *last = &lines[FOLDED_LINES - 1];
  last->text = cut_line(b, last->text, flow->w, ink->text.size_px);
  last->width_px = b->metrics->width(b->metrics->context, last->text, ink->text.size_px, ink->text.weight);
  int gone = ((int)ink->text.count - FOLDED_LINES) * ink->text.line_px;
  ink->text.lines = lines;
  ink->text.count = FOLDED_LINES;
  ink->text.height_px -= gone;
  ink->text_rect.h -= gone;
  node->rect.h -= gone;
  flow->y -= gone;
}

/* Both of its texts have room: nothing moves under the finger that chooses the last. */
static void add_limit(Build *b, const Asked *asked, Flow *flow, const WordsLook *look) {
  bool full = offers_are_full(b->scene, asked);
  Str words = offers_limit(b, asked, full);
  if (words.len > 0 && !survey_is_read_only(b->scene->survey, asked->cell)) {
    int size = look->tight ? b->sizes.font_small : b->sizes.font_body;
    int height = build_measure(b, offers_limit(b, asked, true), flow->w, size, FONT_REGULAR).height_px, top = flow->y;
    add_lines(b, flow, STR("limit"), words, look, full ? THEME_TEXT : THEME_MUTED);
    height += look->tight ? 0 : b->sizes.gap_tight;
    flow->y = flow->y > top + height ? flow->y : top + height;
  }
}

/* Told by the question's own words to those who listen. */
static void add_picture(Build *b, const Asked *asked, const Image *image, Rect place, double times) {
  Rect rect = build_image_rect(b, image, place, times);
  Node *node = build_node(b, ROLE_IMAGE, STR("image"), content_title(b, asked), rect, INK_IMAGE);
  build_ink(b, node)->image = image;
}

/* Where nothing is answered, the picture may be what the page is made of. */
static void add_picture_below(Build *b, const Asked *asked, Flow *flow, int area_h) {
  const Image *image = build_image(b, asked->question->image);
  if (image != NULL) {
    bool alone = !form_type(asked->question->kind)->takes_answer && !page_is_list(b->scene);
    flow->y += alone ? b->sizes.gap_wide : b->sizes.gap;
    int left = alone && flow->y < area_h / 2 ? area_h - flow->y - b->sizes.gap : area_h * 2 / 5;
    add_picture(b, asked, image, (Rect){flow->x, flow->y, flow->w, left}, alone ? 2.0 : 1.0);
    flow->y += b->nodes[b->count - 1].rect.h;
  }
}

/* Its upper edge is level with the title's capitals. */
static void add_picture_beside(Build *b, const Asked *asked, Flow *flow, int top, const WordsLook *look) {
  int capitals = look->title_px / 4;
  Rect place = {flow->x + flow->w + b->sizes.gap_wide, top + capitals, look->beside_px - b->sizes.gap_wide,
                look->area_h - top - capitals};
  add_picture(b, asked, build_image(b, asked->question->image), place, 2.0);
  Rect rect = b->nodes[b->count - 1].rect;
  flow->y = flow->y > rect.y + rect.h ? flow->y : rect.y + rect.h;
}

/* How a title is set: large; in body size when it is long, for the answers must be seen too; and what is long and only read, as text. */
static void add_title(Build *b, const Asked *asked, Flow *flow, int title_px) {
  Str title = content_title(b, asked);
  FontWeight weight = FONT_SEMIBOLD;
  if (build_measure(b, title, flow->w, title_px, FONT_SEMIBOLD).count > TITLE_LINES_MAX) {
    title_px = b->sizes.font_body;
    bool read = !form_type(asked->question->kind)->takes_answer;
    weight = read ? FONT_REGULAR : FONT_SEMIBOLD;
  }
  flow_text(b, flow, ROLE_TITLE, STR("title"), title, title_px, weight, THEME_TEXT, ALIGN_START);
}

void question_words_add(Build *b, const Asked *asked, Flow *flow, WordsLook look) {
  const Sizes *s = &b->sizes;
  Str guidance = build_text(b, asked->question->guidance_hint, asked->cell), hint = hint_of(b, asked);
  bool unfolded = b->state->guidance_cell == asked->cell, is_folded = is_long(b, asked, hint, flow, &look);
  bool more = guidance.len > 0 || is_folded;
  Flow words = *flow;
  if (more) {
    words.w -= s->target + s->gap;
  }
  int top = flow->y;
  if (!look.untitled) {
    add_title(b, asked, &words, look.title_px);
  }
  bool says = !form_type(asked->question->kind)->takes_answer;
  if (hint.len > 0 && look.hinted) {
    add_lines(b, &words, STR("hint"), hint, &look, says ? THEME_TEXT : THEME_MUTED);
    if (is_folded && !unfolded) {
      fold(b, &words);
    }
  }
  if (look.hinted) {
    add_limit(b, asked, &words, &look);
  }
  if (more) {
    add_guidance_button(b, asked, (Rect){flow->x + flow->w - s->target, top, s->target, s->target});
    words.y = words.y > top + s->target ? words.y : top + s->target;
    words.w = flow->w;
  }
  if (guidance.len > 0 && unfolded) {
    add_lines(b, &words, STR("guidance.text"), guidance, &look, THEME_TEXT);
  }
  flow->y = words.y;
  if (look.beside_px > 0) {
    add_picture_beside(b, asked, flow, top, &look);
  } else {
    add_picture_below(b, asked, flow, look.area_h);
  }
}
