/* Requests and replies, apart from how they travel: what a page is made of can be tried without a socket. */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include "base.h"
#include "web.h"

typedef enum HttpMethod { HTTP_GET, HTTP_POST } HttpMethod; /* HEAD is a GET whose body is not sent */

typedef struct HttpField {
  Str name, value; /* decoded; valid UTF-8 without NUL */
} HttpField;

enum { HTTP_FIELDS_MAX = 2000, HTTP_COOKIES_MAX = 32, HTTP_COOKIE_CHARS_MAX = 64 };

typedef struct HttpRequest { /* all borrowed for the call */
  HttpMethod method;
  Str path;                        /* decoded, begins with '/', valid UTF-8 */
  const HttpField *query, *fields; /* fields: of a form that was posted, urlencoded or multipart, in their order */
  size_t query_count, field_count;
  const HttpField *cookies; /* ours, by the names that replies gave them; at most HTTP_COOKIES_MAX */
  size_t cookie_count;
  Str languages; /* Accept-Language, or empty */
  bool foreign;  /* posted from a page of another site (Origin, Sec-Fetch-Site) */
  Arena *arena;  /* for the reply; wiped after it is sent */
} HttpRequest;

typedef struct HttpReply { /* zeroed by the caller; texts in the request's arena, or longer */
  int status;
  Str type; /* "text/html; charset=utf-8", ... */
  Str body;
  Str location; /* with 303 */
  HttpField
      cookie; /* set with HttpOnly, SameSite=Lax, and Secure where the base url is https; name and value: letters, digits, - and _, in
                     * a name also points; without a name: none is set */
  int cache_s; /* how long it may be kept; 0: no-store */
  int retry_s; /* Retry-After; 0: none */
} HttpReply;

Str http_field(const HttpField *fields, size_t count, Str name); /* of the first of that name; empty: none */

typedef struct Http Http;

/* answer is called for one request after the other, never for one that was refused for its form or size. rest is called when there was
 * nothing to do for a while, about once a second for as long as there is not, and once a minute whatever there is. refuse makes the page for
 * what an honest visitor may meet: 413, too much was posted; 503, too many are there. Of the request it has languages and arena. NULL: a
 * plain sentence is sent, as for all else that is refused. */
typedef struct HttpHandler {
  void (*answer)(void *context, const HttpRequest *request, HttpReply *reply);
  void (*rest)(void *context);
  void *context;
  void (*refuse)(void *context, int status, const HttpRequest *request, HttpReply *reply);
} HttpHandler;

/* As web_start, web_run and web_stop. */
Status http_start(const WebSetup *setup, const HttpHandler *handler, Http **out, Err *err);
int http_port(const Http *http);
Status http_run(Http *http, bool (*goes_on)(void *context), void *context, Err *err);
void http_stop(Http *http);

#endif
