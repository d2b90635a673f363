#include "sketch.h"
#include "view.h"

#include <math.h>

/* Its picture is made while other phones wait: the script stops here, and nobody else gets further. */
enum { POINTS_MAX = 4000, INK_MAX_UNITS = 100000 };

/* A paper of strokes, which the script draws on and notes in a hidden field as a sketch's text. Without a script, and for whoever cannot
 * draw, a signature is a name that is typed, and a drawing a cross. */

static bool is_signature(const Question *question) {
  return (question->appearance & APPEARANCE_SIGNATURE) != 0;
}

static int paper_height(const Question *question) {
  return is_signature(question) ? SKETCH_SIGNATURE_HEIGHT : SKETCH_DRAWING_HEIGHT;
}

static Str answer_of(Value answer) {
  return answer.kind == VALUE_TEXT ? answer.text : (Str){0};
}

/* Empty: it was not typed. */
static Str typed_name(Str answer) {
  Str name;
  return sketch_typed(answer, &name) ? name : (Str){0};
}

/* From corner to corner, as who cannot write signs. */
static Str cross(Arena *arena, const Question *question) {
  int h = paper_height(question), w = SKETCH_WIDTH, side = h / 2, x = (w - side) / 2, y = (h - side) / 2;
  return arena_printf(arena, "%dx%d;%d,%d %d,%d;%d,%d %d,%d", w, h, x, y, x + side, y + side, x + side, y, x, y + side);
}

static void add_strokes(Page *page, Str text) {
  Html *h = &page->html;
  Sketch sketch;
  if (!sketch_read(page->arena, text, &sketch)) return;
  for (size_t i = 0; i < sketch.count; i++) {
    Buffer points = buffer_new(page->arena);
    Sink sink = sink_to_buffer(&points);
    for (size_t j = 0; j < sketch.strokes[i].count; j++)
      sink_printf(&sink, "%d,%d ", (int)sketch.strokes[i].points[j].x, (int)sketch.strokes[i].points[j].y);
    if (sketch.strokes[i].count == 1)
      sink_printf(&sink, "%d,%d", (int)sketch.strokes[i].points[0].x, (int)sketch.strokes[i].points[0].y);
    HTML(h, "<polyline points=\"{}\"/>", buffer_view(&points));
  }
}

/* Shown where there is something on it, or a script to draw with. */
static void add_paper(Page *page, const WebAsked *asked, Str drawn) {
  Html *h = &page->html;
  bool signature = is_signature(asked->question);
  Str here = page_say(page, signature ? WEB_PHRASE_SIGN_HERE : WEB_PHRASE_DRAW_HERE);
  HTML(h, "<div class=\"paper\"{}>\n<p>{}</p>\n<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
       drawn.len > 0 ? STR("") : STR(" hidden"), here, page_int(page, SKETCH_WIDTH), page_int(page, paper_height(asked->question)),
       here);
  add_strokes(page, drawn);
  HTML(h, "</svg>\n<input type=\"hidden\" name=\"{}.sketch\" value=\"{}\">\n", asked->id, drawn);
  HTML(h, "<button type=\"button\" class=\"quiet\" hidden>{}</button>\n</div>\n", page_say(page, WEB_PHRASE_START_OVER));
}

static void add_name_field(Page *page, const WebAsked *asked, Str name) {
  Html *h = &page->html;
  HTML(h,
       "<div class=\"name\"><label for=\"{}\" data-instead=\"{}\">{}</label><input type=\"text\" autocomplete=\"off\" "
       "maxlength=\"200\" dir=\"auto\" "
       "name=\"{}\" id=\"{}\" value=\"{}\"",
       asked->id, page_say(page, WEB_PHRASE_SIGN_NAME_INSTEAD), page_say(page, WEB_PHRASE_SIGN_NAME), asked->id, asked->id, name);
  web_described(page, asked);
  web_invalid(page, asked);
  html_put(h, "></div>\n");
}

static void add_cross(Page *page, const WebAsked *asked, bool crossed) {
  Html *h = &page->html;
  HTML(h, "<div class=\"choices\">\n<label class=\"choice\"><input type=\"checkbox\" name=\"{}\" id=\"{}\" value=\"x\"", asked->id,
       asked->id);
  html_put(h, crossed ? " checked" : "");
  web_described(page, asked);
  web_invalid(page, asked);
  HTML(h, "><span>{}</span></label>\n</div>\n", page_say(page, WEB_PHRASE_DRAW_CROSS));
}

static void render(Page *page, const WebAsked *asked) {
  Str answer = asked->is_typed ? asked->typed : answer_of(asked->answer), name = typed_name(answer);
  bool crossed = str_equal(answer, cross(page->arena, asked->question));
  bool drawn = sketch_height(answer) == paper_height(asked->question);
  if (asked->is_typed && name.len == 0 && !drawn) name = answer; /* one that will not do, to be mended */
  add_paper(page, asked, drawn && !crossed ? answer : (Str){0});
  if (is_signature(asked->question))
    add_name_field(page, asked, name);
  else
    add_cross(page, asked, crossed);
  web_clear(page, asked);
}

static float length_of(const SketchStroke *stroke) {
  float length = 0;
  for (size_t i = 1; i < stroke->count; i++)
    length += hypotf(stroke->points[i].x - stroke->points[i - 1].x, stroke->points[i].y - stroke->points[i - 1].y);
  return length;
}

static bool is_quickly_drawn(Arena *arena, Str text) {
  Sketch sketch;
  if (!sketch_read(arena, text, &sketch) || sketch.point_count > POINTS_MAX) return false;
  float ink = 0;
  for (size_t i = 0; i < sketch.count; i++)
    ink += length_of(&sketch.strokes[i]);
  return ink <= INK_MAX_UNITS;
}

/* What is drawn goes before what is typed. What was drawn at a kiosk may be more, and stays as it is. */
static bool read(const WebPosted *posted, Value *out, Str *typed) {
  Str drawn = str_trim(web_field(posted, "sketch")), plain = str_trim(web_field(posted, NULL)), name;
  *typed = drawn.len > 0 ? drawn : plain;
  *out = VALUE_NONE;
  if (typed->len == 0) return true;
  Str answer = drawn;
  if (drawn.len == 0)
    answer = is_signature(posted->question) ? sketch_typed_text(posted->arena, plain) : cross(posted->arena, posted->question);
  *out = value_text(answer);
  return sketch_typed(answer, &name) || value_equal(*out, posted->answer) || is_quickly_drawn(posted->arena, answer);
}

static Str words(const Page *page, const WebAsked *asked) {
  Str name = typed_name(answer_of(asked->answer));
  if (name.len > 0) return name;
  return page_say(page, is_signature(asked->question) ? WEB_PHRASE_SIGNED : WEB_PHRASE_DRAWN);
}

const WebView web_view_image = {.kind = QUESTION_IMAGE,
                                .shape = WEB_GROUP,
                                .required = WEB_PHRASE_REQUIRED,
                                .not_one = WEB_PHRASE_SKETCH_NOT_ONE,
                                .render = render,
                                .read = read,
                                .words = words};
