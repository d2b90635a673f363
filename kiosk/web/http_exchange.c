#include "http_exchange.h"

#include "http_multipart.h"

#include <strings.h>

enum { BLOCK_BYTES = 4096, PASSED_OVER_TIMES = 4 };

Exchange *exchange_new(Str target) {
  Arena *arena = arena_new_locked(BLOCK_BYTES);
  Exchange *exchange = ARENA_NEW(arena, Exchange);
  exchange->arena = arena;
  exchange->head.target = arena_str(arena, target);
  return exchange;
}

void exchange_free(Exchange *exchange) {
  if (exchange != NULL) arena_free(exchange->arena);
}

size_t exchange_bytes(const Exchange *exchange) {
  return exchange->body.capacity;
}

static Str header(struct MHD_Connection *from, Arena *arena, const char *name) {
  return arena_str(arena, str_from(MHD_lookup_connection_value(from, MHD_HEADER_KIND, name)));
}

static enum MHD_Result count_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
  (void)kind, (void)value;
  HttpHead *head = context;
  head->misnamed |= !http_is_header_name(str_from(name));
  head->host_count += strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0;
  head->length_count += strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0;
  head->coding_count += strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0;
  return MHD_YES;
}

int exchange_take_head(Exchange *exchange, struct MHD_Connection *from, const char *method, size_t body_bytes_max) {
  Arena *arena = exchange->arena;
  HttpHead *head = &exchange->head;
  head->method = arena_str(arena, str_from(method));
  head->host = header(from, arena, MHD_HTTP_HEADER_HOST);
  head->origin = header(from, arena, MHD_HTTP_HEADER_ORIGIN);
  head->fetch_site = header(from, arena, "Sec-Fetch-Site");
  head->languages = header(from, arena, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);
  head->content_type = header(from, arena, MHD_HTTP_HEADER_CONTENT_TYPE);
  head->content_length = header(from, arena, MHD_HTTP_HEADER_CONTENT_LENGTH);
  head->cookies = header(from, arena, MHD_HTTP_HEADER_COOKIE);
  MHD_get_connection_values(from, MHD_HEADER_KIND, count_header, head);
  exchange->has_head = true;
  return http_head_refusal(head, body_bytes_max);
}

bool exchange_take_body(Exchange *exchange, const char *bytes, size_t count, size_t body_bytes_max) {
  exchange->body_bytes += count;
  if (exchange->body_bytes > body_bytes_max) exchange->refusal = 413;
  if (exchange->body.arena == NULL) exchange->body = buffer_new(exchange->arena);
  if (exchange->refusal == 0) {
    Sink body = sink_to_buffer(&exchange->body);
    sink_bytes(&body, bytes, count);
  }
  return exchange->body_bytes / PASSED_OVER_TIMES <= body_bytes_max;
}

int exchange_read(const Exchange *exchange, Arena *arena, struct MHD_Connection *from, Str base_url, HttpRequest *out) {
  const HttpHead *head = &exchange->head;
  if (exchange->refusal != 0) return exchange->refusal;
  if (!http_request_read(arena, head, base_url, out)) return 400;
  Str body = buffer_view(&exchange->body);
  if (body.len == 0) return 0;
  bool is_read = http_body_kind(head->content_type) == HTTP_BODY_MULTIPART
                     ? http_multipart_read(arena, from, body, &out->fields, &out->field_count)
                     : http_fields_read(arena, body, &out->fields, &out->field_count);
  return is_read ? 0 : 400;
}
