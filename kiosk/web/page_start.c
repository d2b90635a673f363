#include "page_parts.h"

/* --- what becomes of the answers, as the form's settings have it --- */

static bool asks_elements(const Form *form) {
  for (size_t i = 0; i < form->question_count; i++)
    if (form->questions[i].link_element) return true;
  return false;
}

static void say(Page *page, Str words) {
  HTML(&page->html, "<li>{}</li>\n", words);
}

/* No year is shorter than 365 days, nor are four months or more shorter than as many times 30: what is said to be deleted by then is. Of
 * fewer months that is not so. */
enum { DAYS_A_YEAR = 365, DAYS_A_MONTH = 30, MONTHS_MIN = 4 };

static Str span_words(const Page *page, int days) {
  bool years = days > 0 && days % DAYS_A_YEAR == 0;
  bool months = days % DAYS_A_MONTH == 0 && days >= MONTHS_MIN * DAYS_A_MONTH;
  if (years) return page_say_count(page, WEB_PHRASE_YEARS, days / DAYS_A_YEAR);
  if (months) return page_say_count(page, WEB_PHRASE_MONTHS, days / DAYS_A_MONTH);
  return page_say_count(page, WEB_PHRASE_DAYS, days);
}

static void say_kept(Page *page, Retention kept, WebPhrase until, WebPhrase after) {
  if (kept.kind == RETENTION_UNTIL) say(page, page_say_day(page, until, kept.days));
  if (kept.kind != RETENTION_DAYS) return;
  const PhraseSlot slots[] = {{"{time}", span_words(page, (int)kept.days)}};
  say(page, phrases_fill(page->arena, page->frame->phrases, (int)after, page->frame->language, slots, COUNT_OF(slots)));
}

static bool same_retention(Retention a, Retention b) {
  return a.kind == b.kind && a.days == b.days;
}

/* How long it is kept can be opened by who wants to know. */
static void add_rest(Page *page) {
  Html *h = &page->html;
  const KioskSettings *kiosk = &page->form->kiosk;
  bool opens = kiosk->keep_responses.kind != RETENTION_NONE || kiosk->keep_free_text.kind != RETENTION_NONE;
  if (opens) HTML(h, "</ul>\n<details>\n<summary>{}</summary>\n<ul>\n", page_say(page, WEB_PHRASE_PRIVACY_MORE));
  if (!same_retention(kiosk->keep_free_text, kiosk->keep_responses))
    say_kept(page, kiosk->keep_free_text, WEB_PHRASE_WORDS_UNTIL, WEB_PHRASE_WORDS_FOR);
  say_kept(page, kiosk->keep_responses, WEB_PHRASE_KEPT_UNTIL, WEB_PHRASE_KEPT_FOR);
  say(page, page_say(page, WEB_PHRASE_NO_TRACES));
  html_put(h, opens ? "</ul>\n</details>\n" : "</ul>\n");
}

static void add_privacy(Page *page, const PageStart *start) {
  Html *h = &page->html;
  const KioskSettings *kiosk = &page->form->kiosk;
  bool by_code = asks_elements(page->form);
  HTML(h, "<section class=\"privacy\">\n<h2>{}</h2>\n<ul>\n", page_say(page, WEB_PHRASE_PRIVACY_TITLE));
  say(page, page_say(page, kiosk->anonymous ? WEB_PHRASE_ANONYMOUS : WEB_PHRASE_NOT_ANONYMOUS));
  say(page, page_say(page, by_code ? WEB_PHRASE_JOINED_CODE : start->joined ? WEB_PHRASE_JOINED : WEB_PHRASE_NOT_JOINED));
  say(page, page_say(page, kiosk->idle_outcome == IDLE_DISCARD ? WEB_PHRASE_LEFT_DISCARD : WEB_PHRASE_LEFT_PARTIAL));
  add_rest(page);
  html_put(h, "</section>\n");
}

/* --- the way in --- */

static void add_hidden(Page *page, Str name, Str value) {
  HTML(&page->html, "<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name, value);
}

static void add_form(Page *page, const PageStart *start) {
  Html *h = &page->html;
  HTML(h, "<form method=\"post\" action=\"{}\">\n", start->start_url);
  if (start->token.len > 0) add_hidden(page, STR("token"), start->token);
  add_hidden(page, STR("l"), page->form->languages[start->language_ix].code);
  for (size_t i = 0; i < start->hidden_count; i++)
    add_hidden(page, start->hidden[i].name, start->hidden[i].value);
  if (start->resumes) HTML(h, "<p>{}</p>\n", page_say(page, WEB_PHRASE_RESUME_TEXT));
  HTML(h, "<div class=\"ways tall\">\n<button class=\"main\" name=\"do\" value=\"{}\">{}</button>\n",
       start->resumes ? STR("resume") : STR("start"), page_say(page, start->resumes ? WEB_PHRASE_RESUME : WEB_PHRASE_START));
  if (start->resumes) HTML(h, "<button name=\"do\" value=\"anew\">{}</button>\n", page_say(page, WEB_PHRASE_ANEW));
  html_put(h, "</div>\n</form>\n");
}

static Str title_of(const Page *page) {
  Str title = text_in(page->form, page->form->title, page->language_ix);
  return title.len > 0 ? title : page->form->form_id;
}

Str page_start(const PageFrame *frame, const PageStart *start) {
  Page page = page_new(frame, start->form, start->language_ix);
  Str title = title_of(&page), invite = page_text(&page, start->form->kiosk.invite, -1);
  document_begin(&page, title, false);
  document_languages(&page);
  HTML(&page.html, "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<p class=\"minutes\">{}</p>\n", title,
       invite.len > 0 ? invite : page_say(&page, WEB_PHRASE_INVITE),
       page_say_count(&page, WEB_PHRASE_MINUTES, form_minutes(page.form)));
  add_form(&page, start);
  add_privacy(&page, start);
  document_end(&page);
  return document_of(&page);
}

Str page_handover(const PageFrame *frame, const PageHandover *handover) {
  Page page = page_new(frame, handover->form, handover->language_ix);
  Str title = page_say(&page, WEB_PHRASE_HANDOVER_TITLE);
  document_begin(&page, title, false);
  document_languages(&page);
  HTML(&page.html, "<p class=\"heading\">{}</p>\n<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", title_of(&page), title,
       page_say(&page, WEB_PHRASE_HANDOVER_TEXT));
  if (handover->leaves) HTML(&page.html, "<p>{}</p>\n", page_say(&page, WEB_PHRASE_HANDOVER_LEAVES));
  HTML(&page.html, "<form method=\"post\" action=\"{}\">\n", handover->post_url);
  add_hidden(&page, STR("secret"), handover->secret);
  if (handover->stamp.len > 0) add_hidden(&page, STR("stamp"), handover->stamp);
  add_hidden(&page, STR("l"), handover->form->languages[handover->language_ix].code);
  HTML(&page.html, "<div class=\"ways tall\">\n<button class=\"main\">{}</button>\n</div>\n</form>\n",
       page_say(&page, WEB_PHRASE_HANDOVER_GO));
  document_end(&page);
  return document_of(&page);
}
