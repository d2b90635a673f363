#include "web.h"
#include "http.h"
#include "site.h"
#include "web_phrases.h"

static const char *const keys[] = {
#define X(id, key) [WEB_PHRASE_##id] = (key),
    WEB_PHRASES(X)
#undef X
};
_Static_assert(COUNT_OF(keys) == WEB_PHRASE_COUNT, "every phrase has its key");

struct Web {
  Arena *arena;
  Site *site;
  Http *http;
};

const Phrases *web_phrases_load(Arena *arena, const char *folder, Diags *diags, Err *err) {
  return phrases_load(arena, folder, keys, COUNT_OF(keys), diags, err);
}

Status web_start(const WebSetup *setup, Web **out, Err *err) {
  Arena *arena = arena_new(0);
  Web *web = ARENA_NEW(arena, Web);
  web->arena = arena;
  web->site = site_new(arena, setup);
  Status status = http_start(setup, &(HttpHandler){site_answer, site_rest, web->site, site_refuse}, &web->http, err);
  if (status != STATUS_OK) web_stop(web);
  *out = status == STATUS_OK ? web : NULL;
  return status;
}

int web_port(const Web *web) {
  return http_port(web->http);
}

Status web_run(Web *web, bool (*goes_on)(void *context), void *context, Err *err) {
  return http_run(web->http, goes_on, context, err);
}

bool web_lost_store(const Web *web) {
  return site_lost_store(web->site);
}

bool web_store_is_damaged(const Web *web) {
  return site_store_is_damaged(web->site);
}

void web_use_store(Web *web, Store *store) {
  site_use_store(web->site, store);
}

void web_stop(Web *web) {
  if (web == NULL) return;
  http_stop(web->http);
  site_free(web->site);
  arena_free(web->arena);
}
