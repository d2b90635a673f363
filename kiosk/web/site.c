#include "site.h"

struct Site {
  const WebSetup *setup;
};

Site *site_new(Arena *arena, const WebSetup *setup) {
  Site *site = ARENA_NEW(arena, Site);
  site->setup = setup;
  return site;
}

void site_answer(void *site, const HttpRequest *request, HttpReply *reply) {
  (void)site, (void)request;
  reply->status = 404;
}

void site_rest(void *site) {
  (void)site;
}
