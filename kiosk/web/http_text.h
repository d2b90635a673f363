/* What a request says in its own alphabets: percent-encoding, fields and where it goes. */
#ifndef WEB_HTTP_TEXT_H
#define WEB_HTTP_TEXT_H

#include "http.h"

/* All into the arena; false: it is encoded wrongly, no UTF-8, or has a NUL in it. */
bool http_decode(Arena *arena, Str encoded, bool plus_is_space, Str *out);
/* "a=1&b=2", as the query of an address and the body of a form have it; false also for more than HTTP_FIELDS_MAX. */
bool http_fields_read(Arena *arena, Str encoded, const HttpField **out, size_t *count);
/* What stands between method and version: "/f/samling?l=nb". False also for a path that does not begin with '/' or has control characters. */
bool http_target_read(Arena *arena, Str target, Str *path, const HttpField **query, size_t *count);

typedef enum HttpBody { HTTP_BODY_OTHER, HTTP_BODY_URLENCODED, HTTP_BODY_MULTIPART } HttpBody;
HttpBody http_body_kind(Str content_type);

/* What the names of our cookies begin with. https: the base url is one. */
Str http_cookie_prefix(bool https);
/* The name, or the value, of one of our own cookies: HttpReply has what they are made of; each at most HTTP_COOKIE_CHARS_MAX. */
bool http_is_cookie_name(Str name);
bool http_is_cookie(Str value);
/* Of a Cookie header (RFC 6265 4.2.1) those that are ours, into the arena: their names begin with the prefix, which goes. What is no cookie of
 * ours is as good as none; of two of one name the first counts. */
void http_cookies_read(Arena *arena, Str header, Str prefix, const HttpField **out, size_t *count);
/* Does an Origin ("https://svar.example.no") stand for the base url, or for the host that was asked? */
bool http_is_own_origin(Str origin, Str base_url, Str host);

#endif
