/* phones: the way from this kiosk to visitors' own phones: what the server is reached at, whether one runs now, and the first screen's code.
 *
 * Nothing tells the kiosk that a server has started or gone, and it does not ask on a clock of its own: a kiosk that waits for somebody wakes
 * for nothing. It looks when it comes back to the first screen, when a visit begins, and, some seconds apart, whenever the first screen wakes
 * anyway: at a touch, as languages take turns, as it opens. So a server that is started beside a kiosk of one language has its code shown
 * from the next touch on, and one that was ended is still offered until then. */
#ifndef PHONES_H
#define PHONES_H

#include "form.h"
#include "phone_code.h"
#include "storage.h"

/* Under which a server writes down, at its start, what phones reach it at. */
extern const char phones_base_url_setting[];

typedef struct Phones {
  Storage *storage;
  const Station *station;
  const Clock *clock;
  Str configured; /* the configuration's base url, or empty */
  Arena *arena;   /* of what follows */
  Str base_url;   /* empty: nobody knows it */
  bool server_runs;
  const Form *form; /* whose code it is; NULL: none was looked for */
  Str language;
  bool has_here;
  PhoneCode here;
  int64_t look_at_ms; /* not to look before */
} Phones;

/* Borrows all three. */
Phones phones_start(Storage *storage, const Station *station, const Clock *clock, Str configured);
void phones_end(Phones *phones);
/* Looks, unless it has just done so for this form and language and not now. language: a code, copied, that the page for this form is to be in;
 * empty: the phone's own. True: what it says has changed. */
bool phones_look(Phones *phones, const Form *form, Str language, bool now);
/* The code to answer the form at hand on a phone; NULL: there is none now. Borrowed until the next look. */
const PhoneCode *phones_here(const Phones *phones, const Form *form);
/* May a visit to the form go on on a phone? */
bool phones_may_continue(const Phones *phones, const Form *form);

#endif
