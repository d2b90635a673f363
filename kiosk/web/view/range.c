#include "choices.h"
#include "number.h"

#include <math.h>

/* As on the kiosk: so many steps have a button each; more are a slider. */
enum { BUTTONS_MAX = 11, STARS_MAX = 10, STEPS_MAX = 1000000 };
static const double slack = 1e-6; /* of a step */

static int step_count(const Range *range) {
  double steps = fabs(range->step) > 0 ? floor((range->end - range->start) / range->step + 1e-9) : 0;
  return steps < 1 ? 1 : steps < STEPS_MAX ? (int)steps + 1 : STEPS_MAX;
}

static double step_value(const Range *range, int ix) {
  double exact = range->start + ix * range->step;
  return fabs(exact) < 1e6 ? round(exact * 1e9) / 1e9 : exact;
}

static bool is_same(const Range *range, Value answer, double number) {
  return answer.kind == VALUE_NUMBER && fabs(answer.number - number) <= fabs(range->step) * slack;
}

static bool has_buttons(const Question *question) {
  return step_count(&question->range) <= BUTTONS_MAX;
}

static bool has_stars(const Question *question) {
  bool counts = question->range.start > 0; /* no star is how nothing looks */
  return (question->appearance & APPEARANCE_STARS) != 0 && counts && step_count(&question->range) <= STARS_MAX;
}

static WebShape shape_of(const Page *page, const WebAsked *asked) {
  (void)page;
  return has_buttons(asked->question) ? WEB_RADIOS : WEB_FIELD;
}

static void add_stars(Page *page, const WebAsked *asked) {
  Html *h = &page->html;
  const Range *range = &asked->question->range;
  int count = step_count(range);
  html_put(h, "<div class=\"choices\">\n");
  for (int i = 0; i < count; i++) {
    double number = step_value(range, i);
    Str id = i == 0 ? asked->id : arena_printf(page->arena, STR_FMT "-%d", STR_ARG(asked->id), i);
    HTML(h, "<label class=\"choice\"><input type=\"radio\" name=\"{}\" id=\"{}\" value=\"{}\"", asked->id, id,
         number_to_str(page->arena, number));
    html_put(h, is_same(range, asked->answer, number) ? " checked>" : ">");
    web_stars(page, i + 1, count);
    HTML(h, "<span class=\"unseen\">{}</span></label>\n", web_stars_words(page, i + 1, count));
  }
  html_put(h, "</div>\n");
}

static void add_buttons(Page *page, const WebAsked *asked) {
  const Range *range = &asked->question->range;
  html_put(&page->html, "<div class=\"numbers\">\n");
  for (int i = 0; i < step_count(range); i++) {
    double number = step_value(range, i);
    web_number_choice(page, asked, number_to_str(page->arena, number), page_number(page, number), (Str){0},
                      is_same(range, asked->answer, number), i);
  }
  html_put(&page->html, "</div>\n");
}

/* A field for its number, which alone is posted: empty, it is not answered. The slider beside it has no name, and is shown by the script
 * that moves the number with it. */
static void add_slider(Page *page, const WebAsked *asked) {
  Html *h = &page->html;
  const Range *range = &asked->question->range;
  double low = fmin(range->start, range->end), high = fmax(range->start, range->end);
  double at = asked->answer.kind == VALUE_NUMBER ? asked->answer.number : (low + high) / 2;
  HTML(h, "<div class=\"slider\" data-mark=\"{}\">\n", page_say(page, WEB_PHRASE_DECIMAL_MARK));
  web_number_field(page, asked, "decimal");
  HTML(h, "<span class=\"yet\" hidden>{}</span>\n", page_say(page, WEB_PHRASE_NO_ANSWER_YET));
  HTML(h, "<input type=\"range\" hidden aria-label=\"{}: {}\" min=\"{}\" max=\"{}\" step=\"{}\" value=\"{}\">\n",
       page_say(page, WEB_PHRASE_SLIDER), asked->title, number_to_str(page->arena, low), number_to_str(page->arena, high),
       number_to_str(page->arena, fabs(range->step)), number_to_str(page->arena, at));
  HTML(h, "<p class=\"ends\" aria-hidden=\"true\"><span>{}</span> <span>{}</span></p>\n</div>\n", page_number(page, low),
       page_number(page, high));
}

static void render(Page *page, const WebAsked *asked) {
  if (!has_buttons(asked->question)) {
    add_slider(page, asked);
    return;
  }
  if (has_stars(asked->question))
    add_stars(page, asked);
  else
    add_buttons(page, asked);
  web_clear(page, asked);
}

static Str hint(const Page *page, const WebAsked *asked) {
  if (has_buttons(asked->question)) return (Str){0};
  const Range *range = &asked->question->range;
  const PhraseSlot slots[] = {{"{low}", page_number(page, fmin(range->start, range->end))},
                              {"{high}", page_number(page, fmax(range->start, range->end))}};
  return phrases_fill(page->arena, page->frame->phrases, WEB_PHRASE_RANGE_HINT, page->frame->language, slots, COUNT_OF(slots));
}

/* Steps that were added up leave traces that are not shown: then the answer is what it was. */
static bool read(const WebPosted *posted, Value *out, Str *typed) {
  if (!web_read_number(posted, out, typed)) return false;
  if (out->kind == VALUE_NUMBER && is_same(&posted->question->range, posted->answer, out->number)) *out = posted->answer;
  return true;
}

static Str words(const Page *page, const WebAsked *asked) {
  const Range *range = &asked->question->range;
  if (!has_stars(asked->question)) return page_number(page, asked->answer.number);
  int full = (int)lround((asked->answer.number - range->start) / range->step) + 1;
  return web_stars_words(page, full, step_count(range));
}

const WebView web_view_range = {.kind = QUESTION_RANGE,
                                .shape = WEB_RADIOS,
                                .required = WEB_PHRASE_REQUIRED,
                                .not_one = WEB_PHRASE_RANGE_NOT_ONE,
                                .shape_of = shape_of,
                                .hint = hint,
                                .render = render,
                                .read = read,
                                .words = words};
