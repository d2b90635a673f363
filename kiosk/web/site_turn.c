#include "site_languages.h"
#include "site_state.h"

#include <string.h>

Str turn_query(const Turn *turn, const char *name) {
  return http_field(turn->request->query, turn->request->query_count, str_from(name));
}

Str turn_field(const Turn *turn, const char *name) {
  return http_field(turn->request->fields, turn->request->field_count, str_from(name));
}

Str turn_cookie(const Turn *turn, Str form_id) {
  return http_field(turn->request->cookies, turn->request->cookie_count, form_id);
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

void turn_set_cookie(Turn *turn, Str form_id, Str value) {
  turn->reply->cookie = (HttpField){arena_str(turn->arena, form_id), value};
}

static void say(Turn *turn, int status, const PageSaying *saying, const PageFrame *frame) {
  PageSaying whole = *saying;
  whole.home_url = turn_url(turn, turn_address_in(turn, STR("/"), frame->language));
  turn_page(turn, status, page_notice(frame, &whole));
}

void turn_say_in(Turn *turn, int status, const PageSaying *saying, int language_ix) {
  PageFrame frame = turn_frame(turn, saying->form, language_ix);
  say(turn, status, saying, &frame);
}

void turn_say(Turn *turn, int status, const PageSaying *saying) {
  turn_say_in(turn, status, saying, saying->form ? turn_language(turn, saying->form) : turn_language_of_site(turn));
}

void turn_notice(Turn *turn, int status, PageNotice notice) {
  turn_say(turn, status, &(PageSaying){.notice = notice});
}

/* What leaves the connection as good as it was: it may pass by itself, or was about one row. */
static bool may_pass(const char *code) {
  return strcmp(code, "db-full") == 0 || strcmp(code, "db-busy") == 0 || strcmp(code, "db-constraint") == 0;
}

void turn_rest(Turn *turn) {
  turn_notice(turn, 503, NOTICE_RESTING);
  turn->reply->retry_s = SITE_RETRY_S;
}

/* What the store refuses for good is one visit's end, and nobody else's trouble. */
void turn_resting(Turn *turn, const Err *err) {
  bool is_refused = strcmp(err->code, "db-constraint") == 0;
  site_note_failure(turn->site, err);
  if (is_refused)
    turn_notice(turn, 410, NOTICE_EXPIRED);
  else
    turn_rest(turn);
}

void site_note_failure(Site *site, const Err *err) {
  if (strcmp(err->code, site->told) != 0) log_line(LOG_ERROR, "web", "the database fails (%s): %s", err->code, err->sentence);
  memcpy(site->told, err->code, sizeof site->told);
  if (!may_pass(err->code)) site->store_lost = true;
}

void turn_crowded(Turn *turn) {
  turn_notice(turn, 503, NOTICE_CROWDED);
  turn->reply->retry_s = SITE_CROWD_RETRY_S;
}

void turn_not_found(Turn *turn) {
  turn_notice(turn, 404, NOTICE_NOT_FOUND);
}

void turn_broken(Turn *turn) {
  turn_notice(turn, 400, NOTICE_BROKEN);
}

void turn_foreign(Turn *turn) {
  turn_notice(turn, 403, NOTICE_FOREIGN);
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
  return found < 0 ? site->setup->forms[0].form->default_language_ix : found; /* whose languages come first */
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

Str turn_address_in(const Turn *turn, Str address, Str code) {
  const char *joint = memchr(address.ptr, '?', address.len) ? "&" : "?";
  return arena_printf(turn->arena, STR_FMT "%sl=" STR_FMT, STR_ARG(address), joint, STR_ARG(code));
}

Str turn_address_on(const Turn *turn, Str address) {
  if (wanted_language(turn).len == 0) return address;
  return turn_address_in(turn, address, turn->site->languages[turn_language_of_site(turn)].code);
}

void turn_offer_languages(const Turn *turn, PageFrame *frame, const Language *languages, size_t count, Str address) {
  PageLanguage *offered = ARENA_ARRAY(turn->arena, PageLanguage, count);
  for (size_t i = 0; i < count; i++)
    offered[i] =
        (PageLanguage){languages[i].code, languages[i].name, turn_url(turn, turn_address_in(turn, address, languages[i].code))};
  frame->languages = offered;
  frame->language_count = count;
}
