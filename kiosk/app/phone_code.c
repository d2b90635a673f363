#include "phone_code.h"
#include "config.h"
#include "followup.h"
#include "link.h"

bool phone_code_elsewhere(Arena *arena, Str url, PhoneCode *out) {
  Err err = {0};
  *out = (PhoneCode){.typed = {NULL, 0}};
  if (qr_encode(arena, url, &out->qr, &err) == STATUS_OK) return true;
  log_line(LOG_WARN, "app", "no code is shown: %s", err.sentence);
  return false;
}

/* path: behind the base url. */
static bool make(Arena *arena, Str base_url, Str path, PhoneCode *out) {
  return phone_code_elsewhere(arena, arena_printf(arena, STR_FMT STR_FMT, STR_ARG(base_url), STR_ARG(path)), out);
}

static bool make_typed(Arena *arena, Str base_url, Str path, Str typed, PhoneCode *out) {
  bool made = make(arena, base_url, path, out);
  out->address = arena_str(arena, config_without_scheme(base_url));
  out->typed = link_grouped(arena, typed);
  return made;
}

bool phone_code_form(Arena *arena, Str base_url, const Station *station, Str form_id, Str language, PhoneCode *out) {
  QrUrlParts parts = {
      .form = form_id, .round = station->round, .event = station->event, .place = station->place, .language = language};
  bool made = make(arena, base_url, followup_form_address(arena, &parts), out);
  out->address = arena_printf(arena, STR_FMT "/f/" STR_FMT, STR_ARG(config_without_scheme(base_url)), STR_ARG(form_id));
  return made;
}

bool phone_code_token(Arena *arena, Str base_url, Str token, Str language, PhoneCode *out) {
  return make_typed(arena, base_url, followup_token_address(arena, token, language), token, out);
}

bool phone_code_visit(Arena *arena, Str base_url, Str secret, PhoneCode *out) {
  return make_typed(arena, base_url, followup_visit_address(arena, secret), secret, out);
}
