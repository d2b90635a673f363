/* Fields of a multipart/form-data body, by the library's parser. */
#ifndef WEB_HTTP_MULTIPART_H
#define WEB_HTTP_MULTIPART_H

#include "http.h"

#include <microhttpd.h>

/* Into the arena; files are passed over. False: it is malformed, or has too many fields, or no UTF-8 in them. */
bool http_multipart_read(Arena *arena, struct MHD_Connection *from, Str body, const HttpField **out, size_t *count);

#endif
