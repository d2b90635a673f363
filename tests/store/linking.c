#include "store/linking.h"

#include <string.h>

const Form *linking_form(Fixture *fixture, const char *form_id) {
  return fixture_form(fixture, arena_printf(fixture->arena,
                                            "settings: {form_id: %s, version: '1', default_language: nb}\n"
                                            "languages: {nb: Norsk}\n"
                                            "kiosk: {privacy: {mode: linked, min_group: 3}, retention: {responses: 30}}\n"
                                            "survey: [{type: integer, name: antall, label: Hvor mange?}]\n",
                                            form_id)
                                   .ptr);
}

void linking_round(Fixture *fixture, Store *store, const char *round) {
  StoreRound made;
  Err err = {0};
  if (store_round(store, str_from(round), STR("2026-11-21"), fixture->arena, &made, &err) != STATUS_OK)
    fail_msg("%s: %s", err.code, err.sentence);
}

Str linking_hash(Fixture *fixture, const char *of) {
  uint64_t hash = 14695981039346656037u;
  for (const char *at = of; *at != '\0'; at++)
    hash = (hash ^ (unsigned char)*at) * 1099511628211u;
  return arena_printf(fixture->arena, "%016llx%048d", (unsigned long long)hash, 0);
}

const StoreLink *linking_link(Fixture *fixture, StoreLinkKind kind, const char *round, const char *of) {
  size_t count = kind == STORE_LINK_TOKEN ? 1 : strlen(of) + 1;
  Str *hashes = ARENA_ARRAY(fixture->arena, Str, count);
  hashes[0] = linking_hash(fixture, arena_printf(fixture->arena, "%s %s", round, of).ptr);
  for (size_t i = 1; i < count; i++)
    hashes[i] = linking_hash(fixture, arena_printf(fixture->arena, "%s %zu %.*s_%s", round, i, (int)i - 1, of, of + i).ptr);
  StoreLink *link = ARENA_NEW(fixture->arena, StoreLink);
  *link = (StoreLink){kind, str_from(round), hashes, count};
  return link;
}

Response linking_response(Fixture *fixture, Store *store, const Form *form, const StoreLink *link) {
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
  visit.status = RESPONSE_COMPLETE;
  visit.link = link;
  if (link != NULL) visit.round = link->round;
  return visit;
}

static const char *put(Fixture *fixture, Store *store, const Form *form, const StoreLink *link) {
  Response visit = linking_response(fixture, store, form, link);
  fixture_put(store, &visit);
  return visit.uuid.ptr;
}

const char *linking_put_token(Fixture *fixture, Store *store, const Form *form, const char *round, const char *token) {
  return put(fixture, store, form, token ? linking_link(fixture, STORE_LINK_TOKEN, round, token) : NULL);
}

const char *linking_put_code(Fixture *fixture, Store *store, const Form *form, const char *round, const char *elements) {
  return put(fixture, store, form, elements ? linking_link(fixture, STORE_LINK_CODE, round, elements) : NULL);
}
