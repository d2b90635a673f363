#include "survey_parts.h"

/* What an answer stands under: a group with words of its own, and which one of those that are repeated. */
typedef struct Shelf {
  Str words;
  Str repeated; /* the path of the repeat's instances: "husstand/medlem"; empty: in no repeat */
  int instance; /* of them, from 1 */
} Shelf;

/* "husstand/medlem[2]/alder" is of the second of "husstand/medlem". */
static void read_instance(Str path, Shelf *shelf) {
  size_t close = path.len;
  while (close > 0 && path.ptr[close - 1] != ']')
    close--;
  int digit = 1;
  for (size_t i = close; i-- > 1;) {
    char c = path.ptr[i - 1];
    if (c == '[') {
      shelf->repeated = (Str){path.ptr, i - 1};
      return;
    }
    shelf->instance += (c - '0') * digit;
    digit *= 10;
  }
}

static Shelf shelf_of(const Page *page, int cell) {
  const Survey *survey = page->asks->survey;
  const Question *question = &page->form->questions[survey_question(survey, cell)];
  Shelf shelf = {.words = survey_group_words(page, question->group_ix, cell)};
  if (question->repeat_ix >= 0) read_instance(survey_path(survey, cell, page->arena), &shelf);
  return shelf;
}

static bool same_shelf(const Shelf *a, const Shelf *b) {
  return str_equal(a->words, b->words) && str_equal(a->repeated, b->repeated) && a->instance == b->instance;
}

/* How many instances there are: those of a repeat follow each other, with what is repeated within them. */
static int instances_from(const Shelf *shelves, size_t count) {
  int most = shelves[0].instance;
  for (size_t i = 1; i < count && str_starts_with(shelves[i].repeated, shelves[0].repeated); i++)
    if (shelves[i].repeated.len == shelves[0].repeated.len && shelves[i].instance > most) most = shelves[i].instance;
  return most;
}

static void add_shelf(Page *page, const Shelf *shelf, int total) {
  Html *h = &page->html;
  bool several = shelf->instance > 0 && total > 1;
  if (shelf->words.len == 0 && !several) return;
  HTML(h, "<h2>{}{}", shelf->words, shelf->words.len > 0 && several ? STR(" · ") : STR(""));
  if (several) HTML(h, "<bdi>{}</bdi>", page_say_n(page, WEB_PHRASE_INSTANCE, shelf->instance, total));
  html_put(h, "</h2>\n");
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
  Shelf *shelves = ARENA_ARRAY(page->arena, Shelf, shown->cell_count);
  HTML(h, "<h1>{}</h1>\n<p class=\"hint\">{}</p>\n", page_say(page, WEB_PHRASE_REVIEW_TITLE),
       page_say(page, WEB_PHRASE_REVIEW_HINT));
  for (size_t i = 0; i < shown->cell_count; i++)
    shelves[i] = shelf_of(page, shown->cells[i]);
  for (size_t i = 0; i < shown->cell_count; i++) {
    if (i == 0 || !same_shelf(&shelves[i], &shelves[i - 1])) {
      if (i > 0) html_put(h, "</dl>\n");
      add_shelf(page, &shelves[i], instances_from(&shelves[i], shown->cell_count - i));
      html_put(h, "<dl class=\"review\">\n");
    }
    add_answer(page, shown->cells[i]);
  }
  html_put(h, shown->cell_count > 0 ? "</dl>\n" : "");
  survey_buttons(page, WEB_PHRASE_FINISH, false);
}
