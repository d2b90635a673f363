#include "page.h"

Str page_start(const PageFrame *frame, const PageStart *start) {
  (void)frame, (void)start;
  return (Str){0};
}

Str page_handover(const PageFrame *frame, const Form *form, int language_ix, Str post_url, Str secret) {
  (void)frame, (void)form, (void)language_ix, (void)post_url, (void)secret;
  return (Str){0};
}

Str page_survey(const PageFrame *frame, const PageSurvey *page) {
  (void)frame, (void)page;
  return (Str){0};
}

PageRead page_read(Arena *arena, const Survey *survey, int cell, const HttpRequest *request, Value *out, Str *typed) {
  (void)arena, (void)survey, (void)cell, (void)request, (void)out, (void)typed;
  return PAGE_READ_ABSENT;
}

Str page_thanks(const PageFrame *frame, const PageThanks *thanks) {
  (void)frame, (void)thanks;
  return (Str){0};
}

Str page_door(const PageFrame *frame, const PageDoor *door) {
  (void)frame, (void)door;
  return (Str){0};
}

Str page_notice(const PageFrame *frame, PageNotice notice, const Form *form, int64_t day, Str home_url) {
  (void)frame, (void)notice, (void)form, (void)day, (void)home_url;
  return (Str){0};
}

Str page_style(Arena *arena, const Theme *theme) {
  (void)arena, (void)theme;
  return (Str){0};
}

Str page_script(void) {
  return (Str){0};
}
