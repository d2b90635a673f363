#include "choices.h"

#include <string.h>

enum { LISTED_MAX = 30, COLUMNS_MAX = 10 }; /* more are a list that opens, as on the kiosk */

static bool holds(Value answer, Str name) {
  if (answer.kind == VALUE_TEXT) return str_equal(answer.text, name);
  for (size_t i = 0; answer.kind == VALUE_LIST && i < answer.list.count; i++)
    if (str_equal(answer.list.items[i], name)) return true;
  return false;
}

/* What was chosen and is no answer: names, a line each. */
static bool typed_holds(Str typed, Str name) {
  while (typed.len > 0) {
    const char *end = memchr(typed.ptr, '\n', typed.len);
    size_t len = end ? (size_t)(end - typed.ptr) : typed.len;
    if (str_equal((Str){typed.ptr, len}, name)) return true;
    size_t taken = end ? len + 1 : len;
    typed = (Str){typed.ptr + taken, typed.len - taken};
  }
  return false;
}

WebOffers web_offers(const Page *page, const WebAsked *asked) {
  const ChoiceList *list = form_choices(page->form, asked->question);
  WebOffers offers = {0};
  if (!list) return offers;
  offers.items = ARENA_ARRAY(page->arena, WebOffer, list->count);
  size_t count;
  const int *shown = survey_choices(page->asks->survey, asked->cell, page->arena, &count);
  for (size_t i = 0; i < count; i++) {
    const Choice *choice = &list->choices[shown[i]];
    Str label = page_text(page, choice->label, asked->cell);
    WebOffer *offer = &offers.items[offers.count++];
    *offer = (WebOffer){.choice = choice,
                        .choice_ix = shown[i],
                        .label = label.len > 0 ? label : choice->name,
                        .image_url = web_image_url(page, choice->image),
                        .selected = asked->is_typed ? typed_holds(asked->typed, choice->name) : holds(asked->answer, choice->name)};
    offers.steps += !choice->missing;
    offers.pictures = offers.pictures || offer->image_url.len > 0;
  }
  return offers;
}

bool web_choices_open(const Page *page, const WebAsked *asked) {
  if (asked->question->appearance & APPEARANCE_MINIMAL) return true;
  const ChoiceList *list = form_choices(page->form, asked->question);
  if (asked->row || !list || (asked->question->appearance & (APPEARANCE_NPS | APPEARANCE_LIKERT))) return false;
  size_t count = 0;
  for (size_t i = 0; i < list->count && count <= LISTED_MAX; i++)
    count += survey_offers(page->asks->survey, asked->cell, (int)i);
  return count > LISTED_MAX;
}

/* The first has the question's own id: where a message leads to. */
static Str input_id(const Page *page, const WebAsked *asked, int nth) {
  return nth == 0 ? asked->id : arena_printf(page->arena, STR_FMT "-%d", STR_ARG(asked->id), nth);
}

static void add_input(Page *page, const WebAsked *asked, const char *type, Str value, bool selected, int nth) {
  HTML(&page->html, "<input type=\"{}\" name=\"{}\" id=\"{}\" value=\"{}\"", str_from(type), asked->id, input_id(page, asked, nth),
       value);
  html_put(&page->html, selected ? " checked" : "");
  if (str_is(str_from(type), "checkbox")) web_invalid(page, asked);
}

void web_number_choice(Page *page, const WebAsked *asked, Str value, Str shown, Str spoken, bool selected, int nth) {
  Html *h = &page->html;
  html_put(h, "<label class=\"number\">");
  add_input(page, asked, "radio", value, selected, nth);
  HTML(h, "><span>{}", shown);
  if (spoken.len > 0) HTML(h, "<span class=\"unseen\"> – {}</span>", spoken);
  html_put(h, "</span></label>\n");
}

void web_stars(Page *page, int full, int count) {
  html_put(&page->html, "<span class=\"stars\" aria-hidden=\"true\">");
  for (int i = 0; i < count; i++)
    html_put(&page->html, i < full ? "★" : "☆");
  html_put(&page->html, "</span>");
}

Str web_stars_words(const Page *page, int full, int count) {
  return page_say_n(page, WEB_PHRASE_STARS, full, count);
}

typedef enum Look { LOOK_CARDS, LOOK_FACES, LOOK_STARS } Look;

static void add_star_words(Page *page, const WebOffer *offer, int full, int count) {
  Html *h = &page->html;
  Str words = web_stars_words(page, full, count);
  bool named = !str_equal(offer->label, offer->choice->name);
  web_stars(page, full, count);
  HTML(h, "<span class=\"unseen\">{}</span>", words);
  if (named) HTML(h, "<span> <bdi>{}</bdi></span>", offer->label);
}

/* A choice as a card. place: from 1, of those of the scale up to it. */
typedef struct Card {
  const WebOffer *offer;
  int nth, place, steps;
  Look look;
} Card;

static void add_card_words(Page *page, const Card *card, bool several) {
  Html *h = &page->html;
  const WebOffer *offer = card->offer;
  bool scaled = !offer->choice->missing;
  if (card->look == LOOK_FACES && scaled) web_face(page, card->place - 1, card->steps);
  if (card->look == LOOK_STARS && scaled) {
    add_star_words(page, offer, card->place, card->steps);
    return;
  }
  HTML(h, "<span><bdi>{}</bdi>", offer->label);
  if (offer->choice->exclusive && several) HTML(h, " <span class=\"aside\">{}</span>", page_say(page, WEB_PHRASE_EXCLUSIVE));
  html_put(h, "</span>");
}

static void add_card(Page *page, const WebAsked *asked, const char *type, Card card) {
  Html *h = &page->html;
  const WebOffer *offer = card.offer;
  html_put(h, offer->choice->missing ? "<label class=\"choice apart\">" : "<label class=\"choice\">");
  add_input(page, asked, type, offer->choice->name, offer->selected, card.nth);
  html_put(h, offer->choice->exclusive ? " data-exclusive>" : ">");
  if (offer->image_url.len > 0) HTML(h, "<img src=\"{}\" alt=\"\" loading=\"lazy\">", offer->image_url);
  add_card_words(page, &card, str_is(str_from(type), "checkbox"));
  html_put(h, "</label>\n");
}

static void add_cards(Page *page, const WebAsked *asked, const char *type, const WebOffers *offers, Look look) {
  int place = 0;
  for (size_t i = 0; i < offers->count; i++) {
    const WebOffer *offer = &offers->items[i];
    place += !offer->choice->missing;
    add_card(page, asked, type, (Card){offer, (int)i, place, offers->steps, look});
  }
}

/* On a page of its own, the page moves on at the tap. */
static Str quick_mark(const WebAsked *asked) {
  bool quick = asked->alone && (asked->question->appearance & APPEARANCE_QUICK) != 0;
  return quick ? STR(" data-quick") : STR("");
}

/* 0 to 10, none of them missing: the words of the first and the last stand at the ends, and are said with them. */
static void add_scale(Page *page, const WebAsked *asked, const WebOffers *offers) {
  Html *h = &page->html;
  HTML(h, "<div class=\"numbers\"{}>\n", quick_mark(asked));
  for (size_t i = 0; i < offers->count; i++) {
    const WebOffer *offer = &offers->items[i];
    bool named = !str_equal(offer->label, offer->choice->name);
    web_number_choice(page, asked, offer->choice->name, offer->choice->name, named ? offer->label : STR(""), offer->selected,
                      (int)i);
  }
  html_put(h, "</div>\n");
  if (offers->count == 0) return;
  const WebOffer *low = &offers->items[0], *high = &offers->items[offers->count - 1];
  if (!str_equal(low->label, low->choice->name))
    HTML(h, "<p class=\"ends\" aria-hidden=\"true\"><span>{} – {}</span> <span>{} – {}</span></p>\n", low->choice->name, low->label,
         high->choice->name, high->label);
}

/* Numbers of a digit or two in a row, as "1 2 3 4 5": each is its own sign. */
static bool are_numbers(const WebOffers *offers) {
  for (size_t i = 0; i < offers->count; i++) {
    Str label = offers->items[i].label;
    if (label.len == 0 || label.len > 2 || offers->items[i].choice->missing) return false;
    for (size_t j = 0; j < label.len; j++)
      if (label.ptr[j] < '0' || label.ptr[j] > '9') return false;
  }
  return !offers->pictures;
}

static void add_numbers(Page *page, const WebAsked *asked, const WebOffers *offers) {
  Html *h = &page->html;
  HTML(h, "<div class=\"numbers\"{}>\n", quick_mark(asked));
  for (size_t i = 0; i < offers->count; i++) {
    const WebOffer *offer = &offers->items[i];
    web_number_choice(page, asked, offer->choice->name, offer->label, (Str){0}, offer->selected, (int)i);
  }
  html_put(h, "</div>\n");
}

static const char *layout_of(const Question *question, const WebOffers *offers) {
  if (offers->pictures) return "choices pictures";
  unsigned look = question->appearance;
  if (look & APPEARANCE_SMILEYS) return "choices faces";
  if (look & (APPEARANCE_LIKERT | APPEARANCE_HORIZONTAL)) return "choices across";
  return question->columns != 0 ? "choices columns" : "choices";
}

void web_choices(Page *page, const WebAsked *asked, const char *input_type) {
  unsigned looks = asked->row ? 0 : asked->question->appearance;
  WebOffers offers = web_offers(page, asked);
  if (looks & APPEARANCE_NPS && !offers.pictures) {
    add_scale(page, asked, &offers);
    return;
  }
  if (looks & APPEARANCE_HORIZONTAL && str_is(str_from(input_type), "radio") && are_numbers(&offers)) {
    add_numbers(page, asked, &offers);
    return;
  }
  Look look = looks & APPEARANCE_SMILEYS ? LOOK_FACES : looks & APPEARANCE_STARS ? LOOK_STARS : LOOK_CARDS;
  int columns = looks & APPEARANCE_SMILEYS ? offers.steps : asked->question->columns > 0 ? asked->question->columns : offers.steps;
  columns = columns > COLUMNS_MAX ? COLUMNS_MAX : columns;
  Str layout = str_from(asked->row ? "choices" : layout_of(asked->question, &offers));
  HTML(&page->html, "<div class=\"{} of-{}\"{}>\n", layout, page_int(page, columns), quick_mark(asked));
  add_cards(page, asked, input_type, &offers, offers.pictures ? LOOK_CARDS : look);
  html_put(&page->html, "</div>\n");
}

static Str label_of(const Page *page, const WebAsked *asked, Str name) {
  const ChoiceList *list = form_choices(page->form, asked->question);
  int ix = list ? form_find_choice(list, name) : -1;
  Str label = ix < 0 ? (Str){0} : page_text(page, list->choices[ix].label, asked->cell);
  return label.len > 0 ? label : name;
}

Str web_choice_words(const Page *page, const WebAsked *asked) {
  if (asked->answer.kind != VALUE_LIST) return label_of(page, asked, asked->answer.text);
  Buffer words = buffer_new(page->arena);
  Sink sink = sink_to_buffer(&words);
  for (size_t i = 0; i < asked->answer.list.count; i++) {
    if (i > 0) sink_printf(&sink, STR_FMT " ", STR_ARG(page_say(page, WEB_PHRASE_LIST_JOINER)));
    sink_str(&sink, label_of(page, asked, asked->answer.list.items[i]));
  }
  return buffer_view(&words);
}

static Str names_joined(Arena *arena, const Str *names, size_t count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) sink_z(&sink, "\n");
    sink_str(&sink, names[i]);
  }
  return buffer_view(&buffer);
}

bool web_chosen(const WebPosted *posted, const char *part, Value *out, Str *typed) {
  const ChoiceList *list = form_choices(survey_form(posted->survey), posted->question);
  size_t count, taken = 0;
  const Str *names = web_fields(posted, part, &count);
  bool *chosen = ARENA_ARRAY(posted->arena, bool, list->count);
  *typed = names_joined(posted->arena, names, count);
  for (size_t i = 0; i < count; i++) {
    if (names[i].len == 0) continue; /* the first line of a list that opens */
    int ix = form_find_choice(list, names[i]);
    if (ix < 0 || !survey_offers(posted->survey, posted->cell, ix)) return false;
    chosen[ix] = true;
  }
  Str *kept = ARENA_ARRAY(posted->arena, Str, count);
  for (size_t i = 0; i < list->count; i++)
    if (chosen[i]) kept[taken++] = list->choices[i].name;
  *out = value_list(kept, taken);
  return true;
}
