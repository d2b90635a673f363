#include "http_request.h"

#include <string.h>

static bool is_post(const HttpHead *head) {
  return str_is(head->method, "POST");
}

static bool is_known(Str method) {
  return str_is(method, "GET") || str_is(method, "HEAD") || str_is(method, "POST");
}

static bool has_length(Str text, int64_t *out) {
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
  return text.len > 0 && str_to_int64(text, out);
}

/* Two lengths, a length and chunks, chunks before there were any, or a length by another name: whoever stands before us may have read it
 * otherwise, and would take the rest for a request of somebody else's. */
static bool is_ambiguous(const HttpHead *head) {
  bool chunks_too_early = head->coding_count > 0 && str_is(head->version, "HTTP/1.0");
  return head->length_count + head->coding_count > 1 || head->host_count > 1 || head->misnamed || chunks_too_early;
}

/* RFC 9110: letters, digits and these; a blank before the colon is none of them. */
bool http_is_header_name(Str name) {
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!plain && (c == '\0' || strchr("!#$%&'*+-.^_`|~", c) == NULL)) return false;
  }
  return name.len > 0;
}

int http_head_refusal(const HttpHead *head, size_t body_bytes_max) {
  int64_t length = 0;
  if (is_ambiguous(head)) return 400;
  if (!is_known(head->method)) return 405;
  if (head->target.len > HTTP_TARGET_MAX) return 414;
  if (head->length_count > 0 && !has_length(head->content_length, &length)) return 400;
  bool has_body = length > 0 || head->coding_count > 0;
  if (!is_post(head)) return has_body ? 400 : 0;
  if ((uint64_t)length > body_bytes_max) return 413;
  return has_body && http_body_kind(head->content_type) == HTTP_BODY_OTHER ? 415 : 0;
}

/* Browsers say where a post comes from; the older ones by Origin only. */
static bool is_foreign(const HttpHead *head, Str base_url) {
  if (!is_post(head)) return false;
  if (head->fetch_site.len > 0) return !str_is(head->fetch_site, "same-origin") && !str_is(head->fetch_site, "none");
  return head->origin.len > 0 && !http_is_own_origin(head->origin, base_url, head->host);
}

bool http_request_read(Arena *arena, const HttpHead *head, Str base_url, HttpRequest *out) {
  *out = (HttpRequest){.method = is_post(head) ? HTTP_POST : HTTP_GET,
                       .languages = str_is_utf8(head->languages) ? head->languages : (Str){0},
                       .foreign = is_foreign(head, base_url),
                       .arena = arena};
  http_cookies_read(arena, head->cookies, http_cookie_prefix(str_starts_with(base_url, STR("https://"))), &out->cookies,
                    &out->cookie_count);
  return http_target_read(arena, head->target, &out->path, &out->query, &out->query_count);
}
