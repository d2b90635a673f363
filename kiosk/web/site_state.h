/* What the parts of the site share: the site, and a turn: a request and the reply that it gets. */
#ifndef WEB_SITE_STATE_H
#define WEB_SITE_STATE_H

#include "link.h"
#include "page.h"
#include "site.h"
#include "site_guard.h"
#include "site_versions.h"

enum { SITE_PATH_MAX = 256, SITE_RETRY_S = 10, SITE_CROWD_RETRY_S = 3600 };

struct Site {
  const WebSetup *setup;
  Store *store;
  Arena *arena;   /* as long as the site */
  Arena *scratch; /* of surveys, which rewind it */
  Arena *known;   /* of places */
  Str prefix;     /* the base url's own path, before every address */
  Str style, style_url, script_url, logo_url;
  const Language *languages; /* that any of the forms has */
  size_t language_count;
  Versions *versions;
  Guard guard;
  const StorePlace *places; /* that responses have, */
  size_t place_count;
  int64_t places_ms;    /* read the last time at this moment, if knows_places */
  int64_t posted_ms;    /* somebody posted the last time at this moment (monotonic), */
  int64_t forgotten_ms; /* memory was wiped the last time at this one */
  size_t waiting;       /* visits that wait, as counted and begun since, */
  int64_t counted_ms;   /* the last time at this moment, if knows_waiting */
  int64_t judged_day;   /* days since 1970; INT64_MIN: none yet */
  int64_t swept_ms;     /* visits that were left were put to rest the last time at this moment, if swept */
  bool knows_places, knows_waiting, swept;
  bool only_answered;  /* found since waiting was counted: something was answered in each */
  bool believes_clock; /* what it says of the day that was judged last */
  bool forget_due;     /* somebody posted since memory was wiped */
  bool store_lost;     /* the store is no longer to be trusted: it has to be opened anew */
  char told[32];       /* the code of the store's failure that was logged last */
};

typedef struct Turn {
  Site *site;
  const HttpRequest *request;
  HttpReply *reply;
  Arena *arena; /* the request's */
  Str rest;     /* what stands behind the address that was found */
} Turn;

/* --- What a request says --- */

Str turn_query(const Turn *turn, const char *name);
Str turn_field(const Turn *turn, const char *name);
/* A form's visit on this phone is found by the cookie of the form's name. Empty: there is none. */
Str turn_cookie(const Turn *turn, Str form_id);

/* --- Replies: exactly one for each turn --- */

void turn_page(Turn *turn, int status, Str html);
void turn_see(Turn *turn, Str address); /* 303; address: ours, without the prefix */
void turn_set_cookie(Turn *turn, Str form_id, Str value);
/* The address with the prefix before it, as a page or a header has it. */
Str turn_url(const Turn *turn, Str address);
/* In the language that the request asks for; of the saying the home_url is made here. */
void turn_say(Turn *turn, int status, const PageSaying *saying);
/* In one of the form's. */
void turn_say_in(Turn *turn, int status, const PageSaying *saying, int language_ix);
void turn_notice(Turn *turn, int status, PageNotice notice); /* that says nothing else */
/* The database failed: it is logged when it is another failure than before, and the phone is asked to come again. */
void turn_resting(Turn *turn, const Err *err);
void turn_rest(Turn *turn);    /* the same of a failure that is known */
void turn_crowded(Turn *turn); /* too many visits have been begun: come back later */
void turn_not_found(Turn *turn);
void turn_broken(Turn *turn); /* the request makes no sense */
void turn_foreign(Turn *turn);

/* --- Languages --- */

/* The form's language that the request asks for: ?l=, the field "l", or the browser's; else the form's default. */
int turn_language(const Turn *turn, const Form *form);
/* What a page has around it; form: NULL for one that is of none, language_ix is then one of site->languages. */
PageFrame turn_frame(const Turn *turn, const Form *form, int language_ix);
int turn_language_of_site(const Turn *turn);
/* The address with ?l=CODE or &l=CODE. */
Str turn_address_in(const Turn *turn, Str address, Str code);
/* The same in the language that was asked for in words, ?l= or the field "l"; without such words as it is: the browser will say. */
Str turn_address_on(const Turn *turn, Str address);
/* address in each language. */
void turn_offer_languages(const Turn *turn, PageFrame *frame, const Language *languages, size_t count, Str address);

/* --- Forms, time, failures --- */

const WebForm *site_form(const Site *site, Str form_id); /* NULL: we have none of that name */
int64_t site_today(const Site *site);                    /* days since 1970-01-01, on the local clock */
Str site_today_text(const Site *site, Arena *arena);     /* ISO date */
int64_t site_now_min(const Site *site);                  /* minutes since 1970, of wall time */
int64_t site_monotonic_ms(const Site *site);
LinkKey site_round_key(const StoreRound *round);
void site_note_failure(Site *site, const Err *err); /* of the store */

/* --- Addresses (site.c has the table) --- */

void door_show(Turn *turn);
void door_enter(Turn *turn);
void start_show(Turn *turn);
void start_show_token(Turn *turn);
void start_begin(Turn *turn);
void takeover_show(Turn *turn);
void takeover_take(Turn *turn);
void visit_show(Turn *turn);
void visit_post(Turn *turn);
void material_picture(Turn *turn);
void material_style(Turn *turn);
void material_script(Turn *turn);
void material_logo(Turn *turn);

#endif
