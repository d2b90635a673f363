#include "survey_parts.h"

/* What an answer stands under: a group with words of its own, and which one of those that are repeated. */
typedef struct Shelf {
  Str words;
  Str instance; /* the path of the repeat's instance: "husstand/medlem[2]"; empty: in no repeat */
} Shelf;

static Shelf shelf_of(const Page *page, int cell) {
  const Survey *survey = page->asks->survey;
  const Question *question = &page->form->questions[survey_question(survey, cell)];
  Shelf shelf = {.words = survey_group_words(page, question->group_ix, cell)};
  if (question->repeat_ix < 0) return shelf;
  Str path = survey_path(survey, cell, page->arena);
  while (path.len > 0 && path.ptr[path.len - 1] != ']')
    path.len--;
  shelf.instance = path;
  return shelf;
}

/* The number between the last brackets. */
static Str instance_number(Str instance) {
  Str number = instance;
  while (number.len > 0 && number.ptr[number.len - 1] != '[')
    number.len--;
  return instance.len > number.len ? (Str){instance.ptr + number.len, instance.len - number.len - 1} : (Str){0};
}

static void add_shelf(Page *page, const Shelf *shelf) {
  Html *h = &page->html;
  Str number = instance_number(shelf->instance);
  if (shelf->words.len == 0 && number.len == 0) return;
  HTML(h, "<h2>{}{}{}</h2>\n", shelf->words, shelf->words.len > 0 && number.len > 0 ? STR(" · ") : STR(""), number);
}

static void add_answer(Page *page, int cell) {
  Html *h = &page->html;
  WebAsked asked = web_asked(page, cell);
  bool answered = !value_is_empty(asked.answer);
  HTML(h, "<div><dt>{}</dt>\n<dd class=\"{}\"><bdi>{}</bdi></dd>\n", asked.title, str_from(answered ? "answer" : "none"),
       web_words(page, &asked));
  HTML(h,
       "<dd class=\"change\"><button class=\"quiet\" name=\"do\" value=\"go:{}\">{}<span class=\"unseen\">: "
       "{}</span></button></dd></div>\n",
       page_int(page, cell), page_say(page, WEB_PHRASE_CHANGE), asked.title);
}

void survey_review(Page *page, const SurveyPage *shown) {
  Html *h = &page->html;
  Shelf before = {0};
  bool open = false;
  HTML(h, "<h1>{}</h1>\n<p class=\"hint\">{}</p>\n", page_say(page, WEB_PHRASE_REVIEW_TITLE),
       page_say(page, WEB_PHRASE_REVIEW_HINT));
  for (size_t i = 0; i < shown->cell_count; i++) {
    Shelf shelf = shelf_of(page, shown->cells[i]);
    if (!open || !str_equal(shelf.words, before.words) || !str_equal(shelf.instance, before.instance)) {
      if (open) html_put(h, "</dl>\n");
      add_shelf(page, &shelf);
      html_put(h, "<dl class=\"review\">\n");
      open = true;
    }
    before = shelf;
    add_answer(page, shown->cells[i]);
  }
  html_put(h, open ? "</dl>\n" : "");
  survey_buttons(page, WEB_PHRASE_FINISH, false);
}
