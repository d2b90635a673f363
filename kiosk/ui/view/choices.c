#include "view.h"

enum { COLUMNS_MAX = 3 };

bool choice_is_selected(const Build *b, const Question *question, const Choice *choice) {
  int question_ix = (int)(question - b->scene->form->questions);
  Value answer = survey_answer(b->scene->survey, question_ix);
  if (answer.kind == VALUE_TEXT) {
    return str_equal(answer.text, choice->name);
  }
  for (size_t i = 0; answer.kind == VALUE_LIST && i < answer.list.count; i++) {
    if (str_equal(answer.list.items[i], choice->name)) {
      return true;
    }
  }
  return false;
}

static int larger(int a, int b) {
  return a > b ? a : b;
}

static Str label_of(const Build *b, const Choice *choice) {
  Str label = text_in(b->scene->form, choice->label, b->scene->language_ix);
  return label.len ? label : choice->name;
}

static Node *add_choice(Build *b, const Question *question, int choice_ix, Str label, Rect rect, InkKind kind, bool several) {
  const Choice *choice = &form_choices(b->scene->form, question)->choices[choice_ix];
  Str id = arena_printf(b->arena, "answer." STR_FMT, STR_ARG(choice->name));
  Node *node = build_node(b, several ? ROLE_CHECKBOX : ROLE_RADIO, id, label, rect, kind);
  build_act(b, node, (Act){.kind = ACT_CHOICE, .ix = choice_ix});
  if (choice_is_selected(b, question, choice)) {
    node->state |= STATE_SELECTED;
  }
  build_ink(b, node)->several = several;
  return node;
}

/* --- rows --- */

typedef struct RowShape {
  int width, height; /* of one answer */
  int mark;          /* side of its disc, box or face */
  int pad;
} RowShape;

static int row_text_width(const Build *b, const RowShape *shape) {
  return shape->width - 2 * shape->pad - shape->mark - b->sizes.gap;
}

static RowShape row_shape(Build *b, const Question *question, int width, bool faces) {
  const ChoiceList *list = form_choices(b->scene->form, question);
  RowShape shape = {.width = width, .mark = faces ? b->sizes.answer * 7 / 10 : b->sizes.answer * 2 / 5, .pad = b->sizes.gap_wide};
  shape.height = b->sizes.answer;
  for (size_t i = 0; i < list->count; i++) {
    TextBlock block = build_measure(b, label_of(b, &list->choices[i]), row_text_width(b, &shape), b->sizes.font_body, FONT_REGULAR);
    shape.height = larger(shape.height, block.height_px + 2 * b->sizes.gap_tight);
  }
  return shape;
}

static void add_row(Build *b, const Question *question, int choice_ix, Rect rect, const RowShape *shape, InkKind kind,
                    bool several) {
  const Choice *choice = &form_choices(b->scene->form, question)->choices[choice_ix];
  Node *node = add_choice(b, question, choice_ix, label_of(b, choice), rect, kind, several);
  NodeInk *ink = build_ink(b, node);
  ink->icon_rect = (Rect){rect.x + shape->pad, rect.y + (rect.h - shape->mark) / 2, shape->mark, shape->mark};
  Rect words = {ink->icon_rect.x + shape->mark + b->sizes.gap, rect.y, row_text_width(b, shape), rect.h};
  build_words(b, node, node->label, words, b->sizes.font_body, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

static int stack_height(const Build *b, const RowShape *shape, int rows) {
  return rows * shape->height + (rows - 1) * b->sizes.gap;
}

/* The fewest columns in which the answers fit the room; when they fit in none, as many as stay wide enough: then fewer are out of
 * sight. */
static int column_count(Build *b, const Question *question, const Flow *flow, int room_px) {
  int count = (int)form_choices(b->scene->form, question)->count;
  int most = 1;
  for (int columns = 1; columns <= COLUMNS_MAX; columns++) {
    int width = (flow->w - (columns - 1) * b->sizes.gap) / columns;
    if (width < size_mm(&b->sizes, 70.0)) {
      break;
    }
    RowShape shape = row_shape(b, question, width, false);
    if (stack_height(b, &shape, (count + columns - 1) / columns) <= room_px) {
      return columns;
    }
    most = columns;
  }
  return most;
}

static void add_rows(Build *b, const Question *question, Flow *flow, int columns, bool several) {
  int count = (int)form_choices(b->scene->form, question)->count;
  int width = (flow->w - (columns - 1) * b->sizes.gap) / columns;
  RowShape shape = row_shape(b, question, width, false);
  for (int i = 0; i < count; i++) {
    Rect rect = {flow->x + (i % columns) * (width + b->sizes.gap), flow->y + (i / columns) * (shape.height + b->sizes.gap), width,
                 shape.height};
    add_row(b, question, i, rect, &shape, INK_CHOICE, several);
  }
  flow->y += stack_height(b, &shape, (count + columns - 1) / columns);
}

void choices_layout_rows(Build *b, const Question *question, Flow *flow, int room_px, bool several) {
  add_rows(b, question, flow, column_count(b, question, flow, room_px), several);
}

/* --- scales --- */

static int scale_steps(const ChoiceList *list) {
  int steps = 0;
  for (size_t i = 0; i < list->count; i++) {
    steps += !list->choices[i].missing;
  }
  return steps;
}

/* "Don't know" is no point of the scale: it stands apart, below it; as wide as the cell `above` where its words fit. */
static void add_missing(Build *b, const Question *question, Flow *flow, Rect above) {
  const ChoiceList *list = form_choices(b->scene->form, question);
  for (size_t i = 0; i < list->count; i++) {
    const Choice *choice = &list->choices[i];
    if (!choice->missing) {
      continue;
    }
    flow->y += b->sizes.gap;
    Str label = label_of(b, choice);
    TextBlock block = build_measure(b, label, flow->w - 2 * b->sizes.gap_wide, b->sizes.font_body, FONT_REGULAR);
    int width = larger(block.width_px + 2 * b->sizes.gap_wide, 2 * b->sizes.answer);
    int height = larger(block.height_px + 2 * b->sizes.gap_tight, b->sizes.answer);
    Rect rect = {flow->x + (flow->w - width) / 2, flow->y, width, height};
    if (block.width_px + 2 * b->sizes.gap_tight <= above.w) { /* in line with the middle of the scale */
      rect.x = above.x;
      rect.w = above.w;
    }
    Node *node = add_choice(b, question, (int)i, label, rect, INK_CELL, false);
    build_words(b, node, label, rect_inset(rect, b->sizes.gap_tight), b->sizes.font_body, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
    flow->y += height;
  }
}

static bool words_fit(Build *b, const ChoiceList *list, int width) {
  for (size_t i = 0; i < list->count; i++) {
    if (!list->choices[i].missing &&
        !text_words_fit(b->arena, b->metrics, label_of(b, &list->choices[i]), width, b->sizes.font_body, FONT_REGULAR)) {
      return false;
    }
  }
  return true;
}

/* Between cells: a focus ring around one does not touch the next. */
static int cell_gap(const Build *b) {
  int ring = 2 * b->sizes.focus_width + b->sizes.hairline;
  return larger(b->sizes.gap_tight, ring);
}

/* The nth of `count` cells that fill the flow's width from edge to edge; spare pixels are spread over them. */
static Rect cell_rect(const Flow *flow, int nth, int count, int gap, int y, int height) {
  int x = nth * (flow->w + gap) / count;
  int next = (nth + 1) * (flow->w + gap) / count;
  return (Rect){flow->x + x, y, next - gap - x, height};
}

/* As large as its cell and the room allow, so that the whole scale is seen at once; never so small that it cannot be told. */
static int face_side(const Build *b, const ChoiceList *list, int width, int words_h, int room_px) {
  int pad = b->sizes.gap_tight;
  int below = scale_steps(list) < (int)list->count ? b->sizes.answer + b->sizes.gap : 0;
  int side = 2 * b->sizes.answer;
  side = side < width - 2 * pad ? side : width - 2 * pad;
  int high = room_px - words_h - 4 * pad - below - 2 * b->sizes.focus_width;
  side = side < high ? side : high;
  return larger(side, b->sizes.answer * 7 / 10);
}

static void add_cells(Build *b, const Question *question, Flow *flow, int width, int room_px, bool faces) {
  const ChoiceList *list = form_choices(b->scene->form, question);
  int pad = b->sizes.gap_tight, gap = cell_gap(b);
  int steps = scale_steps(list);
  int words_h = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (!list->choices[i].missing) {
      TextBlock block = build_measure(b, label_of(b, &list->choices[i]), width - 2 * pad, b->sizes.font_body, FONT_REGULAR);
      words_h = larger(words_h, block.height_px);
    }
  }
  int face = faces ? face_side(b, list, width, words_h, room_px) : 0;
  int height = larger(faces ? face + words_h + 4 * pad : words_h + 2 * b->sizes.gap_wide, b->sizes.answer);
  int step = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (list->choices[i].missing) {
      continue;
    }
    Rect rect = cell_rect(flow, step, steps, gap, flow->y, height);
    Node *node = add_choice(b, question, (int)i, label_of(b, &list->choices[i]), rect, faces ? INK_FACE : INK_CELL, false);
    NodeInk *ink = build_ink(b, node);
    ink->step = step++;
    ink->steps = steps;
    ink->icon_rect = (Rect){rect.x + (width - face) / 2, rect.y + 2 * pad, face, face};
    Rect words = {rect.x + pad, rect.y, width - 2 * pad, height};
    if (faces) {
      words = (Rect){rect.x + pad, rect.y + face + 3 * pad, width - 2 * pad, words_h};
    }
    build_words(b, node, node->label, words, b->sizes.font_body, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
  }
  flow->y += height;
}

static void add_face_rows(Build *b, const Question *question, Flow *flow) {
  const ChoiceList *list = form_choices(b->scene->form, question);
  RowShape shape = row_shape(b, question, flow->w, true);
  int step = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (list->choices[i].missing) {
      continue;
    }
    Rect rect = {flow->x, flow->y, flow->w, shape.height};
    add_row(b, question, (int)i, rect, &shape, INK_FACE, false);
    NodeInk *ink = &b->inks[b->count - 1];
    ink->step = step++;
    ink->steps = scale_steps(list);
    flow->y += shape.height + b->sizes.gap;
  }
  flow->y -= b->sizes.gap;
  add_missing(b, question, flow, (Rect){0, 0, 0, 0});
}

void choices_layout_scale(Build *b, const Question *question, Flow *flow, int room_px, bool faces) {
  const ChoiceList *list = form_choices(b->scene->form, question);
  int steps = scale_steps(list);
  int gap = cell_gap(b);
  int width = steps > 0 ? (flow->w - (steps - 1) * gap) / steps : 0;
  if (width >= size_mm(&b->sizes, 24.0) && words_fit(b, list, width - 2 * b->sizes.gap_tight)) {
    add_cells(b, question, flow, width, room_px, faces);
    add_missing(b, question, flow, steps % 2 ? cell_rect(flow, steps / 2, steps, gap, 0, 0) : (Rect){0, 0, 0, 0});
  } else if (faces) {
    add_face_rows(b, question, flow);
  } else {
    add_rows(b, question, flow, 1, false); /* a scale keeps its order: one row, or one column */
  }
}

/* --- numbers --- */

/* The words at an end of the scale: under its first number, or, ending with it, under its last. Returns their height. */
static int add_end_word(Build *b, Flow *flow, Str id, Str words, int end_x) {
  int half = (flow->w - b->sizes.gap_wide) / 2;
  TextBlock block = build_measure(b, words, half, b->sizes.font_body, FONT_REGULAR);
  Rect rect = {end_x > 0 ? end_x - block.width_px : flow->x, flow->y, block.width_px, block.height_px};
  Node *node = build_node(b, ROLE_TEXT, id, words, rect, INK_TEXT);
  build_words(b, node, words, rect, b->sizes.font_body, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  build_ink(b, node)->text = block;
  return block.height_px;
}

/* The choice's words stand at the ends; aloud, an end says its number and its words. */
static Str number_label(const Build *b, const Choice *choice) {
  Str words = text_in(b->scene->form, choice->label, b->scene->language_ix);
  if (words.len == 0 || str_equal(words, choice->name)) {
    return choice->name;
  }
  return arena_printf(b->arena, STR_FMT " – " STR_FMT, STR_ARG(choice->name), STR_ARG(words));
}

static void add_number(Build *b, const Question *question, int choice_ix, Rect rect) {
  const Choice *choice = &form_choices(b->scene->form, question)->choices[choice_ix];
  Node *node = add_choice(b, question, choice_ix, number_label(b, choice), rect, INK_CELL, false);
  build_words(b, node, choice->name, rect, b->sizes.font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
}

static Str end_words(const Build *b, const ChoiceList *list, bool last) {
  Str words = {NULL, 0};
  for (size_t i = 0; i < list->count; i++) {
    const Choice *choice = &list->choices[last ? list->count - 1 - i : i];
    if (!choice->missing) {
      words = text_in(b->scene->form, choice->label, b->scene->language_ix);
      break;
    }
  }
  return words;
}

void choices_layout_numbers(Build *b, const Question *question, Flow *flow) {
  const ChoiceList *list = form_choices(b->scene->form, question);
  int count = scale_steps(list), gap = cell_gap(b);
  BUG_UNLESS(count > 0); /* the form's check has seen to it */
  int one_row = (flow->w - (count - 1) * gap) / count;
  int per_row = one_row >= size_mm(&b->sizes, 15.0) ? count : (count + 1) / 2;
  int rows = (count + per_row - 1) / per_row;
  if (rows > 1) { /* then the low end's words stand above the first row, and the high end's below the last */
    flow->y += add_end_word(b, flow, STR("scale.low"), end_words(b, list, false), 0) + b->sizes.gap_tight;
  }
  int at = 0, end_x = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (list->choices[i].missing) {
      continue;
    }
    Rect rect = cell_rect(flow, at % per_row, per_row, gap, flow->y + (at / per_row) * (b->sizes.answer + gap), b->sizes.answer);
    add_number(b, question, (int)i, rect);
    end_x = rect.x + rect.w;
    at++;
  }
  flow->y += rows * b->sizes.answer + (rows - 1) * gap + b->sizes.gap_tight;
  int low_h = rows > 1 ? 0 : add_end_word(b, flow, STR("scale.low"), end_words(b, list, false), 0);
  int high_h = add_end_word(b, flow, STR("scale.high"), end_words(b, list, true), end_x);
  flow->y += larger(low_h, high_h);
  add_missing(b, question, flow, (Rect){0, 0, 0, 0});
}
