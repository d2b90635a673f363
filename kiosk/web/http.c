#include "http.h"

Str http_field(const HttpField *fields, size_t count, Str name) {
  for (size_t i = 0; i < count; i++)
    if (str_equal(fields[i].name, name)) return fields[i].value;
  return (Str){0};
}

Status http_start(const WebSetup *setup, const HttpHandler *handler, Http **out, Err *err) {
  (void)setup, (void)handler;
  *out = NULL;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

int http_port(const Http *http) {
  (void)http;
  return 0;
}

Status http_run(Http *http, bool (*goes_on)(void *context), void *context, Err *err) {
  (void)http, (void)goes_on, (void)context;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

void http_stop(Http *http) {
  (void)http;
}
