#include "visit_onward.h"
#include "site_invitation.h"

#include <string.h>

/* "/t/TOKEN?l=nb" */
static bool token_of(Str address, char token[LINK_TOKEN_CHARS + 1]) {
  Str mark = STR("/t/");
  if (!str_starts_with(address, mark)) return false;
  Str rest = {address.ptr + mark.len, address.len - mark.len};
  const char *end = memchr(rest.ptr, '?', rest.len);
  return link_token_read(end ? (Str){rest.ptr, (size_t)(end - rest.ptr)} : rest, token);
}

/* A day that is counted from a visit's means nothing to who comes without a token. */
static bool has_day(PhoneBound from, const Invitation *invitation) {
  return from.kind == RETENTION_UNTIL || (from.kind == RETENTION_DAYS && invitation->token[0] != 0);
}

static void say_when(Site *site, const Invitation *invitation, PageThanks *thanks) {
  const Form *form = invitation->form->form;
  PageNotice notice;
  Status status;
  Err err = {0};
  bool now = invitation_holds(site, invitation, &notice, &thanks->followup_day, &status, &err);
  if (status != STATUS_OK) return;
  if (now && has_day(form->kiosk.phone.from, invitation)) thanks->followup = PAGE_FOLLOWUP_NOW;
  if (!now && notice == NOTICE_NOT_YET) thanks->followup = PAGE_FOLLOWUP_LATER;
  if (!now && notice != NOTICE_NOT_YET) thanks->followup_url = (Str){0};
}

void visit_onward(Turn *turn, const Form *form, Str address, PageThanks *thanks) {
  Invitation invitation = {.form = site_form(turn->site, form->kiosk.followup_form)};
  char token[LINK_TOKEN_CHARS + 1] = {0};
  Status status = STATUS_OK;
  Err err = {0};
  if (token_of(address, token)) {
    thanks->keep_code = link_grouped(turn->arena, str_from(token));
    status = invitation_of_token(turn->site, turn->arena, token, &invitation, &err);
  }
  if (status == STATUS_OK && invitation.form) {
    thanks->followup_form = invitation.form->form;
    thanks->keep_url = invitation_address(turn, &invitation);
    say_when(turn->site, &invitation, thanks);
  }
  memory_wipe(token, sizeof token);
  memory_wipe(&invitation, sizeof invitation);
}
