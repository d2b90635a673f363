/* What the controller's files share: its state, and the steps they take on it. */
#ifndef KIOSK_STATE_H
#define KIOSK_STATE_H

#include "idle.h"
#include "kiosk.h"
#include "opening.h"
#include "phones.h"
#include "picture.h"
#include "staff.h"

enum {
  HANDOVER_MS = 30000, /* at least so long does a code stand there to be scanned */
  LOCKOUT_MS = 5000,   /* after a submission, so that a double tap on its button does not begin the next visit */
  RETRY_MS = 5000      /* between attempts at a write that failed */
};

struct Kiosk {
  KioskSetup setup;
  Arena *own; /* as long as this */
  Arena *session, *scratch;
  AllLanguages all; /* the chooser's */
  Screen screen;
  Scene scene; /* what the interface was last shown */
  PictureSource pictures;
  int form_ix, language_ix;
  bool language_chosen; /* with the form, by who stands in front of it */
  Visit *visit;         /* question, idle and thanks; fault and staff, while it waits to be written; in the session arena */
  Idle idle;            /* question and idle */
  Opening opening;
  Phones phones;
  const PhoneCode *handover; /* of the visit that has left for a phone; in the session arena. NULL: none has */
  StaffDesk staff;
  int64_t thanks_until_ms; /* and the handover */
  int64_t retry_at_ms, lockout_until_ms;
  int64_t swallowed_pointer;
  bool swallowing;       /* the finger that dismissed a warning, that pointer, is still down */
  bool swallowing_space; /* or the space bar did, which types as well */
  bool faulty;           /* the database takes no answers, as far as is known */
  bool paused, over;
  char secret[LINK_SECRET_CHARS + 1]; /* of the visit that leaves, until the code is made of it */
};

/* kiosk_screens.c: */
int64_t kiosk_now_ms(const Kiosk *kiosk);
const Form *kiosk_form(const Kiosk *kiosk);               /* the one at hand */
const FormLanguages *kiosk_languages(const Kiosk *kiosk); /* of that */
/* From now on the language that the first screens, which go through them all, show at this moment. */
void kiosk_keep_language(Kiosk *kiosk);
void kiosk_note(Kiosk *kiosk, const char *kind, Str detail); /* into the event log */
void kiosk_show(Kiosk *kiosk);
bool kiosk_look_at_phones(Kiosk *kiosk, bool now); /* as phones_look */
/* Where nobody is in a visit: the first screen, or the sign that says closed. */
Screen kiosk_resting_screen(Kiosk *kiosk);
/* Nobody is in a visit any more, whose memory is wiped. */
void kiosk_rest(Kiosk *kiosk);
/* As when the day begins: the same, but with the choice of forms first where there are several. */
void kiosk_open(Kiosk *kiosk);
void kiosk_begin_visit(Kiosk *kiosk, int language_ix);
/* An event of the survey, its writes, and the screen that follows. Nothing is shown yet. */
void kiosk_step(Kiosk *kiosk, const SurveyEvent *event);
/* The visit leaves for the visitor's phone, if it may and can be written. Nothing is shown yet; then what was told of it is wiped, and the code
 * made. */
void kiosk_leave(Kiosk *kiosk);
void kiosk_hand_over(Kiosk *kiosk);
/* Where nobody is in a visit, the screen that the clock asks for; elsewhere nothing. */
void kiosk_keep_hours(Kiosk *kiosk);
bool kiosk_is_resting(const Kiosk *kiosk);
/* The boundary between two visitors: whatever screen is shown, no visit is behind it any more. */
void kiosk_wipe_visit(Kiosk *kiosk);

/* kiosk_actions.c: what the visitor did, then one new scene. */
void kiosk_carry_out(Kiosk *kiosk, const UiActions *actions);

#endif
