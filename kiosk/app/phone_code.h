/* phone_code: an address of our own server as a code for phones, and as what is typed by who cannot scan it. */
#ifndef PHONE_CODE_H
#define PHONE_CODE_H

#include "base.h"
#include "qr.h"
#include "station.h"

typedef struct PhoneCode { /* everything in the arena that it was made in */
  QrCode qr;
  Str address; /* to be typed: "svar.example.no" */
  Str typed;   /* and there, in groups of four; empty: the address alone leads there */
} PhoneCode;

/* All of them: false, and a line in the log, when no code can be made. base_url: without a slash at its end. */

/* A form of the server's, the same for everybody; language: a code, or empty where the phone's own is to count. */
bool phone_code_form(Arena *arena, Str base_url, const Station *station, Str form_id, Str language, PhoneCode *out);
/* What a token of link.h is for. */
bool phone_code_token(Arena *arena, Str base_url, Str token, Str language, PhoneCode *out);
/* A visit that waits, by its secret. */
bool phone_code_visit(Arena *arena, Str base_url, Str secret, PhoneCode *out);
/* An address elsewhere, that nobody is asked to type. */
bool phone_code_elsewhere(Arena *arena, Str url, PhoneCode *out);

#endif
