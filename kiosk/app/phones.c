#include "phones.h"

enum { LOOK_APART_MS = 5000 };

const char phones_base_url_setting[] = "web.base_url";

static Str base_url_now(const Phones *phones, Arena *arena) {
  Str url = {NULL, 0};
  Err err = {0};
  if (phones->configured.len > 0) return phones->configured;
  if (storage_get_setting(phones->storage, str_from(phones_base_url_setting), arena, &url, &err) != STATUS_OK)
    return (Str){NULL, 0};
  return url;
}

static bool is_answered_here(const Phones *phones, const Form *form) {
  return phones->server_runs && phones->base_url.len > 0 && form->kiosk.phone.here && !form->kiosk.phone.invited_only;
}

Phones phones_start(Storage *storage, const Station *station, const Clock *clock, Str configured) {
  return (Phones){.storage = storage,
                  .station = station,
                  .clock = clock,
                  .configured = configured,
                  .arena = arena_new(0),
                  .base_url = configured,
                  .look_at_ms = INT64_MIN};
}

void phones_end(Phones *phones) {
  arena_free(phones->arena);
}

bool phones_look(Phones *phones, const Form *form, Str language, bool now) {
  int64_t now_ms = phones->clock->monotonic_ms(phones->clock);
  bool same = form == phones->form && str_equal(language, phones->language);
  if (!now && same && now_ms < phones->look_at_ms) return false;
  phones->look_at_ms = now_ms + LOOK_APART_MS;
  Arena *arena = arena_new(0);
  Str base_url = base_url_now(phones, arena);
  bool runs = storage_server_runs(phones->storage);
  if (same && runs == phones->server_runs && str_equal(base_url, phones->base_url)) {
    arena_free(arena);
    return false;
  }
  language = arena_str(arena, language);
  arena_free(phones->arena);
  phones->arena = arena;
  phones->base_url = base_url;
  phones->server_runs = runs;
  phones->form = form;
  phones->language = language;
  phones->has_here =
      is_answered_here(phones, form) && phone_code_form(arena, base_url, phones->station, form->form_id, language, &phones->here);
  return true;
}

const PhoneCode *phones_here(const Phones *phones, const Form *form) {
  return phones->has_here && phones->form == form ? &phones->here : NULL;
}

bool phones_may_continue(const Phones *phones, const Form *form) {
  return phones->server_runs && phones->base_url.len > 0 && form->kiosk.phone.may_continue;
}
