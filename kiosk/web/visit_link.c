#include "visit_link.h"
#include "site_address.h"

#include <sodium.h>
#include <string.h>

enum { TOKEN_HASH_BYTES = 32 };

_Static_assert(2 * TOKEN_HASH_BYTES == LINK_HASH_LEN, "hashes are as long as each other");

static void join(const PhoneVisit *visit, VisitLink *out, StoreLinkKind kind, char (*hashes)[LINK_HASH_LEN + 1], size_t count) {
  Arena *arena = visit->turn->arena;
  Str *kept = ARENA_ARRAY(arena, Str, count);
  for (size_t i = 0; i < count; i++)
    kept[i] = arena_str(arena, str_from(hashes[i]));
  out->link = (StoreLink){.kind = kind, .round = visit->waiting.round, .hashes = kept, .count = count};
  out->joins = true;
}

static void join_by_token(const PhoneVisit *visit, VisitLink *out, const LinkKey *key, Str token) {
  char hash[1][LINK_HASH_LEN + 1], typed[LINK_TOKEN_CHARS + 1];
  if (!link_token_read(token, typed)) return;
  link_token_hash(key, typed, hash[0]);
  join(visit, out, STORE_LINK_TOKEN, hash, 1);
}

static void join_by_code(const PhoneVisit *visit, VisitLink *out, const LinkKey *key, const Str *elements, size_t count) {
  char hashes[LINK_ELEMENTS_MAX + 1][LINK_HASH_LEN + 1];
  if (count < 2 || count > LINK_ELEMENTS_MAX) return;
  link_code_hashes(key, elements, count, hashes);
  join(visit, out, STORE_LINK_CODE, hashes, count + 1);
}

static int64_t day_begun(const PhoneVisit *visit) {
  CivilTime t = civil_from_wall_ms(journal_begun_ms(visit->journal));
  return civil_to_days(t.year, t.month, t.day);
}

static Str language_of(const PhoneVisit *visit) {
  return visit->form.form->languages[survey_language(journal_survey(visit->journal))].code;
}

/* A response has one link: who came by a token is not given another one. */
static void mint(const PhoneVisit *visit, VisitLink *out, const LinkKey *key) {
  char token[LINK_TOKEN_CHARS + 1];
  if (visit->waiting.token.len > 0) return;
  link_token_mint(key, visit->form.form->kiosk.followup_form, day_begun(visit), visit->turn->site->setup->random, token);
  join_by_token(visit, out, key, str_from(token));
  out->onward = arena_printf(visit->turn->arena, "/t/%s?l=" STR_FMT, token, STR_ARG(language_of(visit)));
  memory_wipe(token, sizeof token);
}

static void go_on_here(const PhoneVisit *visit, VisitLink *out) {
  const WaitingVisit *waiting = &visit->waiting;
  QrUrlParts parts = {
      .form = visit->form.form->kiosk.followup_form,
      .round = waiting->round,
      .event = waiting->event,
      .place = waiting->place,
      .language = language_of(visit),
  };
  out->onward = site_form_address(visit->turn->arena, &parts);
}

/* Only this hash is stored: whoever has the database cannot make the address a visitor was given. */
static Str hash_token(Arena *arena, Str token) {
  unsigned char hash[TOKEN_HASH_BYTES];
  char hex[2 * TOKEN_HASH_BYTES + 1];
  int failed = crypto_generichash(hash, sizeof hash, (const unsigned char *)token.ptr, token.len, NULL, 0);
  BUG_UNLESS(failed == 0);
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return arena_str(arena, str_from(hex));
}

/* A survey elsewhere, as at the kiosk. */
static void go_on_elsewhere(const PhoneVisit *visit, VisitLink *out) {
  Arena *arena = visit->turn->arena;
  const Form *form = visit->form.form;
  QrUrlParts parts = {
      .token = qr_token(arena, visit->turn->site->setup->random),
      .event = visit->waiting.event,
      .round = visit->waiting.round,
      .form = form->form_id,
      .language = language_of(visit),
      .place = visit->waiting.place,
  };
  Str bad;
  if (!qr_url(arena, form->kiosk.followup_url, &parts, &out->onward, &bad)) out->onward = (Str){0};
  if (form->kiosk.followup_link == FOLLOWUP_TOKEN && out->onward.len > 0) out->token_hash = hash_token(arena, parts.token);
}

static Status find_key(const PhoneVisit *visit, LinkKey *out, bool *open, Err *err) {
  Site *site = visit->turn->site;
  Arena *arena = visit->turn->arena;
  StoreRound round;
  Err own = {0};
  Status status = store_round(site->store, visit->waiting.round, site_today_text(site, arena), arena, &round, &own);
  *open = status == STATUS_OK;
  if (*open) *out = site_round_key(&round);
  memory_wipe(&round, sizeof round);
  if (status == STATUS_WORLD) return err_set(err, own.status, own.code, "%s", own.sentence);
  return STATUS_OK;
}

Status visit_link_make(const PhoneVisit *visit, VisitLink *out, Err *err) {
  const KioskSettings *kiosk = &visit->form.form->kiosk;
  bool follows = kiosk->followup_form.len > 0 && site_form(visit->turn->site, kiosk->followup_form) != NULL;
  bool mints = follows && kiosk->followup_link == FOLLOWUP_TOKEN;
  const Str *elements;
  size_t count = survey_link_elements(journal_survey(visit->journal), visit->turn->arena, &elements);
  *out = (VisitLink){0};
  if (kiosk->followup_url.len > 0) go_on_elsewhere(visit, out);
  if (follows && !mints) go_on_here(visit, out);
  if (visit->waiting.token.len == 0 && count == 0 && !mints) return STATUS_OK;
  LinkKey key;
  bool open;
  Status status = find_key(visit, &key, &open, err);
  if (status != STATUS_OK || !open) return status;
  if (visit->waiting.token.len > 0)
    join_by_token(visit, out, &key, visit->waiting.token);
  else
    join_by_code(visit, out, &key, elements, count);
  if (mints) mint(visit, out, &key);
  memory_wipe(&key, sizeof key);
  return STATUS_OK;
}
