/* qr: QR codes (libqrencode, ISO/IEC 18004 error correction M) and the addresses that go into them. */
#ifndef QR_H
#define QR_H

#include "base.h"

typedef struct QrCode {
  int side;               /* modules, without the quiet zone (4 modules each side, for whoever draws it) */
  const uint8_t *modules; /* side * side bytes; bit 0 set is dark */
} QrCode;

enum { QR_QUIET_MODULES = 4, QR_TOKEN_BYTES = 16 };

Status qr_encode(Arena *arena, Str text, QrCode *out, Err *err);

typedef struct QrUrlParts { /* what the template's {names} stand for */
  Str token, event, round, form, language, place;
} QrUrlParts;

/* Replaces {token}, {event}, {round}, {form}, {lang}, {place} in the template by their percent-encoded values (RFC 3986 unreserved characters
 * stay). Returns false when the template names anything else or has an open brace; *bad is then that part. */
bool qr_url(Arena *arena, Str url_template, const QrUrlParts *parts, Str *out, Str *bad);
/* 128 random bits as 26 characters of Crockford's base 32. */
Str qr_token(Arena *arena, const Random *random);

#endif
