/* A signature or a drawing: strokes of a finger on a paper. Each finished stroke becomes part of the answer; the one that is being drawn is
 * kept in the interaction, a bounded number of points, and is wiped with it.
 *
 * Keys cannot draw. The space bar on the empty paper puts a cross there, which is how one signs who cannot write: a required paper must not
 * keep anyone from going on. */
#include "sketch.h"
#include "view.h"

#include <math.h>

static const double least_width_mm = 60.0, least_way = 1.5; /* units; a finger that rests trembles */

static bool is_signature(const Question *question) {
  return (question->appearance & APPEARANCE_SIGNATURE) != 0;
}

static int paper_height(const Question *question) {
  return is_signature(question) ? SKETCH_SIGNATURE_HEIGHT : SKETCH_DRAWING_HEIGHT;
}

/* The answer's strokes, and behind them the one that is being drawn. */
static Sketch strokes_of(Arena *arena, const Question *question, Value answer, const Interaction *state, int cell) {
  Sketch before = {0};
  if (answer.kind != VALUE_TEXT || !sketch_read(arena, answer.text, &before)) {
    before = (Sketch){0};
  }
  size_t live = state->stroke_cell == cell ? state->stroke_count : 0;
  Sketch sketch = {.width = SKETCH_WIDTH, .height = paper_height(question), .point_count = before.point_count + live};
  SketchStroke *strokes = ARENA_ARRAY(arena, SketchStroke, before.count + 1);
  for (; sketch.count < before.count; sketch.count++) {
    strokes[sketch.count] = before.strokes[sketch.count];
  }
  if (live > 0) {
    Point *points = ARENA_ARRAY(arena, Point, live);
    for (size_t i = 0; i < live; i++) {
      points[i] = (Point){state->stroke[i].x, state->stroke[i].y};
    }
    strokes[sketch.count++] = (SketchStroke){points, live};
  }
  sketch.strokes = strokes;
  return sketch;
}

/* --- on the screen --- */

/* Where the paper stands, and the way to begin again: beside it or below it, whichever leaves the paper larger. */
typedef struct Spread {
  Rect paper, clear;
  int height;
} Spread;

static int paper_width(const Build *b, const Question *question, int width, int most_h) {
  int least = size_mm(&b->sizes, least_width_mm), high = most_h * SKETCH_WIDTH / paper_height(question);
  int fits = high < width ? high : width;
  return fits > least ? fits : least < width ? least : width;
}

static Spread spread_for(Build *b, const Question *question, const Flow *flow, int room_px) {
  const Sizes *s = &b->sizes;
  int clear_w = clear_button(b, UI_STRING_START_OVER, (Rect){0, 0, 0, 0});
  int beside_w = paper_width(b, question, flow->w - s->gap - clear_w, room_px);
  int below_w = paper_width(b, question, flow->w, room_px - s->gap_tight - s->target);
  bool beside = beside_w > below_w;
  int width = beside ? beside_w : below_w, height = width * paper_height(question) / SKETCH_WIDTH;
  int words_w = clear_w < flow->w ? clear_w : flow->w; /* wider than the smallest paper */
  Rect clear = {flow->x, flow->y, width > words_w ? width : words_w, s->target};
  Spread place = {.paper = {flow->x, flow->y, width, height}, .clear = clear, .height = height};
  if (beside) {
    place.clear.x += width + s->gap;
    place.clear.w = clear_w;
  } else {
    place.clear.y += height + s->gap_tight;
    place.height += s->gap_tight + s->target; /* its place is kept */
  }
  return place;
}

static UiString invitation(const Build *b, const Question *question, Str id) {
  bool by_key = b->state->focus_visible && b->state->focus == build_id_key(id);
  return by_key ? UI_STRING_SIGN_BY_KEY : is_signature(question) ? UI_STRING_SIGN_HERE : UI_STRING_DRAW_HERE;
}

/* On the empty paper, above the line to write on; smaller words, or none, where it is too small. */
static void add_invitation(Build *b, const Question *question, Node *node) {
  const Sizes *s = &b->sizes;
  Rect paper = node->rect, place = {paper.x + s->gap, paper.y, paper.w - 2 * s->gap, paper.h};
  place.h = is_signature(question) ? paper.h * 2 / 3 : paper.h;
  Str words = build_string(b, invitation(b, question, node->id));
  const int sizes[] = {s->font_body, s->font_small};
  for (size_t i = 0; i < COUNT_OF(sizes); i++) {
    if (build_measure(b, words, place.w, sizes[i], FONT_REGULAR).height_px <= place.h) {
      build_words(b, node, words, place, sizes[i], FONT_REGULAR, THEME_MUTED, ALIGN_CENTRE);
      return;
    }
  }
}

static Str said(const Build *b, const Question *question) {
  return build_string(b, is_signature(question) ? UI_STRING_SIGNED : UI_STRING_DRAWN);
}

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  Spread place = spread_for(b, asked->question, flow, room_px);
  Rect paper = place.paper;
  Sketch *sketch = ARENA_NEW(b->arena, Sketch);
  *sketch = strokes_of(b->arena, asked->question, asked->answer, b->state, asked->cell);
  UiString here = is_signature(asked->question) ? UI_STRING_SIGN_HERE : UI_STRING_DRAW_HERE;
  Node *node = build_node(b, ROLE_IMAGE, STR("sketch"), build_string(b, here), paper, INK_SKETCH);
  node->value = value_is_empty(asked->answer) ? (Str){NULL, 0} : said(b, asked->question);
  NodeInk *ink = build_ink(b, node);
  ink->icon_rect = paper;
  ink->sketch = sketch;
  ink->several = !is_signature(asked->question); /* any number of lines, anywhere: there is none to write on */
  if (sketch->count == 0) {
    add_invitation(b, asked->question, node);
  }
  build_act(b, node, (Act){.kind = ACT_SKETCH});
  if (!value_is_empty(asked->answer)) {
    clear_button(b, UI_STRING_START_OVER, place.clear);
  }
  flow->y += place.height;
}

static Str words(Build *b, const Asked *asked) {
  return said(b, asked->question);
}

/* --- fingers --- */

static void finish(Gesture *gesture) {
  Interaction *state = gesture->state;
  if (state->stroke_cell == gesture->cell && state->stroke_count > 0) {
    Sketch sketch = strokes_of(gesture->arena, gesture->question, gesture->answer, state, gesture->cell);
    gesture_answer(gesture, value_text(sketch_text(gesture->arena, &sketch)));
  }
  interaction_end_stroke(state);
}

static int unit(double share, int units) {
  double at = round(share * units);
  return at < 0 ? 0 : at > units ? units : (int)at;
}

static bool is_full(const Gesture *gesture) {
  Sketch sketch = strokes_of(gesture->arena, gesture->question, gesture->answer, gesture->state, gesture->cell);
  return sketch.point_count + STROKE_POINTS_MAX > SKETCH_POINTS_MAX;
}

/* Of a stroke that never ends every other point is kept. */
static void thin_out(Interaction *state) {
  state->stroke_count /= 2;
  for (size_t i = 0; i < state->stroke_count; i++) {
    state->stroke[i] = state->stroke[2 * i];
  }
}

static void go_on(Interaction *state, int x, int y) {
  if (state->stroke_count == STROKE_POINTS_MAX) {
    thin_out(state);
  }
  const StrokePoint *last = state->stroke_count > 0 ? &state->stroke[state->stroke_count - 1] : NULL;
  if (last == NULL || hypot(x - last->x, y - last->y) >= least_way) {
    state->stroke[state->stroke_count++] = (StrokePoint){(int16_t)x, (int16_t)y};
  }
}

static void draw(Gesture *gesture, StrokePhase phase, double x, double y) {
  Interaction *state = gesture->state;
  int at_x = unit(x, SKETCH_WIDTH), at_y = unit(y, paper_height(gesture->question));
  if (phase == STROKE_BEGIN) {
    interaction_end_stroke(state);
    state->stroke_cell = is_full(gesture) ? -1 : gesture->cell;
  }
  if (state->stroke_cell == gesture->cell) {
    go_on(state, at_x, at_y);
  }
  if (phase == STROKE_END) {
    finish(gesture);
  }
}

static void put_cross(Gesture *gesture) {
  float y = (float)paper_height(gesture->question) / 2, x = SKETCH_WIDTH / 2.0F, arm = 60;
  const Point down[] = {{x - arm, y - arm}, {x + arm, y + arm}}, up[] = {{x - arm, y + arm}, {x + arm, y - arm}};
  const SketchStroke strokes[] = {{down, 2}, {up, 2}};
  Sketch cross = {SKETCH_WIDTH, paper_height(gesture->question), strokes, 2, 4};
  gesture_answer(gesture, value_text(sketch_text(gesture->arena, &cross)));
}

static void act(Gesture *gesture, Act act) {
  if (act.kind == ACT_CLEAR) {
    interaction_end_stroke(gesture->state);
    gesture_answer(gesture, VALUE_NONE);
  } else if (act.kind == ACT_SKETCH && value_is_empty(gesture->answer)) {
    put_cross(gesture);
  }
}

const QuestionView view_image = {.kind = QUESTION_IMAGE, .layout = layout, .act = act, .draw = draw, .words = words};
