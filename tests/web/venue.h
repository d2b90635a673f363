/* A server without sockets: a site over a database in a folder of its own, a clock that stands still, and phones that ask it. */
#ifndef VENUE_H
#define VENUE_H

#include "store/fixture.h"

#include "http.h"
#include "journal.h"
#include "phone.h"
#include "site.h"

enum { VENUE_FORMS_MAX = 8 };

typedef struct Venue {
  Fixture *fixture;
  Arena *arena;   /* of phones and forms */
  Arena *request; /* of one request, wiped after it as by the server */
  Arena *site_arena;
  Store *store;
  ManualClock clock;
  WebForm forms[VENUE_FORMS_MAX];
  WebSetup setup;
  Site *site;
  bool foreign;      /* the next posts come from a page of another site */
  size_t requests;   /* that were answered */
  size_t most_bytes; /* of memory that one of them took */
} Venue;

/* cmocka's: *state is a Venue without forms. */
int venue_setup(void **state);
int venue_teardown(void **state);

const Form *venue_add_form(Venue *venue, const char *yaml); /* must have no mistake */
const Form *venue_add_file(Venue *venue, const char *path);
/* With the forms and the setup as they are then; the database is made at the first opening. */
void venue_open(Venue *venue);
/* The server ends, and another one begins with the same database. */
void venue_restart(Venue *venue);
void venue_close(Venue *venue);

PhoneWire venue_wire(Venue *venue);
Phone *venue_phone(Venue *venue); /* whose browser speaks Norwegian */
/* The cookie of a form's visit on a phone: its value, or empty; and another in its place. */
Str venue_cookie(const Phone *phone, const char *form_id);
void venue_set_cookie(Phone *phone, const char *form_id, Str value);
const char *venue_query(Venue *venue, const char *sql);
/* Opens a form's first page and begins. */
void venue_begin(Phone *phone, const char *form_id);
/* A kiosk's visit waits, for a quarter of an hour, for the phone that has the secret. */
void venue_leave_for_phone(Venue *venue, const Form *form, const Journal *journal, const char *secret);

#endif
