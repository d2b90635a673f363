#include "site_languages.h"
#include "site_state.h"

#include <string.h>

Str turn_query(const Turn *turn, const char *name) {
  return http_field(turn->request->query, turn->request->query_count, str_from(name));
}

Str turn_field(const Turn *turn, const char *name) {
  return http_field(turn->request->fields, turn->request->field_count, str_from(name));
}

void turn_page(Turn *turn, int status, Str html) {
  turn->reply->status = status;
  turn->reply->type = STR("text/html; charset=utf-8");
  turn->reply->body = html;
}

Str turn_url(const Turn *turn, Str address) {
  return arena_printf(turn->arena, STR_FMT STR_FMT, STR_ARG(turn->site->prefix), STR_ARG(address));
}

void turn_see(Turn *turn, Str address) {
  turn->reply->status = 303;
  turn->reply->location = turn_url(turn, address);
}

void turn_notice(Turn *turn, int status, PageNotice notice, const Form *form, int64_t day) {
  PageFrame frame = turn_frame(turn, form, form ? turn_language(turn, form) : turn_language_of_site(turn));
  turn_page(turn, status,
            page_notice(&frame, &(PageSaying){.notice = notice, .form = form, .day = day, .home_url = turn_url(turn, STR("/"))}));
}

/* What leaves the connection as good as it was: it may pass by itself, or was about one row. */
static bool may_pass(const char *code) {
  return strcmp(code, "db-full") == 0 || strcmp(code, "db-busy") == 0 || strcmp(code, "db-constraint") == 0;
}

void turn_rest(Turn *turn) {
  turn_notice(turn, 503, NOTICE_RESTING, NULL, 0);
  turn->reply->retry_s = SITE_RETRY_S;
}

/* What the store refuses for good is one visit's end, and nobody else's trouble. */
void turn_resting(Turn *turn, const Err *err) {
  bool is_refused = strcmp(err->code, "db-constraint") == 0;
  site_note_failure(turn->site, err);
  if (is_refused)
    turn_notice(turn, 410, NOTICE_EXPIRED, NULL, 0);
  else
    turn_rest(turn);
}

void site_note_failure(Site *site, const Err *err) {
  if (strcmp(err->code, site->told) != 0) log_line(LOG_ERROR, "web", "the database fails (%s): %s", err->code, err->sentence);
  memcpy(site->told, err->code, sizeof site->told);
  if (!may_pass(err->code)) site->store_lost = true;
}

void turn_not_found(Turn *turn) {
  turn_notice(turn, 404, NOTICE_NOT_FOUND, NULL, 0);
}

void turn_broken(Turn *turn) {
  turn_notice(turn, 400, NOTICE_BROKEN, NULL, 0);
}

void turn_foreign(Turn *turn) {
  turn_notice(turn, 403, NOTICE_FOREIGN, NULL, 0);
}

static Str wanted_language(const Turn *turn) {
  Str asked = turn_query(turn, "l");
  return asked.len > 0 ? asked : turn_field(turn, "l");
}

int turn_language(const Turn *turn, const Form *form) {
  int found = languages_choose(form->languages, form->language_count, wanted_language(turn), turn->request->languages);
  return found < 0 ? form->default_language_ix : found;
}

int turn_language_of_site(const Turn *turn) {
  const Site *site = turn->site;
  int found = languages_choose(site->languages, site->language_count, wanted_language(turn), turn->request->languages);
  return found < 0 ? 0 : found;
}

PageFrame turn_frame(const Turn *turn, const Form *form, int language_ix) {
  const Site *site = turn->site;
  const Language *language = form ? &form->languages[language_ix] : &site->languages[language_ix];
  return (PageFrame){
      .arena = turn->arena,
      .phrases = site->setup->phrases,
      .language = language->code,
      .direction = language->rtl ? STR("rtl") : STR("ltr"),
      .style_url = site->style_url,
      .script_url = site->script_url,
      .logo_url = site->logo_url,
      .trial = site->setup->station.trial,
  };
}

void turn_offer_languages(const Turn *turn, PageFrame *frame, const Language *languages, size_t count, Str address) {
  PageLanguage *offered = ARENA_ARRAY(turn->arena, PageLanguage, count);
  const char *joint = memchr(address.ptr, '?', address.len) ? "&" : "?";
  for (size_t i = 0; i < count; i++) {
    Str url = arena_printf(turn->arena, STR_FMT "%sl=" STR_FMT, STR_ARG(address), joint, STR_ARG(languages[i].code));
    offered[i] = (PageLanguage){languages[i].code, languages[i].name, turn_url(turn, url)};
  }
  frame->languages = offered;
  frame->language_count = count;
}
