#include "http_reply.h"
#include "http_text.h"

#include <string.h>

enum { COOKIE_LIFE_S = 24 * 60 * 60, LINE_MAX_BYTES = 256, LOCATION_MAX = 1024 };

typedef struct Header {
  const char *name, *value;
} Header;

/* Referrer-Policy is not no-referrer: with that a browser says "Origin: null" even to the site the page is from, and a post of its own looks
 * like another's. */
static const Header always[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
     "frame-ancestors 'none'; base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

/* The pages have answers in them: they are wiped when they are sent. */
static void free_body(void *body) {
  arena_free(body);
}

static struct MHD_Response *new_response(Str body) {
  Arena *own = arena_new_locked(body.len + 1);
  Str copy = arena_str(own, body);
  union {
    const char *bytes;
    void *memory; /* the library only reads it */
  } page = {copy.ptr};
  return MHD_create_response_from_buffer_with_free_callback_cls(copy.len, page.memory, free_body, own);
}

static void add(struct MHD_Response *response, const char *name, const char *value) {
  if (MHD_add_response_header(response, name, value) != MHD_YES) BUG("a header has control characters in it");
}

static void add_seconds(struct MHD_Response *response, const char *name, const char *before, int seconds) {
  char line[LINE_MAX_BYTES];
  snprintf(line, sizeof line, "%s%d", before, seconds);
  add(response, name, line);
}

/* Within this site only, and nothing in it that could end the line. */
static void add_location(struct MHD_Response *response, Str to) {
  static const char hex[] = "0123456789ABCDEF";
  char line[LOCATION_MAX];
  size_t length = 0;
  bool leaves = to.len == 0 || to.ptr[0] != '/' || (to.len > 1 && (to.ptr[1] == '/' || to.ptr[1] == '\\'));
  for (size_t i = 0; i < to.len && !leaves; i++) {
    unsigned char c = (unsigned char)to.ptr[i];
    if (length + 4 > LOCATION_MAX)
      leaves = true;
    else if (c > 0x20 && c < 0x7f)
      line[length++] = (char)c;
    else {
      line[length++] = '%';
      line[length++] = hex[c >> 4];
      line[length++] = hex[c & 15];
    }
  }
  line[leaves ? 0 : length] = '\0';
  add(response, "Location", leaves ? "/" : line);
}

static void add_cookie(struct MHD_Response *response, HttpField cookie, bool https) {
  char line[LINE_MAX_BYTES];
  Str prefix = http_cookie_prefix(https);
  BUG_UNLESS(http_is_cookie_name(cookie.name) && http_is_cookie(cookie.value));
  snprintf(line, sizeof line, STR_FMT STR_FMT "=" STR_FMT "; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s", STR_ARG(prefix),
           STR_ARG(cookie.name), STR_ARG(cookie.value), COOKIE_LIFE_S, https ? "; Secure" : "");
  add(response, "Set-Cookie", line);
}

static void add_headers(struct MHD_Response *response, const HttpReply *reply, bool https, bool ends) {
  for (size_t i = 0; i < COUNT_OF(always); i++)
    add(response, always[i].name, always[i].value);
  char type[LINE_MAX_BYTES];
  snprintf(type, sizeof type, STR_FMT, STR_ARG(reply->type));
  if (type[0] != '\0') add(response, "Content-Type", type);
  if (https) add(response, "Strict-Transport-Security", "max-age=31536000");
  if (reply->cache_s > 0)
    add_seconds(response, "Cache-Control", "public, immutable, max-age=", reply->cache_s);
  else
    add(response, "Cache-Control", "no-store");
  if (reply->retry_s > 0) add_seconds(response, "Retry-After", "", reply->retry_s);
  if (reply->status == 405) add(response, "Allow", "GET, HEAD, POST");
  if (reply->location.len > 0) add_location(response, reply->location);
  if (reply->cookie.name.len > 0) add_cookie(response, reply->cookie, https);
  if (ends) add(response, "Connection", "close");
}

enum MHD_Result http_reply_send(struct MHD_Connection *to, const HttpReply *reply, bool https, bool ends) {
  struct MHD_Response *response = new_response(reply->body);
  if (response == NULL) return MHD_NO;
  add_headers(response, reply, https, ends);
  enum MHD_Result done = MHD_queue_response(to, (unsigned)reply->status, response);
  MHD_destroy_response(response);
  return done;
}

typedef struct Refusal {
  int status;
  const char *sentence;
} Refusal;

static const Refusal refusals[] = {
    {400, "This request makes no sense to the server."},
    {405, "Pages are only fetched and posted here."},
    {413, "That was too much at a time. Please go back and make it shorter."},
    {414, "This address is too long."},
    {415, "This is not how a form is sent."},
    {503, "Many people are answering at the moment. Please try again in a few seconds."},
};

enum MHD_Result http_reply_refuse(struct MHD_Connection *to, int status, bool https) {
  const char *sentence = "Something went wrong here.";
  for (size_t i = 0; i < COUNT_OF(refusals); i++)
    if (refusals[i].status == status) sentence = refusals[i].sentence;
  HttpReply reply = {.status = status, .type = STR("text/plain; charset=utf-8"), .body = str_from(sentence)};
  if (status == 503) reply.retry_s = 5;
  return http_reply_send(to, &reply, https, true);
}
