#include "followup.h"

#include <sodium.h>

enum { TOKEN_HASH_BYTES = 32 };

_Static_assert(2 * TOKEN_HASH_BYTES == LINK_HASH_LEN, "hashes are as long as each other");

/* A single thing, where the others were not asked, tells nobody apart. */
static bool has_code(const FollowupVisit *visit) {
  return visit->element_count >= LINK_ELEMENTS_MIN && visit->element_count <= LINK_ELEMENTS_MAX;
}

static bool leads_on(const FollowupVisit *visit) {
  return visit->form->kiosk.followup_form.len > 0 && visit->has_server;
}

static bool leads_by_token(const FollowupVisit *visit) {
  return leads_on(visit) && visit->form->kiosk.followup_link == FOLLOWUP_TOKEN;
}

/* Only this hash is stored: whoever has the database cannot make the address a visitor was given. */
static Str hash_for_elsewhere(Arena *arena, Str token) {
  unsigned char hash[TOKEN_HASH_BYTES];
  char hex[2 * TOKEN_HASH_BYTES + 1];
  int failed = crypto_generichash(hash, sizeof hash, (const unsigned char *)token.ptr, token.len, NULL, 0);
  BUG_UNLESS(failed == 0);
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return arena_str(arena, str_from(hex));
}

static QrUrlParts parts_of(const FollowupVisit *visit, Str form_id) {
  return (QrUrlParts){
      .form = form_id, .round = visit->round, .event = visit->event, .place = visit->place, .language = visit->language};
}

static void go_on_elsewhere(Arena *arena, const FollowupVisit *visit, const Random *random, Followup *out) {
  const KioskSettings *kiosk = &visit->form->kiosk;
  QrUrlParts parts = parts_of(visit, visit->form->form_id);
  Str bad;
  parts.token = qr_token(arena, random);
  if (!qr_url(arena, kiosk->followup_url, &parts, &out->address, &bad)) {
    out->address = (Str){0};
    return;
  }
  if (kiosk->followup_link == FOLLOWUP_TOKEN) out->token_hash = hash_for_elsewhere(arena, parts.token);
}

static void join(Arena *arena, const FollowupVisit *visit, StoreLinkKind kind, char (*hashes)[LINK_HASH_LEN + 1], size_t count,
                 Followup *out) {
  Str *kept = ARENA_ARRAY(arena, Str, count);
  for (size_t i = 0; i < count; i++)
    kept[i] = arena_str(arena, str_from(hashes[i]));
  out->joins = true;
  out->link = (StoreLink){kind, visit->round, kept, count};
}

static void join_by_token(Arena *arena, const FollowupVisit *visit, const LinkKey *key, const char *token, Followup *out) {
  char hash[1][LINK_HASH_LEN + 1];
  link_token_hash(key, token, hash[0]);
  join(arena, visit, STORE_LINK_TOKEN, hash, 1, out);
}

static void join_by_code(Arena *arena, const FollowupVisit *visit, const LinkKey *key, Followup *out) {
  char hashes[LINK_ELEMENTS_MAX + 1][LINK_HASH_LEN + 1];
  link_code_hashes(key, visit->elements, visit->element_count, hashes);
  join(arena, visit, STORE_LINK_CODE, hashes, visit->element_count + 1, out);
  memory_wipe(hashes, sizeof hashes);
}

/* Its own token, or a new one; false: it has none. */
static bool token_of(const FollowupVisit *visit, const LinkKey *key, const Random *random, char out[LINK_TOKEN_CHARS + 1]) {
  if (visit->token.len > 0) return link_token_read(visit->token, out);
  if (!leads_by_token(visit) || has_code(visit)) return false;
  link_token_mint(key, visit->form->kiosk.followup_form, visit->day, random, out);
  return true;
}

static void go_on_joined(Arena *arena, const FollowupVisit *visit, const LinkKey *key, const Random *random, Followup *out) {
  char token[LINK_TOKEN_CHARS + 1];
  if (token_of(visit, key, random, token)) {
    join_by_token(arena, visit, key, token, out);
    if (leads_by_token(visit)) {
      out->token = arena_str(arena, str_from(token));
      out->address = followup_token_address(arena, out->token, visit->language);
    }
  } else if (has_code(visit)) {
    join_by_code(arena, visit, key, out);
  }
  memory_wipe(token, sizeof token);
}

bool followup_needs_key(const FollowupVisit *visit) {
  return visit->token.len > 0 || has_code(visit) || (leads_on(visit) && visit->form->kiosk.followup_link != FOLLOWUP_NONE);
}

void followup_make(Arena *arena, const FollowupVisit *visit, const LinkKey *key, const Random *random, Followup *out) {
  FollowupLink link = visit->form->kiosk.followup_link;
  *out = (Followup){.joins = false};
  if (visit->form->kiosk.followup_url.len > 0) go_on_elsewhere(arena, visit, random, out);
  if (leads_on(visit) && (link == FOLLOWUP_NONE || (link == FOLLOWUP_CODE && key != NULL))) {
    QrUrlParts parts = parts_of(visit, visit->form->kiosk.followup_form);
    out->address = followup_form_address(arena, &parts);
  }
  if (key != NULL) go_on_joined(arena, visit, key, random, out);
}
