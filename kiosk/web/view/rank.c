#include "choices.h"

/* Every choice stands in a row of its own, in an order that fields tell in their order. Until something is moved, or the order is said to be
 * right as it stands, it is no answer: a list always has some order. */

static WebOffer *offer_named(const WebOffers *offers, Str name) {
  for (size_t i = 0; i < offers->count; i++)
    if (str_equal(offers->items[i].choice->name, name)) return &offers->items[i];
  return NULL;
}

static WebOffers ranked(const Page *page, const WebAsked *asked) {
  WebOffers offers = web_offers(page, asked), sorted = offers;
  if (asked->answer.kind != VALUE_LIST || asked->answer.list.count != offers.count) return offers;
  sorted.items = ARENA_ARRAY(page->arena, WebOffer, offers.count);
  for (size_t i = 0; i < offers.count; i++) {
    const WebOffer *offer = offer_named(&offers, asked->answer.list.items[i]);
    if (!offer) return offers;
    sorted.items[i] = *offer;
  }
  return sorted;
}

static void add_button(Page *page, const WebAsked *asked, const char *way, const WebOffer *offer, size_t at, bool possible) {
  Html *h = &page->html;
  bool up = str_is(str_from(way), "up");
  HTML(h, "<button class=\"move {}\" name=\"do\" value=\"again:{}:{}:{}\"", str_from(way), str_from(way),
       page_int(page, asked->cell), page_int(page, (int)at));
  html_put(h, possible ? ">" : " disabled>");
  html_put(h, "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><path d=\"");
  html_put(h, up ? "M12 20V5M5 12l7-7 7 7" : "M12 4v15M5 12l7 7 7-7");
  HTML(h, "\"/></svg><span class=\"unseen\">{}: <bdi>{}</bdi></span></button>\n",
       page_say(page, up ? WEB_PHRASE_RANK_UP : WEB_PHRASE_RANK_DOWN), offer->label);
}

/* The words and the buttons share a row where there is room for both; else the words have one of their own. */
static void add_row(Page *page, const WebAsked *asked, const WebOffers *offers, size_t at) {
  Html *h = &page->html;
  const WebOffer *offer = &offers->items[at];
  HTML(h, "<li><input type=\"hidden\" name=\"{}.order\" value=\"{}\"><div class=\"what\">", asked->id, offer->choice->name);
  if (offer->image_url.len > 0) HTML(h, "<img src=\"{}\" alt=\"\" loading=\"lazy\">", offer->image_url);
  HTML(h, "<bdi>{}</bdi></div>\n<div class=\"moves\">\n", offer->label);
  add_button(page, asked, "up", offer, at, at > 0);
  add_button(page, asked, "down", offer, at, at + 1 < offers->count);
  html_put(h, "</div></li>\n");
}

static void render(Page *page, const WebAsked *asked) {
  Html *h = &page->html;
  WebOffers offers = ranked(page, asked);
  html_put(h, "<ol class=\"rank\" role=\"list\">\n"); /* its numbers are drawn by the style: Safari takes it for no list then */
  for (size_t i = 0; i < offers.count; i++)
    add_row(page, asked, &offers, i);
  HTML(h, "</ol>\n<div class=\"choices\">\n<label class=\"choice\"><input type=\"checkbox\" name=\"{}\" id=\"{}\" value=\"1\"",
       asked->id, asked->id);
  html_put(h, value_is_empty(asked->answer) ? "" : " checked");
  web_described(page, asked);
  web_invalid(page, asked);
  HTML(h, "><span>{}</span></label>\n</div>\n", page_say(page, WEB_PHRASE_RANK_CONFIRM));
}

static void move(Str *names, size_t count, Str way, int at) {
  int to = str_is(way, "up") ? at - 1 : at + 1;
  if (at < 0 || (size_t)at >= count || to < 0 || (size_t)to >= count) return;
  Str moved = names[at];
  names[at] = names[to];
  names[to] = moved;
}

static bool is_whole_order(const WebPosted *posted, const Str *names, size_t count) {
  const ChoiceList *list = form_choices(survey_form(posted->survey), posted->question);
  bool *seen = ARENA_ARRAY(posted->arena, bool, list->count);
  size_t offered = 0;
  for (size_t i = 0; i < list->count; i++)
    offered += survey_offers(posted->survey, posted->cell, (int)i);
  for (size_t i = 0; i < count; i++) {
    int ix = form_find_choice(list, names[i]);
    if (ix < 0 || seen[ix] || !survey_offers(posted->survey, posted->cell, ix)) return false;
    seen[ix] = true;
  }
  return count == offered;
}

static bool read(const WebPosted *posted, Value *out, Str *typed) {
  size_t count;
  const Str *order = web_fields(posted, "order", &count);
  bool moved = str_is(posted->again, "up") || str_is(posted->again, "down");
  *out = VALUE_NONE;
  *typed = (Str){0};
  if (!moved && web_field(posted, NULL).len == 0) return true;
  if (!is_whole_order(posted, order, count)) return false;
  Str *names = ARENA_ARRAY(posted->arena, Str, count);
  for (size_t i = 0; i < count; i++)
    names[i] = order[i];
  if (moved) move(names, count, posted->again, posted->again_ix);
  *out = value_list(names, count);
  return true;
}

static Str hint(const Page *page, const WebAsked *asked) {
  (void)asked;
  return page_say(page, WEB_PHRASE_RANK_HINT);
}

/* "1. Pay, 2. Colleagues": a list that has an order says it. */
static Str words(const Page *page, const WebAsked *asked) {
  Buffer buffer = buffer_new(page->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < asked->answer.list.count; i++) {
    WebAsked one = *asked;
    one.answer = value_text(asked->answer.list.items[i]);
    sink_printf(&sink, "%s%zu. " STR_FMT, i > 0 ? "\n" : "", i + 1, STR_ARG(web_choice_words(page, &one)));
  }
  return buffer_view(&buffer);
}

const WebView web_view_rank = {.kind = QUESTION_RANK,
                               .shape = WEB_GROUP,
                               .required = WEB_PHRASE_REQUIRED,
                               .not_one = WEB_PHRASE_RANK_NOT_ONE,
                               .hint = hint,
                               .render = render,
                               .read = read,
                               .words = words};
