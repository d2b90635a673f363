/* base_url: the address that codes lead to, and what an organiser had better know of it before the visitors come. */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base.h"

/* "https://svar.example.no": scheme and host, perhaps a port, and a path that a proxy takes off; slashes at its end are taken off.
 * STATUS_USAGE, base-url. */
Status base_url_read(const char *text, Str *out, Err *err);
/* A line for each thing that may keep phones away, or let others read along. listen: where the server listens; tls: it has a certificate. */
void base_url_hint(Str base_url, Str listen, bool tls, FILE *out);

#endif
