#include "site_address.h"

Str site_form_address(Arena *arena, const QrUrlParts *parts) {
  const struct {
    Str value;
    const char *query;
  } queries[] = {
      {parts->round, "r={round}"}, {parts->event, "e={event}"}, {parts->place, "p={place}"}, {parts->language, "l={lang}"}};
  Buffer whole = buffer_new(arena);
  Sink sink = sink_to_buffer(&whole);
  sink_z(&sink, "/f/{form}");
  const char *joint = "?";
  for (size_t i = 0; i < COUNT_OF(queries); i++) {
    if (queries[i].value.len == 0) continue;
    sink_printf(&sink, "%s%s", joint, queries[i].query);
    joint = "&";
  }
  Str url, bad;
  bool known = qr_url(arena, buffer_view(&whole), parts, &url, &bad);
  BUG_UNLESS(known);
  return url;
}
