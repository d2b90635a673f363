#include "json_layout.h"

enum { INDENT = 2 };

static void new_line(Json *json) {
  sink_printf(json->sink, "\n%*s", INDENT * json->depth, "");
}

void json_begin(Json *json, const char *bracket) {
  sink_z(json->sink, bracket);
  json->depth++;
  json->more = false;
}

void json_end(Json *json, const char *bracket) {
  json->depth--;
  if (json->more) new_line(json);
  json->more = true;
  sink_z(json->sink, bracket);
}

void json_next(Json *json) {
  if (json->more) sink_z(json->sink, ",");
  json->more = true;
  new_line(json);
}

void json_key(Json *json, const char *name) {
  json_next(json);
  sink_printf(json->sink, "\"%s\": ", name);
}

void json_key_str(Json *json, const char *name, Str s) {
  json_key(json, name);
  sink_json_str(json->sink, s);
}

void json_key_str_or_null(Json *json, const char *name, Str s) {
  if (s.len)
    json_key_str(json, name, s);
  else
    json_key_z(json, name, NULL);
}

void json_key_z(Json *json, const char *name, const char *z) {
  json_key(json, name);
  if (z)
    sink_json_str(json->sink, str_from(z));
  else
    sink_z(json->sink, "null");
}

void json_key_bool(Json *json, const char *name, bool is) {
  json_key(json, name);
  sink_z(json->sink, is ? "true" : "false");
}
