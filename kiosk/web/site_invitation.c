#include "site_invitation.h"

#include <string.h>

static bool is_of_form(const StoreRound *round, const WebForm *form, Invitation *invitation) {
  LinkKey key = site_round_key(round);
  bool is_of = link_token_is_of(&key, form->form->form_id, invitation->token, &invitation->day);
  if (is_of) link_token_hash(&key, invitation->token, invitation->hash);
  memory_wipe(&key, sizeof key);
  return is_of;
}

static void find_form(const Site *site, const StoreRound *round, Invitation *invitation) {
  for (size_t i = 0; i < site->setup->form_count && invitation->form == NULL; i++) {
    if (!is_of_form(round, &site->setup->forms[i], invitation)) continue;
    invitation->form = &site->setup->forms[i];
    invitation->round = round->name;
  }
}

/* A trial spends no token, so that it can be repeated; but its chain leads on as any other. */
static Status has_answered(Site *site, Str form_id, const Invitation *invitation, bool *out, Err *err) {
  Str hash = str_from(invitation->hash);
  return site->setup->station.trial ? store_link_was_tried(site->store, form_id, hash, out, err)
                                    : store_link_is_spent(site->store, form_id, hash, out, err);
}

/* One token is good for each form of a chain: it leads to the first of them that it has not answered. */
static Status pass_answered(Site *site, Invitation *invitation, Err *err) {
  for (size_t left = site->setup->form_count; left > 0; left--) {
    const Form *form = invitation->form->form;
    const WebForm *next = form->kiosk.followup_link == FOLLOWUP_TOKEN ? site_form(site, form->kiosk.followup_form) : NULL;
    bool spent = false;
    Status status = next ? has_answered(site, form->form_id, invitation, &spent, err) : STATUS_OK;
    if (!spent) return status;
    invitation->form = next;
  }
  return STATUS_OK;
}

Status invitation_of_token(Site *site, Arena *arena, const char *token, Invitation *out, Err *err) {
  *out = (Invitation){0};
  memcpy(out->token, token, sizeof out->token);
  const StoreRound *rounds;
  size_t count;
  Status status = store_rounds_uncounted(site->store, arena, &rounds, &count, err);
  if (status != STATUS_OK) return status;
  for (size_t i = 0; i < count && out->form == NULL; i++)
    if (rounds[i].closed.len == 0) find_form(site, &rounds[i], out);
  return out->form ? pass_answered(site, out, err) : STATUS_OK;
}

/* False: the bound says nothing to who has no token. */
static bool bound_day(PhoneBound bound, const Invitation *invitation, int64_t *day) {
  if (bound.kind == RETENTION_NONE || (bound.kind == RETENTION_DAYS && invitation->token[0] == 0)) return false;
  *day = bound.kind == RETENTION_UNTIL ? bound.days : invitation->day + bound.days;
  return true;
}

bool invitation_holds(Site *site, const Invitation *invitation, PageNotice *notice, int64_t *day, Status *status, Err *err) {
  const Form *form = invitation->form->form;
  const PhoneSettings *phone = &form->kiosk.phone;
  int64_t today = site_today(site);
  bool spent = false;
  *status = STATUS_OK;
  *day = 0;
  if (phone->invited_only && invitation->token[0] == 0)
    *notice = NOTICE_NEEDS_CODE;
  else if (bound_day(phone->from, invitation, day) && today < *day)
    *notice = NOTICE_NOT_YET;
  else if (bound_day(phone->until, invitation, day) && today > *day)
    *notice = NOTICE_CLOSED;
  else if (invitation->token[0] == 0)
    return true;
  else {
    *status = store_link_is_spent(site->store, form->form_id, str_from(invitation->hash), &spent, err);
    *notice = NOTICE_SPENT;
    return *status == STATUS_OK && !spent;
  }
  return false;
}

Str invitation_address(const Turn *turn, const Invitation *invitation) {
  Str base = turn->site->setup->base_url;
  if (invitation->token[0] != 0) return base;
  return arena_printf(turn->arena, STR_FMT "/f/" STR_FMT, STR_ARG(base), STR_ARG(invitation->form->form->form_id));
}
