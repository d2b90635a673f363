#include "page_question.h"
#include "survey_parts.h"

/* --- what is around the questions --- */

static Str do_language(const Page *page, Str code) {
  return arena_printf(page->arena, "language:" STR_FMT, STR_ARG(code));
}

static void add_languages(Page *page) {
  Html *h = &page->html;
  const Form *form = page->form;
  if (form->language_count < 2) return;
  html_put(h, "<details class=\"languages\"><summary>");
  document_globe(page);
  HTML(h, "<span><span class=\"unseen\">{}: </span>{}</span></summary>\n<div>\n", page_say(page, WEB_PHRASE_LANGUAGE),
       form->languages[page->language_ix].name);
  for (size_t i = 0; i < form->language_count; i++) {
    const Language *language = &form->languages[i];
    if ((int)i == page->language_ix) continue;
    HTML(h, "<button class=\"quiet\" name=\"do\" value=\"{}\" lang=\"{}\" dir=\"auto\">{}</button>\n",
         do_language(page, language->code), language->code, language->name);
  }
  html_put(h, "</div>\n</details>\n");
}

/* Enter in a field presses the first button of its form: that is Next, and for nobody else. */
static void open_form(Page *page, int serial) {
  Html *h = &page->html;
  HTML(h, "<body>\n<form method=\"post\" action=\"{}\" novalidate>\n<input type=\"hidden\" name=\"stamp\" value=\"{}\">\n",
       page->asks->post_url, page->asks->stamp);
  HTML(h, "<input type=\"hidden\" name=\"page\" value=\"{}\">\n", page_int(page, serial));
  HTML(h, "<button class=\"unseen\" name=\"do\" value=\"next\" tabindex=\"-1\" aria-hidden=\"true\">{}</button>\n",
       page_say(page, WEB_PHRASE_NEXT));
}

static void add_header(Page *page) {
  Html *h = &page->html;
  Str title = text_in(page->form, page->form->title, page->language_ix);
  html_put(h, "<header>\n");
  document_banner(page);
  html_put(h, "<div class=\"top\">\n");
  document_logo(page);
  HTML(h, "<p>{}</p>\n", title.len > 0 ? title : page->form->form_id);
  add_languages(page);
  html_put(h, "</div>\n</header>\n<main>\n");
}

static size_t counted_on(const Page *page, const SurveyPage *shown) {
  size_t count = 0;
  for (size_t i = 0; shown->kind == PAGE_QUESTIONS && i < shown->cell_count; i++) {
    const Question *question = &page->form->questions[survey_question(page->asks->survey, shown->cells[i])];
    count += form_type(question->kind)->takes_answer && !survey_is_read_only(page->asks->survey, shown->cells[i]);
  }
  return count;
}

/* As the kiosk counts: the questions of a page as they are asked, 3–5 of 12; the bar is full when all is sent. */
static void add_progress(Page *page, const SurveyPage *shown) {
  Html *h = &page->html;
  size_t done, total, here = counted_on(page, shown);
  survey_progress(page->asks->survey, &done, &total);
  size_t from = done < total ? done + 1 : total, to = here > 1 && done + here <= total ? done + here : from;
  html_put(h, "<div class=\"progress\">");
  if (here > 0) {
    Str n = to > from ? arena_printf(page->arena, "%zu–%zu", from, to) : arena_printf(page->arena, "%zu", from);
    const PhraseSlot slots[] = {{"{n}", n}, {"{total}", arena_printf(page->arena, "%zu", total)}};
    HTML(h, "<p>{}</p>",
         phrases_fill(page->arena, page->frame->phrases, WEB_PHRASE_PROGRESS, page->frame->language, slots, COUNT_OF(slots)));
  }
  size_t way = shown->kind == PAGE_REVIEW ? 2 * total + 1 : 2 * to;
  HTML(h, "<progress aria-hidden=\"true\" max=\"{}\" value=\"{}\"></progress></div>\n",
       arena_printf(page->arena, "%zu", 2 * (total + 1)), arena_printf(page->arena, "%zu", way));
}

/* --- what is wrong --- */

static bool is_wrong(const Page *page, const SurveyPage *shown) {
  for (size_t i = 0; shown->kind == PAGE_QUESTIONS && i < shown->cell_count; i++)
    if (web_asked(page, shown->cells[i]).message.len > 0) return true;
  return false;
}

/* The script gives it the focus, which reads it: it is no alert, too, or it would be read twice. */
static void add_summary(Page *page, const SurveyPage *shown) {
  Html *h = &page->html;
  HTML(h,
       "<div class=\"summary\" role=\"group\" aria-labelledby=\"summary-title\" id=\"summary\" tabindex=\"-1\">\n"
       "<h2 id=\"summary-title\">{}</h2>\n<ul role=\"list\">\n",
       page_say(page, WEB_PHRASE_ERROR_TITLE));
  for (size_t i = 0; i < shown->cell_count; i++) {
    WebAsked asked = web_asked(page, shown->cells[i]);
    if (asked.message.len == 0) continue;
    HTML(h, "<li><a href=\"#{}\">", asked.id);
    if (shown->cell_count > 1) HTML(h, "{}: ", asked.title);
    HTML(h, "{}</a></li>\n", asked.message);
  }
  html_put(h, "</ul>\n</div>\n");
}

/* The first that has no answer is where it goes on. */
static void add_more(Page *page, const SurveyPage *shown) {
  Html *h = &page->html;
  HTML(h,
       "<div class=\"summary calm\" role=\"group\" aria-labelledby=\"summary-title\" id=\"summary\" tabindex=\"-1\">\n"
       "<p id=\"summary-title\">{}</p>\n",
       page_say(page, WEB_PHRASE_MORE_QUESTIONS));
  for (size_t i = 0; i < shown->cell_count; i++) {
    WebAsked asked = web_asked(page, shown->cells[i]);
    if (!form_type(asked.question->kind)->takes_answer || asked.read_only || !value_is_empty(asked.answer)) continue;
    HTML(h, "<p><a href=\"#{}\">{}</a></p>\n", asked.id, page_say(page, WEB_PHRASE_MORE_QUESTIONS_GO));
    break;
  }
  html_put(h, "</div>\n");
}

static void add_late(Page *page) {
  HTML(&page->html,
       "<div class=\"summary calm\" role=\"group\" aria-labelledby=\"summary-title\" id=\"summary\" tabindex=\"-1\">\n"
       "<p id=\"summary-title\">{}</p>\n</div>\n",
       page_say(page, WEB_PHRASE_LATE));
}

/* --- headings --- */

Str survey_group_words(const Page *page, int group_ix, int cell) {
  for (int ix = group_ix; ix >= 0; ix = page->form->groups[ix].parent_ix) {
    Str words = page_text(page, page->form->groups[ix].label, cell);
    if (words.len > 0) return words;
  }
  return (Str){0};
}

void survey_heading(Page *page, Str words, int instance, int total) {
  Html *h = &page->html;
  bool several = total > 1;
  if (words.len == 0 && !several) return;
  HTML(h, "<p class=\"heading\">{}{}", words, words.len > 0 && several ? STR(" · ") : STR(""));
  if (several) HTML(h, "<bdi>{}</bdi>", page_say_n(page, WEB_PHRASE_INSTANCE, instance, total));
  html_put(h, "</p>\n");
}

/* --- the ways on --- */

void survey_buttons(Page *page, WebPhrase next, bool may_skip) {
  Html *h = &page->html;
  HTML(h,
       "<div class=\"ways\">\n<button class=\"back\" name=\"do\" value=\"back\">{}</button>\n<button class=\"main\" name=\"do\" "
       "value=\"next\"",
       page_say(page, WEB_PHRASE_BACK));
  if (may_skip) HTML(h, " data-skip=\"{}\"", page_say(page, WEB_PHRASE_SKIP));
  HTML(h, ">{}</button>\n</div>\n", page_say(page, next));
}

static bool may_skip(const Page *page, const SurveyPage *shown) {
  for (size_t i = 0; i < shown->cell_count; i++)
    if (survey_is_required(page->asks->survey, shown->cells[i])) return false;
  return counted_on(page, shown) > 0;
}

static void add_buttons(Page *page, const SurveyPage *shown) {
  const Survey *survey = page->asks->survey;
  bool returning = survey_is_returning(survey), last = survey_is_last(survey);
  survey_buttons(page,
                 returning ? WEB_PHRASE_REVIEW_RETURN
                 : last    ? WEB_PHRASE_FINISH
                           : WEB_PHRASE_NEXT,
                 !returning && !last && may_skip(page, shown));
}

/* --- the questions --- */

static int named_group_within(const Page *page, const Question *question, int page_group_ix) {
  for (int ix = question->group_ix; ix >= 0 && ix != page_group_ix; ix = page->form->groups[ix].parent_ix)
    if (!text_is_empty(page->form, page->form->groups[ix].label)) return ix;
  return -1;
}

/* What is only read at the beginning of a list without a name is its heading. */
static void add_list_title(Page *page, const SurveyPage *shown) {
  Html *h = &page->html;
  const Group *group = &page->form->groups[shown->group_ix];
  Str title = page_text(page, group->label, shown->cells[0]);
  survey_heading(page, survey_group_words(page, title.len > 0 ? group->parent_ix : shown->group_ix, shown->cells[0]),
                 shown->instance, shown->instance_count);
  if (title.len > 0) {
    HTML(h, "<h1>{}</h1>\n", title);
    return;
  }
  const Question *first = &page->form->questions[survey_question(page->asks->survey, shown->cells[0])];
  if (form_type(first->kind)->takes_answer)
    HTML(h, "<h1 class=\"unseen\">{}</h1>\n", text_in(page->form, page->form->title, page->language_ix));
}

static void add_list(Page *page, const SurveyPage *shown) {
  add_list_title(page, shown);
  bool titled = !text_is_empty(page->form, page->form->groups[shown->group_ix].label);
  int said = -1;
  for (size_t i = 0; i < shown->cell_count;) {
    WebAsked asked = web_asked(page, shown->cells[i]);
    int named = named_group_within(page, asked.question, shown->group_ix);
    if (named >= 0 && named != said)
      HTML(&page->html, "<p class=\"heading\">{}</p>\n", page_text(page, page->form->groups[named].label, asked.cell));
    said = named;
    size_t rows = web_table(page, shown->cells + i, shown->cell_count - i);
    asked.alone = i == 0 && !titled && !form_type(asked.question->kind)->takes_answer;
    if (rows == 0) web_question(page, &asked);
    i += rows > 0 ? rows : 1;
  }
}

static void add_questions(Page *page, const SurveyPage *shown) {
  if (shown->group_ix >= 0) {
    add_list(page, shown);
    return;
  }
  WebAsked asked = web_asked(page, shown->cells[0]);
  survey_heading(page, survey_group_words(page, asked.question->group_ix, asked.cell), shown->instance, shown->instance_count);
  web_question(page, &asked);
}

static Str title_of(const Page *page, const SurveyPage *shown) {
  if (shown->kind == PAGE_REVIEW) return page_say(page, WEB_PHRASE_REVIEW_TITLE);
  if (shown->kind == PAGE_REPEAT)
    return page_say(page, shown->instance_count == 0 ? WEB_PHRASE_REPEAT_TITLE_NONE : WEB_PHRASE_REPEAT_TITLE);
  Str group = shown->group_ix >= 0 ? page_text(page, page->form->groups[shown->group_ix].label, shown->cells[0]) : (Str){0};
  return group.len > 0 ? group : web_asked(page, shown->cells[0]).title;
}

Str page_survey(const PageFrame *frame, const PageSurvey *asks) {
  Page page = page_new(frame, survey_form(asks->survey), survey_language(asks->survey));
  page.asks = asks;
  SurveyPage shown = survey_page(asks->survey);
  bool wrong = is_wrong(&page, &shown);
  document_head(&page, title_of(&page, &shown), wrong);
  open_form(&page, shown.serial);
  add_header(&page);
  add_progress(&page, &shown);
  if (wrong) add_summary(&page, &shown);
  if (!wrong && asks->more) add_more(&page, &shown);
  if (!wrong && asks->late) add_late(&page);
  if (shown.kind == PAGE_REPEAT) {
    survey_repeat(&page, &shown);
  } else if (shown.kind == PAGE_REVIEW) {
    survey_review(&page, &shown);
  } else {
    add_questions(&page, &shown);
    add_buttons(&page, &shown);
  }
  html_put(&page.html, "</main>\n</form>\n</body>\n</html>\n");
  return document_of(&page);
}
