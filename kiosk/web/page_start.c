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

static void say_kept(Page *page, Retention kept, WebPhrase until, WebPhrase days) {
  if (kept.kind == RETENTION_UNTIL) say(page, page_say_day(page, until, kept.days));
  if (kept.kind == RETENTION_DAYS) say(page, page_say_n(page, days, (int)kept.days, 0));
}

static bool same_retention(Retention a, Retention b) {
  return a.kind == b.kind && a.days == b.days;
}

static void add_privacy(Page *page, const PageStart *start) {
  Html *h = &page->html;
  const KioskSettings *kiosk = &page->form->kiosk;
  bool by_code = asks_elements(page->form);
  HTML(h, "<section class=\"privacy\">\n<h2>{}</h2>\n<ul>\n", page_say(page, WEB_PHRASE_PRIVACY_TITLE));
  say(page, page_say(page, kiosk->anonymous ? WEB_PHRASE_ANONYMOUS : WEB_PHRASE_NOT_ANONYMOUS));
  say(page, page_say(page, by_code ? WEB_PHRASE_JOINED_CODE : start->joined ? WEB_PHRASE_JOINED : WEB_PHRASE_NOT_JOINED));
  say(page, page_say(page, kiosk->idle_outcome == IDLE_DISCARD ? WEB_PHRASE_LEFT_DISCARD : WEB_PHRASE_LEFT_PARTIAL));
  if (!same_retention(kiosk->keep_free_text, kiosk->keep_responses))
    say_kept(page, kiosk->keep_free_text, WEB_PHRASE_WORDS_UNTIL, WEB_PHRASE_WORDS_DAYS);
  say_kept(page, kiosk->keep_responses, WEB_PHRASE_KEPT_UNTIL, WEB_PHRASE_KEPT_DAYS);
  say(page, page_say(page, WEB_PHRASE_NO_TRACES));
  html_put(h, "</ul>\n</section>\n");
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

static Str minutes_words(const Page *page) {
  int minutes = form_minutes(page->form);
  return minutes == 1 ? page_say(page, WEB_PHRASE_MINUTES_ONE) : page_say_n(page, WEB_PHRASE_MINUTES, minutes, 0);
}

Str page_start(const PageFrame *frame, const PageStart *start) {
  Page page = page_new(frame, start->form, start->language_ix);
  Str title = title_of(&page), invite = page_text(&page, start->form->kiosk.invite, -1);
  document_begin(&page, title, false);
  document_languages(&page);
  HTML(&page.html, "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<p class=\"minutes\">{}</p>\n", title,
       invite.len > 0 ? invite : page_say(&page, WEB_PHRASE_INVITE), minutes_words(&page));
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
