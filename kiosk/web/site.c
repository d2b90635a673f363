#include "site_state.h"

#include <string.h>

/* The first that fits: the path itself, or, where something follows it, what begins with it. */
static const struct {
  HttpMethod method;
  bool goes_on;
  bool needs_store;
  const char *path;
  void (*answer)(Turn *turn);
} addresses[] = {
    {HTTP_GET, false, false, "/", door_show},           {HTTP_POST, false, true, "/code", door_enter},
    {HTTP_GET, true, true, "/f/", start_show},          {HTTP_POST, true, true, "/f/", start_begin},
    {HTTP_GET, true, true, "/t/", start_show_token},    {HTTP_GET, true, true, "/c/", takeover_show},
    {HTTP_POST, false, true, "/c", takeover_take},      {HTTP_GET, true, true, "/v/", visit_show},
    {HTTP_POST, true, true, "/v/", visit_post},         {HTTP_GET, true, false, "/i/", material_picture},
    {HTTP_GET, true, false, "/style-", material_style}, {HTTP_GET, true, false, "/script-", material_script},
    {HTTP_GET, true, false, "/logo-", material_logo},
};

/* "/svar" of "https://example.no/svar". */
static Str path_of(Str base_url) {
  size_t at = 0;
  for (size_t i = 0; i + 2 < base_url.len; i++) {
    if (memcmp(base_url.ptr + i, "://", 3) != 0) continue;
    at = i + 3;
    break;
  }
  while (at < base_url.len && base_url.ptr[at] != '/')
    at++;
  return (Str){base_url.ptr + at, base_url.len - at};
}

/* FNV-1a: who keeps what an address stands for must ask again when it is another. It keeps nothing secret. */
static Str fingerprint(Arena *arena, Str bytes) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < bytes.len; i++)
    hash = (hash ^ (unsigned char)bytes.ptr[i]) * 0x100000001b3u;
  return arena_printf(arena, "%016llx", (unsigned long long)hash);
}

static Str address_of(const Site *site, const char *name, Str bytes, const char *ending) {
  return arena_printf(site->arena, STR_FMT "/%s-" STR_FMT "%s", STR_ARG(site->prefix), name,
                      STR_ARG(fingerprint(site->arena, bytes)), ending);
}

static void collect_languages(Site *site) {
  size_t most = 0;
  for (size_t i = 0; i < site->setup->form_count; i++)
    most += site->setup->forms[i].form->language_count;
  Language *all = ARENA_ARRAY(site->arena, Language, most);
  for (size_t i = 0; i < site->setup->form_count; i++) {
    const Form *form = site->setup->forms[i].form;
    for (size_t j = 0; j < form->language_count; j++) {
      size_t at = 0;
      while (at < site->language_count && !str_equal(all[at].code, form->languages[j].code))
        at++;
      if (at == site->language_count) all[site->language_count++] = form->languages[j];
    }
  }
  site->languages = all;
}

Site *site_new(Arena *arena, const WebSetup *setup) {
  Site *site = ARENA_NEW(arena, Site);
  *site = (Site){
      .setup = setup,
      .store = setup->store,
      .arena = arena,
      .scratch = arena_new_locked(0),
      .known = arena_new(0),
      .prefix = path_of(setup->base_url),
      .style = page_style(arena, setup->theme),
      .versions = versions_new(arena),
      .believes_clock = true,
      .judged_day = INT64_MIN,
  };
  site->style_url = address_of(site, "style", site->style, ".css");
  site->script_url = address_of(site, "script", page_script(), ".js");
  if (setup->logo.len > 0) site->logo_url = address_of(site, "logo", setup->logo, "");
  collect_languages(site);
  return site;
}

void site_free(Site *site) {
  if (site == NULL) return;
  versions_free(site->versions);
  arena_free(site->scratch);
  arena_free(site->known);
}

bool site_lost_store(const Site *site) {
  return site->store_lost;
}

bool site_store_is_damaged(const Site *site) {
  return site->store_lost && strcmp(site->told, "db-corrupt") == 0;
}

void site_use_store(Site *site, Store *store) {
  site->store = store;
  site->store_lost = false;
  site->knows_places = false;
  site->knows_waiting = false;
  site->judged_day = INT64_MIN;
  site->told[0] = 0;
}

const WebForm *site_form(const Site *site, Str form_id) {
  for (size_t i = 0; i < site->setup->form_count; i++)
    if (str_equal(site->setup->forms[i].form->form_id, form_id)) return &site->setup->forms[i];
  return NULL;
}

static int64_t wall_ms(const Site *site) {
  return site->setup->clock->wall_ms(site->setup->clock);
}

int64_t site_today(const Site *site) {
  return civil_day_of_wall_ms(wall_ms(site));
}

Str site_today_text(const Site *site, Arena *arena) {
  return civil_day_to_str(arena, site_today(site));
}

int64_t site_now_min(const Site *site) {
  return wall_ms(site) / 60000;
}

int64_t site_monotonic_ms(const Site *site) {
  return site->setup->clock->monotonic_ms(site->setup->clock);
}

LinkKey site_round_key(const StoreRound *round) {
  LinkKey key;
  _Static_assert(sizeof key.bytes == sizeof round->key, "a round's key is link's");
  memcpy(key.bytes, round->key, sizeof key.bytes);
  return key;
}

void site_answer(void *context, const HttpRequest *request, HttpReply *reply) {
  Turn turn = {.site = context, .request = request, .reply = reply, .arena = request->arena};
  if (request->method == HTTP_POST) {
    turn.site->posted_ms = site_monotonic_ms(turn.site);
    turn.site->forget_due = true;
  }
  for (size_t i = 0; i < COUNT_OF(addresses) && reply->status == 0; i++) {
    Str path = str_from(addresses[i].path);
    bool fits = addresses[i].goes_on ? str_starts_with(request->path, path) : str_equal(request->path, path);
    if (!fits || request->method != addresses[i].method) continue;
    turn.rest = (Str){request->path.ptr + path.len, request->path.len - path.len};
    if (addresses[i].needs_store && turn.site->store_lost)
      turn_rest(&turn);
    else
      addresses[i].answer(&turn);
  }
  if (reply->status == 0) turn_not_found(&turn);
  arena_rewind(turn.site->scratch);
}
