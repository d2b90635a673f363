#include "whereabouts.h"

enum { NAME_BYTES_MAX = 64, PLACES_AGAIN_MS = 60 * 1000 };

/* Would it change how the text around it looks? */
static bool is_unseen(uint32_t cp) {
  return cp < ' ' || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_harmless(Str name) {
  uint32_t cp;
  for (size_t at = 0; str_next_cp(name, &at, &cp);)
    if (is_unseen(cp)) return false;
  return name.len <= NAME_BYTES_MAX;
}

static Status knows_round(const Turn *turn, Str name, bool *out, Err *err) {
  *out = str_equal(name, turn->site->setup->station.round);
  if (*out || name.len == 0) return STATUS_OK;
  const StoreRound *rounds;
  size_t count;
  Status status = store_rounds_uncounted(turn->site->store, turn->arena, &rounds, &count, err);
  for (size_t i = 0; status == STATUS_OK && i < count; i++)
    if (str_equal(rounds[i].name, name)) *out = true;
  return status;
}

static void keep_what_is_known(const Site *site, Whereabouts said, Whereabouts *out) {
  const WebStation *station = &site->setup->station;
  *out = (Whereabouts){.round = said.round};
  if (str_equal(said.event, station->event)) out->event = said.event;
  if (str_equal(said.place, station->place)) out->place = said.place;
  for (size_t i = 0; i < site->place_count; i++) {
    if (str_equal(said.event, site->places[i].event)) out->event = said.event;
    if (str_equal(said.place, site->places[i].place)) out->place = said.place;
  }
}

static bool is_whole(Whereabouts said, const Whereabouts *known) {
  return str_equal(said.event, known->event) && str_equal(said.place, known->place);
}

/* It goes through all responses: not at each address that somebody makes up. */
static Status read_places(Site *site, Err *err) {
  int64_t now_ms = site_monotonic_ms(site);
  if (site->knows_places && now_ms - site->places_ms < PLACES_AGAIN_MS) return STATUS_OK;
  site->places = NULL;
  site->place_count = 0;
  arena_rewind(site->known);
  Status status = store_places(site->store, site->known, &site->places, &site->place_count, err);
  site->knows_places = status == STATUS_OK;
  site->places_ms = now_ms;
  return status;
}

Status whereabouts_find(Turn *turn, Whereabouts said, Whereabouts *out, Err *err) {
  const WebStation *station = &turn->site->setup->station;
  *out = (Whereabouts){station->round, station->event, station->place};
  bool says_any = said.round.len + said.event.len + said.place.len > 0;
  if (!says_any || !is_harmless(said.round) || !is_harmless(said.event) || !is_harmless(said.place)) return STATUS_OK;
  bool known;
  Status status = knows_round(turn, said.round, &known, err);
  if (status != STATUS_OK || !known) return status;
  Whereabouts found;
  keep_what_is_known(turn->site, said, &found);
  if (!is_whole(said, &found)) {
    status = read_places(turn->site, err);
    if (status != STATUS_OK) return status;
    keep_what_is_known(turn->site, said, &found);
  }
  if (said.round.len > 0 || is_whole(said, &found))
    *out = (Whereabouts){arena_str(turn->arena, found.round), arena_str(turn->arena, found.event),
                         arena_str(turn->arena, found.place)};
  return STATUS_OK;
}
