/* The site: which page an address is, whose visit a request belongs to, and what becomes of what was posted. Without sockets. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "http.h"

/* Addresses (BASE is the base url):
 *
 *   /                    the forms that anyone may answer, and a field for a code
 *   /code                POST: what was typed there
 *   /f/FORM              a form's first page; ?r=ROUND&e=EVENT&p=PLACE&l=LANG as the kiosk's code has them
 *   /f/FORM/start        POST: begins a visit
 *   /t/TOKEN             the first page of the form that the token is for; ?l=LANG
 *   /c/SECRET            a kiosk's visit that goes on here; shows a page with one button, so that no preview spends it
 *   /c                   POST: takes it over
 *   /v/FORM              this phone's visit to a form, by the cookie of that form's name: leads to the page it is on; POST: a page of it
 *   /v/FORM/SERIAL       that page of it
 *   /v/FORM/thanks       what it ends with
 *   /i/FORM/N            a form's picture; /style-HASH.css, /script-HASH.js, /logo-HASH
 */
typedef struct Site Site;

/* setup is borrowed for the site's life; memory that grows is the site's own, until site_free. */
Site *site_new(Arena *arena, const WebSetup *setup);
void site_free(Site *site); /* NULL is ignored */
/* The database has failed in a way that does not pass by itself. From then on the site leaves the store alone and asks phones to come
 * again, until it is given one that was opened anew. */
bool site_lost_store(const Site *site);
bool site_store_is_damaged(const Site *site);  /* that is why */
void site_use_store(Site *site, Store *store); /* in the place of the setup's; as that */
void site_answer(void *site, const HttpRequest *request, HttpReply *reply);
void site_refuse(void *site, int status, const HttpRequest *request, HttpReply *reply); /* as HttpHandler.refuse */
/* Between two requests: visits that were left are put to rest, and memory is wiped. */
void site_rest(void *site);

#endif
