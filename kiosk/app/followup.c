#include "followup.h"
#include "link.h"

#include <sodium.h>
#include <string.h>

enum { TOKEN_HASH_BYTES = 32 };

/* Only this hash is stored: whoever has the database cannot make the address a visitor was given. */
static Str hash_token(Arena *arena, Str token) {
  unsigned char hash[TOKEN_HASH_BYTES];
  char hex[2 * TOKEN_HASH_BYTES + 1];
  int failed = crypto_generichash(hash, sizeof hash, (const unsigned char *)token.ptr, token.len, NULL, 0);
  BUG_UNLESS(failed == 0);
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return arena_str(arena, str_from(hex));
}

static Str language_of(const Survey *survey) {
  return survey_form(survey)->languages[survey_language(survey)].code;
}

static void make_elsewhere(const FollowupSetup *setup, const Survey *survey, Followup *out) {
  const Form *form = survey_form(survey);
  Str token = qr_token(setup->session, setup->random);
  QrUrlParts parts = {.token = token,
                      .event = setup->station->event,
                      .round = setup->station->round,
                      .place = setup->station->place,
                      .form = form->form_id,
                      .language = language_of(survey)};
  out->has_code = phone_code_elsewhere(setup->session, form->kiosk.followup_url, &parts, &out->code);
  if (out->has_code && form->kiosk.followup_link == FOLLOWUP_TOKEN) out->token_hash = hash_token(setup->session, token);
}

static void keep_hashes(const FollowupSetup *setup, StoreLinkKind kind, char (*hashes)[LINK_HASH_LEN + 1], size_t count,
                        Followup *out) {
  Str *kept = ARENA_ARRAY(setup->session, Str, count);
  for (size_t i = 0; i < count; i++)
    kept[i] = arena_str(setup->session, str_from(hashes[i]));
  out->is_linked = true;
  out->link = (StoreLink){kind, setup->station->round, kept, count};
}

static void join_by_token(const FollowupSetup *setup, const Survey *survey, const LinkKey *key, Followup *out) {
  char token[LINK_TOKEN_CHARS + 1], hash[1][LINK_HASH_LEN + 1];
  link_token_mint(key, survey_form(survey)->kiosk.followup_form, setup->day, setup->random, token);
  out->has_code = phone_code_token(setup->session, setup->base_url, arena_str(setup->session, str_from(token)), language_of(survey),
                                   &out->code);
  if (out->has_code) {
    link_token_hash(key, token, hash[0]);
    keep_hashes(setup, STORE_LINK_TOKEN, hash, 1, out);
  }
  memory_wipe(token, sizeof token);
}

static void join_by_code(const FollowupSetup *setup, const LinkKey *key, const Str *elements, size_t count, Followup *out) {
  char hashes[LINK_ELEMENTS_MAX + 1][LINK_HASH_LEN + 1];
  link_code_hashes(key, elements, count, hashes);
  keep_hashes(setup, STORE_LINK_CODE, hashes, count + 1, out);
  memory_wipe(hashes, sizeof hashes);
}

/* What joins is made with the round's key; *closed: there is none any more. */
static Status join(const FollowupSetup *setup, const Survey *survey, const Str *elements, size_t count, bool *closed, Followup *out,
                   Err *err) {
  StoreRound round;
  LinkKey key;
  Err own = {0};
  Status status = storage_round(setup->storage, setup->station->round, setup->session, &round, &own);
  *closed = status == STATUS_INPUT;
  if (*closed) log_line(LOG_WARN, "app", "no code is shown, and nothing joins this visit with another: %s", own.sentence);
  if (status == STATUS_OK) {
    memcpy(key.bytes, round.key, sizeof key.bytes);
    if (count > 0)
      join_by_code(setup, &key, elements, count, out);
    else
      join_by_token(setup, survey, &key, out);
    memory_wipe(&key, sizeof key);
    memory_wipe(&round, sizeof round);
  }
  return status == STATUS_OK || *closed ? STATUS_OK : err_set(err, status, own.code, "%s", own.sentence);
}

Status followup_make(const FollowupSetup *setup, const Survey *survey, Followup *out, Err *err) {
  const KioskSettings *kiosk = &survey_form(survey)->kiosk;
  const Str *elements = NULL;
  *out = (Followup){.has_code = false};
  if (kiosk->followup_url.len > 0) make_elsewhere(setup, survey, out);
  size_t count = survey_link_elements(survey, setup->session, &elements);
  bool leads_on = kiosk->followup_form.len > 0 && setup->base_url.len > 0, closed = false;
  if (kiosk->followup_form.len > 0 && !leads_on)
    log_line(LOG_WARN, "app",
             "no code is shown: nobody said what phones reach the server at; start kioskctl serve on this database, or "
             "write web: {base_url: ...} into the configuration");
  bool by_token = leads_on && kiosk->followup_link == FOLLOWUP_TOKEN;
  if (count > 0 || by_token) {
    Status status = join(setup, survey, elements, count, &closed, out, err);
    if (status != STATUS_OK || closed) return status;
  }
  if (leads_on && !by_token)
    out->has_code =
        phone_code_form(setup->session, setup->base_url, setup->station, kiosk->followup_form, language_of(survey), &out->code);
  return STATUS_OK;
}
