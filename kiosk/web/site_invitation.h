/* Who may answer which form now: anybody, or who has a token. */
#ifndef WEB_SITE_INVITATION_H
#define WEB_SITE_INVITATION_H

#include "site_state.h"

typedef struct Invitation {
  const WebForm *form;              /* NULL: the token is of none of ours */
  char token[LINK_TOKEN_CHARS + 1]; /* empty: without one */
  char hash[LINK_HASH_LEN + 1];     /* what is stored of it */
  Str round;                        /* whose key made it; in the arena */
  int64_t day;                      /* it was given on */
} Invitation;

/* What a token that was read by link_token_read is for. Failures: the store's. */
Status invitation_of_token(Site *site, Arena *arena, const char *token, Invitation *out, Err *err);
/* May it be answered now? Else false, *notice says why, and *day which day that is about. Failures of the store: *status. */
bool invitation_holds(Site *site, const Invitation *invitation, PageNotice *notice, int64_t *day, Status *status, Err *err);
/* Where it is answered, as it can be typed: the form's own address, or, with a token, the first page, where that goes. */
Str invitation_address(const Turn *turn, const Invitation *invitation);

#endif
