#include "phone_code.h"
#include "config.h"
#include "link.h"

static bool make(Arena *arena, Str url_template, const QrUrlParts *parts, PhoneCode *out) {
  Str url, bad;
  Err err = {0};
  if (!qr_url(arena, url_template, parts, &url, &bad))
    log_line(LOG_WARN, "app", "no code is shown: the address has an unknown part \"" STR_FMT "\"", STR_ARG(bad));
  else if (qr_encode(arena, url, &out->qr, &err) != STATUS_OK)
    log_line(LOG_WARN, "app", "no code is shown: %s", err.sentence);
  else
    return true;
  return false;
}

static Str address_of(Arena *arena, Str base_url) {
  return arena_str(arena, config_without_scheme(base_url));
}

/* What has no value is left out: a shorter address has larger modules. */
static Str form_template(Arena *arena, Str base_url, const QrUrlParts *parts) {
  const struct {
    Str value;
    const char *query;
  } queries[] = {
      {parts->round, "r={round}"}, {parts->event, "e={event}"}, {parts->place, "p={place}"}, {parts->language, "l={lang}"}};
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_printf(&sink, STR_FMT "/f/{form}", STR_ARG(base_url));
  const char *before = "?";
  for (size_t i = 0; i < COUNT_OF(queries); i++) {
    if (queries[i].value.len == 0) continue;
    sink_printf(&sink, "%s%s", before, queries[i].query);
    before = "&";
  }
  return buffer_view(&buffer);
}

bool phone_code_form(Arena *arena, Str base_url, const Station *station, Str form_id, Str language, PhoneCode *out) {
  QrUrlParts parts = {
      .form = form_id, .round = station->round, .event = station->event, .place = station->place, .language = language};
  *out = (PhoneCode){.address = arena_printf(arena, STR_FMT "/f/" STR_FMT, STR_ARG(address_of(arena, base_url)), STR_ARG(form_id))};
  return make(arena, form_template(arena, base_url, &parts), &parts, out);
}

bool phone_code_token(Arena *arena, Str base_url, Str token, Str language, PhoneCode *out) {
  QrUrlParts parts = {.token = token, .language = language};
  *out = (PhoneCode){.address = address_of(arena, base_url), .typed = link_grouped(arena, token)};
  return make(arena, arena_printf(arena, STR_FMT "/t/{token}?l={lang}", STR_ARG(base_url)), &parts, out);
}

bool phone_code_visit(Arena *arena, Str base_url, Str secret, PhoneCode *out) {
  QrUrlParts parts = {.token = secret};
  *out = (PhoneCode){.address = address_of(arena, base_url), .typed = link_grouped(arena, secret)};
  return make(arena, arena_printf(arena, STR_FMT "/c/{token}", STR_ARG(base_url)), &parts, out);
}

bool phone_code_elsewhere(Arena *arena, Str url_template, const QrUrlParts *parts, PhoneCode *out) {
  *out = (PhoneCode){0};
  return make(arena, url_template, parts, out);
}
