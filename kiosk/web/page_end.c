#include "page_parts.h"

static const WebPhrase followup_says[] = {[FOLLOWUP_NONE] = WEB_PHRASE_FOLLOWUP_NONE,
                                          [FOLLOWUP_TOKEN] = WEB_PHRASE_FOLLOWUP_TOKEN,
                                          [FOLLOWUP_CODE] = WEB_PHRASE_FOLLOWUP_CODE};

static Str form_title(const Page *page, const Form *form) {
  int language_ix = form_find_language(form, page->frame->language);
  Str title = text_in(form, form->title, language_ix < 0 ? form->default_language_ix : language_ix);
  return title.len > 0 ? title : form->form_id;
}

/* To be kept until it is time. */
static void add_kept(Page *page, Str url, Str code) {
  Html *h = &page->html;
  if (url.len > 0) HTML(h, "<p class=\"kept\"><bdi dir=\"ltr\">{}</bdi></p>\n", url);
  if (code.len > 0) HTML(h, "<p class=\"kept\">{}: <bdi dir=\"ltr\">{}</bdi></p>\n", page_say(page, WEB_PHRASE_DOOR_CODE), code);
}

/* What can be answered now has a button. What is for another day is an address to be kept: nobody is led into it by the way. */
static void add_followup(Page *page, const PageThanks *thanks) {
  Html *h = &page->html;
  Str own = page_text(page, page->form->kiosk.followup_text, -1); /* when it is to be answered, and by whom */
  HTML(h, "<section class=\"followup\">\n<h2>{}</h2>\n", page_say(page, WEB_PHRASE_FOLLOWUP_TITLE));
  if (own.len > 0) HTML(h, "<p>{}</p>\n", own);
  if (thanks->followup == PAGE_FOLLOWUP_LATER)
    HTML(h, "<p>{}</p>\n", page_say_day(page, WEB_PHRASE_NOT_YET_TEXT, thanks->followup_day));
  HTML(h, "<p>{}</p>\n", page_say(page, followup_says[page->form->kiosk.followup_link]));
  if (thanks->followup == PAGE_FOLLOWUP_NOW) {
    HTML(h, "<p><a class=\"button\" href=\"{}\">{}</a></p>\n", thanks->followup_url, page_say(page, WEB_PHRASE_FOLLOWUP_GO));
  } else {
    Str title = thanks->followup_form ? form_title(page, thanks->followup_form) : page_say(page, WEB_PHRASE_FOLLOWUP_GO);
    HTML(h, "<p class=\"onward\"><a href=\"{}\">{}</a></p>\n", thanks->followup_url, title);
    add_kept(page, thanks->keep_url, thanks->keep_code);
  }
  html_put(h, "</section>\n");
}

/* A page of the web, or one of ours: whatever a form's address makes of what was answered, it runs nothing. */
static bool is_page(Str url) {
  bool ours = url.len > 0 && url.ptr[0] == '/' && !(url.len > 1 && (url.ptr[1] == '/' || url.ptr[1] == '\\'));
  return ours || str_starts_with(url, STR("https://")) || str_starts_with(url, STR("http://"));
}

Str page_thanks(const PageFrame *frame, const PageThanks *thanks) {
  Page page = page_new(frame, thanks->form, thanks->language_ix);
  Str title = page_say(&page, WEB_PHRASE_THANKS_TITLE), own = page_text(&page, thanks->form->kiosk.thanks_text, -1);
  document_begin(&page, title, false);
  html_put(&page.html,
           "<svg class=\"done\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><circle cx=\"12\" cy=\"12\" "
           "r=\"10\"/><path d=\"M7 12.5l3.5 3.5 6.5-7.5\"/></svg>\n");
  HTML(&page.html, "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", title,
       thanks->partial ? page_say(&page, WEB_PHRASE_THANKS_PARTIAL)
       : own.len > 0   ? own
                       : page_say(&page, WEB_PHRASE_THANKS_TEXT));
  if (is_page(thanks->followup_url))
    add_followup(&page, thanks);
  else
    HTML(&page.html, "<p>{}</p>\n", page_say(&page, WEB_PHRASE_THANKS_CLOSE));
  document_end(&page);
  return document_of(&page);
}

/* --- the door --- */

static void add_message(Page *page, const PageDoor *door) {
  Str words = door->wait_s > 0 ? page_say_n(page, WEB_PHRASE_DOOR_WAIT, door->wait_s, 0) : page_say(page, WEB_PHRASE_DOOR_UNKNOWN);
  HTML(&page->html, "<p class=\"message\" id=\"code-message\">{}</p>\n", words);
}

static void add_code_field(Page *page, const PageDoor *door) {
  Html *h = &page->html;
  bool wrong = door->unknown || door->wait_s > 0;
  html_put(h, wrong ? "<section class=\"question wrong\">\n" : "<section class=\"question\">\n");
  HTML(h, "<h2>{}</h2>\n<form method=\"post\" action=\"{}\" novalidate>\n", page_say(page, WEB_PHRASE_DOOR_CODE_TITLE),
       door->post_url);
  HTML(h, "<label for=\"code\">{}</label>\n<p class=\"hint\" id=\"code-hint\">{}</p>\n", page_say(page, WEB_PHRASE_DOOR_CODE),
       page_say(page, WEB_PHRASE_DOOR_CODE_HINT));
  if (wrong) add_message(page, door);
  HTML(h,
       "<input type=\"text\" class=\"code\" name=\"code\" id=\"code\" value=\"{}\" maxlength=\"80\" dir=\"ltr\" "
       "autocomplete=\"off\" "
       "autocapitalize=\"characters\" spellcheck=\"false\" aria-describedby=\"code-hint{}\"{}>\n",
       door->typed, wrong ? STR(" code-message") : STR(""), wrong ? STR(" aria-invalid=true autofocus") : STR(""));
  HTML(h, "<div class=\"ways tall\">\n<button class=\"main\">{}</button>\n</div>\n</form>\n</section>\n",
       page_say(page, WEB_PHRASE_DOOR_GO));
}

static void add_begun(Page *page, const PageDoor *door) {
  Html *h = &page->html;
  if (door->begun_count == 0) return;
  HTML(h, "<section class=\"begun\">\n<h2>{}</h2>\n<ul class=\"forms\">\n", page_say(page, WEB_PHRASE_RESUME));
  for (size_t i = 0; i < door->begun_count; i++)
    HTML(h, "<li><a href=\"{}\">{}</a></li>\n", door->begun[i].url, form_title(page, door->begun[i].form));
  html_put(h, "</ul>\n</section>\n");
}

Str page_door(const PageFrame *frame, const PageDoor *door) {
  Page page = page_new(frame, NULL, 0);
  Str title = page_say(&page, door->form_count > 0 ? WEB_PHRASE_DOOR_TITLE : WEB_PHRASE_DOOR_CODE_TITLE);
  document_begin(&page, title, door->unknown || door->wait_s > 0);
  document_languages(&page);
  HTML(&page.html, door->form_count > 0 ? "<h1>{}</h1>\n" : "<h1 class=\"unseen\">{}</h1>\n", title);
  bool wrong = door->unknown || door->wait_s > 0; /* then what is wrong comes first, where it is seen */
  if (wrong) add_code_field(&page, door);
  add_begun(&page, door);
  if (door->form_count > 0) html_put(&page.html, "<ul class=\"forms\">\n");
  for (size_t i = 0; i < door->form_count; i++)
    HTML(&page.html, "<li><a href=\"{}\">{}</a></li>\n", door->urls[i], form_title(&page, door->forms[i].form));
  if (door->form_count > 0) html_put(&page.html, "</ul>\n");
  if (!wrong) add_code_field(&page, door);
  document_end(&page);
  return document_of(&page);
}

/* --- notices: a title and a text each, in their order --- */

Str page_notice(const PageFrame *frame, const PageSaying *saying) {
  const Form *form = saying->form;
  int language_ix = form ? form_find_language(form, frame->language) : -1;
  Page page = page_new(frame, form, language_ix < 0 && form ? form->default_language_ix : language_ix);
  Html *h = &page.html;
  Str title = page_say(&page, (WebPhrase)(WEB_PHRASE_NOT_FOUND_TITLE + 2 * (int)saying->notice));
  document_begin(&page, title, false);
  HTML(h, "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", title,
       page_say_day(&page, (WebPhrase)(WEB_PHRASE_NOT_FOUND_TEXT + 2 * (int)saying->notice), saying->day));
  add_kept(&page, saying->keep_url, saying->keep_code);
  if (saying->code_url.len > 0) add_code_field(&page, &(PageDoor){.post_url = saying->code_url});
  if (saying->onward_url.len > 0)
    HTML(h, "<p><a class=\"button\" href=\"{}\">{}</a></p>\n", saying->onward_url, page_say(&page, WEB_PHRASE_DOOR_GO));
  if (saying->home_url.len > 0) HTML(h, "<p><a href=\"{}\">{}</a></p>\n", saying->home_url, page_say(&page, WEB_PHRASE_HOME));
  document_end(&page);
  return document_of(&page);
}

_Static_assert(WEB_PHRASE_CROWDED_TEXT - WEB_PHRASE_NOT_FOUND_TITLE == 2 * NOTICE_COUNT - 1, "each notice has a title and a text");
