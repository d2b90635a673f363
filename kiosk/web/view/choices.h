/* choices: what a question with choices offers, and the looks it may have: cards, faces, stars, numbers, a list that opens. */
#ifndef WEB_CHOICES_H
#define WEB_CHOICES_H

#include "view.h"

typedef struct WebOffer {
  const Choice *choice;
  int choice_ix;
  Str label;
  Str image_url;
  bool selected;
} WebOffer;

typedef struct WebOffers {
  WebOffer *items;
  size_t count;
  int steps;     /* those that are part of the scale */
  bool pictures; /* some have one */
} WebOffers;

/* In the list's order; those that a choice_filter leaves out are not among them. */
WebOffers web_offers(const Page *page, const WebAsked *asked);
/* Radios, or checkboxes, each a card with its words, in the look that the question asks for. */
void web_choices(Page *page, const WebAsked *asked, const char *input_type);
bool web_choices_open(const Page *page, const WebAsked *asked); /* as a list that opens: of many */
Str web_choice_words(const Page *page, const WebAsked *asked);  /* WebView.words */
/* A radio with a number or a short text in place of words. spoken: what else it says to those who listen. */
void web_number_choice(Page *page, const WebAsked *asked, Str value, Str shown, Str spoken, bool selected, int nth);
/* ★★★☆☆ with words behind: aria-hidden, or said by words. */
void web_stars(Page *page, int full, int count);
Str web_stars_words(const Page *page, int full, int count);
void web_face(Page *page, int step, int steps); /* face.c: from sad to happy */

/* The choices that were posted, in the list's order, each once. False: one of them is not offered. */
bool web_chosen(const WebPosted *posted, const char *part, Value *out, Str *typed);

#endif
