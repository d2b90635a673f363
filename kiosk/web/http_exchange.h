/* One request on its way in, up to its answer. */
#ifndef WEB_HTTP_EXCHANGE_H
#define WEB_HTTP_EXCHANGE_H

#include "http_request.h"

#include <microhttpd.h>

typedef struct Exchange {
  Arena *arena; /* wiped with it: what was asked and posted */
  HttpHead head;
  Buffer body;
  size_t body_bytes; /* that came, also those that are not kept */
  bool has_head;
  int refusal; /* the HTTP status with which it will be answered when it has been read; 0: none */
} Exchange;

Exchange *exchange_new(Str target);
void exchange_free(Exchange *exchange);          /* NULL is ignored */
size_t exchange_bytes(const Exchange *exchange); /* of memory that its body takes */
/* All that stands before the body. Returns http_head_refusal's. */
int exchange_take_head(Exchange *exchange, struct MHD_Connection *from, const char *method, size_t body_bytes_max);
/* More of the body than may be kept is passed over, so that whoever sends it can be told. False: it goes on and on. */
bool exchange_take_body(Exchange *exchange, const char *bytes, size_t count, size_t body_bytes_max);
/* Whole: what does it say? Into the arena, borrowing from the exchange. Returns the status it is refused with, or 0. */
int exchange_read(const Exchange *exchange, Arena *arena, struct MHD_Connection *from, Str base_url, HttpRequest *out);

#endif
