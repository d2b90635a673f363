/* Is what was asked a request that can be answered, and what does it say? Without sockets. */
#ifndef WEB_HTTP_REQUEST_H
#define WEB_HTTP_REQUEST_H

#include "http.h"
#include "http_text.h"

enum { HTTP_TARGET_MAX = 8192 };

typedef struct HttpHead {      /* borrowed; what is not there is empty */
  Str method, target, version; /* version: "HTTP/1.1" */
  Str host, origin, fetch_site, languages, cookies, content_type, content_length;
  int host_count, length_count, coding_count; /* how often Host, Content-Length and Transfer-Encoding stand there */
  bool misnamed;                              /* a header's name is no name */
} HttpHead;

bool http_is_header_name(Str name);
/* The HTTP status with which it is refused before its body is read; 0: it is not. */
int http_head_refusal(const HttpHead *head, size_t body_bytes_max);
/* All but the fields of a body. False: it makes no sense (400). */
bool http_request_read(Arena *arena, const HttpHead *head, Str base_url, HttpRequest *out);

#endif
