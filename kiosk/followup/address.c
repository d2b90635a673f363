#include "followup.h"

static Str fill(Arena *arena, Str url_template, const QrUrlParts *parts) {
  Str address, bad;
  bool known = qr_url(arena, url_template, parts, &address, &bad);
  BUG_UNLESS(known);
  return address;
}

/* What has no value is left out: a shorter address has larger modules. */
Str followup_form_address(Arena *arena, const QrUrlParts *parts) {
  const struct {
    Str value;
    const char *query;
  } queries[] = {
      {parts->round, "r={round}"}, {parts->event, "e={event}"}, {parts->place, "p={place}"}, {parts->language, "l={lang}"}};
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "/f/{form}");
  const char *before = "?";
  for (size_t i = 0; i < COUNT_OF(queries); i++) {
    if (queries[i].value.len == 0) continue;
    sink_printf(&sink, "%s%s", before, queries[i].query);
    before = "&";
  }
  return fill(arena, buffer_view(&buffer), parts);
}

Str followup_token_address(Arena *arena, Str token, Str language) {
  QrUrlParts parts = {.token = token, .language = language};
  return fill(arena, language.len > 0 ? STR("/t/{token}?l={lang}") : STR("/t/{token}"), &parts);
}

Str followup_visit_address(Arena *arena, Str secret) {
  QrUrlParts parts = {.token = secret};
  return fill(arena, STR("/c/{token}"), &parts);
}
