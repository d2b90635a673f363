#include "page_parts.h"

static Str form_title(const Page *page) {
  if (!page->form) return (Str){0};
  Str title = text_in(page->form, page->form->title, page->language_ix);
  return title.len > 0 ? title : page->form->form_id;
}

void document_head(Page *page, Str heading, bool wrong) {
  const PageFrame *frame = page->frame;
  Html *h = &page->html;
  Str title = form_title(page);
  HTML(h, "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>", frame->language,
       frame->direction);
  if (wrong) HTML(h, "{}: ", page_say(page, WEB_PHRASE_ERROR_PREFIX));
  html_text(h, heading);
  if (title.len > 0 && !str_equal(title, heading)) HTML(h, " – {}", title);
  HTML(h,
       "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
       "<link rel=\"icon\" href=\"data:,\">\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"format-detection\" "
       "content=\"telephone=no\">\n"
       "<link rel=\"stylesheet\" href=\"{}\">\n",
       frame->style_url);
  if (frame->script_url.len > 0) HTML(h, "<script src=\"{}\" defer></script>\n", frame->script_url);
  html_put(h, "</head>\n");
}

void document_banner(Page *page) {
  if (page->frame->trial) HTML(&page->html, "<p class=\"trial\">{}</p>\n", page_say(page, WEB_PHRASE_TRIAL));
}

void document_logo(Page *page) {
  if (page->frame->logo_url.len > 0) HTML(&page->html, "<img class=\"logo\" src=\"{}\" alt=\"\">\n", page->frame->logo_url);
}

void document_begin(Page *page, Str heading, bool wrong) {
  document_head(page, heading, wrong);
  html_put(&page->html, "<body>\n");
  if (page->frame->trial || page->frame->logo_url.len > 0) {
    html_put(&page->html, "<header>\n");
    document_banner(page);
    document_logo(page);
    html_put(&page->html, "</header>\n");
  }
  html_put(&page->html, "<main>\n");
}

void document_end(Page *page) {
  html_put(&page->html, "</main>\n</body>\n</html>\n");
}

Str document_of(Page *page) {
  return html_view(&page->html);
}

void document_globe(Page *page) {
  html_put(&page->html, "<svg class=\"globe\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><circle cx=\"12\" "
                        "cy=\"12\" r=\"9\"/><path d=\"M3 12h18M12 3c5 4 5 14 0 18M12 3c-5 4-5 14 0 18\"/></svg>");
}

/* The others' own names in their own letters: who does not read this one finds another. */
void document_languages(Page *page) {
  const PageFrame *frame = page->frame;
  Html *h = &page->html;
  if (frame->language_count < 2) return;
  HTML(h, "<nav class=\"languages\" aria-label=\"{}\">\n", page_say(page, WEB_PHRASE_LANGUAGE));
  document_globe(page);
  html_put(h, "<ul role=\"list\">\n");
  for (size_t i = 0; i < frame->language_count; i++) {
    const PageLanguage *language = &frame->languages[i];
    if (str_equal(language->code, frame->language)) continue;
    HTML(h, "<li><a href=\"{}\" lang=\"{}\" hreflang=\"{}\" dir=\"auto\">{}</a></li>\n", language->url, language->code,
         language->code, language->name);
  }
  html_put(h, "</ul>\n</nav>\n");
}
