/* page_parts: what all pages are put together from: a document around them, the pages' words, languages, signs. */
#ifndef PAGE_PARTS_H
#define PAGE_PARTS_H

#include "html.h"
#include "page.h"

typedef struct Page { /* one that is being written */
  Html html;
  Arena *arena;
  const PageFrame *frame;
  const Form *form; /* NULL: it is of no form */
  int language_ix;
  const PageSurvey *asks; /* NULL: it is no survey's */
} Page;

Page page_new(const PageFrame *frame, const Form *form, int language_ix);

/* A share of a number that is too little to be shown. */
#define PAGE_NUMBER_TRACE 1e-14

/* page_words.c: in the page's language, into its arena. */
Str page_say(const Page *page, WebPhrase phrase);
Str page_say_n(const Page *page, WebPhrase phrase, int n, int total);
Str page_say_count(const Page *page, WebPhrase phrase, int n);      /* one of its forms, as phrases_count */
Str page_say_day(const Page *page, WebPhrase phrase, int64_t days); /* {date} */
Str page_day(const Page *page, int64_t days);                       /* "31. desember 2026" */
Str page_number(const Page *page, double number);                   /* with the language's mark */
Str page_text(const Page *page, Text text, int cell);               /* of the form; with answers in it, where there is a survey */
Str page_int(const Page *page, int number);

/* document.c: all up to <main>, and what closes it. heading goes into the title; wrong: the title says so first. */
void document_begin(Page *page, Str heading, bool wrong);
void document_end(Page *page);
Str document_of(Page *page); /* the whole page */
/* The other languages that the page can be had in, as links. */
void document_languages(Page *page);
void document_globe(Page *page);  /* the sign of languages */
void document_banner(Page *page); /* that this is a trial */
void document_logo(Page *page);
void document_head(Page *page, Str heading, bool wrong); /* of a page that writes its own <body> */

#endif
