/* Where the server listens. */
#ifndef WEB_HTTP_LISTEN_H
#define WEB_HTTP_LISTEN_H

#include "base.h"

/* A socket that listens at "ADDR:PORT" (WebSetup.listen), not blocking, closed when a program is executed; *port is the one it has got.
 * Failures: as web_start's. */
Status http_listen(Str address, int *out, int *port, Err *err);

#endif
