/* web: forms on people's own phones: the same forms, surveys and database as the kiosk's, as pages of HTML that need no script.
 *
 * Each request finds its visit in the database (StoreDraft), closed by a secret that only the phone's cookie has, plays its journal, takes
 * what was posted, and is answered when that is on disk. Nothing of a visit stays in the server's memory between two requests, so a server that is
 * killed forgets nothing. One thread: the store is for one, and a page takes less than a millisecond or two.
 *
 * No address of a phone, no name of a browser and no time finer than the form allows is stored or logged. */
#ifndef WEB_H
#define WEB_H

#include "base.h"
#include "form.h"
#include "phrases.h"
#include "store.h"
#include "theme.h"

/* The pages' words: assets/strings/web. Fails as phrases_load. */
const Phrases *web_phrases_load(Arena *arena, const char *folder, Diags *diags, Err *err);

typedef struct WebStation { /* what a response says where its address does not; the device always */
  Str device, round, event, place;
  bool trial;
} WebStation;

typedef struct WebImage { /* a picture that a form shows, as it lies in its file */
  Str path;               /* as the form has it */
  Str bytes;              /* PNG or JPEG */
} WebImage;

typedef struct WebForm {
  const Form *form;
  const WebImage *images;
  size_t image_count;
} WebForm;

typedef struct WebLimits { /* 0: as it is by default */
  size_t body_bytes;       /* of a post; default 1 MiB */
  int connections;         /* at a time; default 512 */
  int request_s;           /* from a request's first byte to its last, and as long again for the answer; default 20 */
  int idle_s;              /* without any request; default 30 */
  int visits;              /* that wait, going on or ended less than a day ago; default 20,000: no more are begun then */
} WebLimits;

typedef struct WebSetup { /* all borrowed for the server's life */
  const WebForm *forms;   /* at least one; the first page lists them */
  size_t form_count;
  Store *store; /* open for writing, held as STORE_SERVER; device and forms are known to it */
  WebStation station;
  Str base_url; /* what codes and links begin with: "https://svar.example.no"; with a path when a proxy takes it off; no slash at its end */
  const Phrases *phrases;
  const Theme *theme;
  Str logo; /* bytes of the theme's PNG or JPEG; empty: none */
  const Clock *clock;
  const Random *random;
  Str listen;                   /* "127.0.0.1:8080", "[::]:8080", ":8080" (all); port 0: any that is free */
  Str certificate, private_key; /* PEM; empty: plain HTTP, behind a proxy or in a network of one's own */
  WebLimits limits;
} WebSetup;

typedef struct Web Web;

/* Listens. STATUS_USAGE: listen-address; STATUS_WORLD: listen (taken, not allowed, no such address: what to do); STATUS_INPUT:
 * tls-certificate. */
Status web_start(const WebSetup *setup, Web **out, Err *err);
int web_port(const Web *web);
/* Serves until goes_on says no (asked at least once a second and after a signal), then answers what it has taken and returns. */
Status web_run(Web *web, bool (*goes_on)(void *context), void *context, Err *err);
void web_stop(Web *web); /* closes all; NULL is ignored */
/* The database failed in a way that does not pass by itself (db-moved, db-io, ...). The server lets it be and asks phones to come again, until
 * it is given a store that was opened anew, as the setup's was: to be looked at whenever goes_on is asked. */
bool web_lost_store(const Web *web);
bool web_store_is_damaged(const Web *web); /* it is lost because of db-corrupt */
void web_use_store(Web *web, Store *store);

#endif
