#include "http_multipart.h"

#include <string.h>

enum { PARSER_BYTES = 4096 }; /* what of a name or a line may stand in its way at a time */

typedef struct Parts {
  Arena *arena;
  HttpField *fields;
  size_t count;
  Buffer value; /* of the last field */
  bool begun;   /* there was a part; what stands before the first is nobody's */
  bool failed;
} Parts;

static bool is_text(Str s) {
  return str_is_utf8(s) && (s.len == 0 || memchr(s.ptr, '\0', s.len) == NULL);
}

static void finish_field(Parts *parts) {
  if (parts->count == 0) return;
  HttpField *last = &parts->fields[parts->count - 1];
  last->value = buffer_view(&parts->value);
  parts->failed |= !is_text(last->name) || !is_text(last->value);
}

static enum MHD_Result take_piece(void *context, enum MHD_ValueKind kind, const char *name, const char *file, const char *type,
                                  const char *coding, const char *bytes, uint64_t offset, size_t count) {
  (void)kind, (void)type, (void)coding;
  Parts *parts = context;
  parts->begun = true;
  if (file != NULL) return MHD_YES;
  if (offset == 0) {
    finish_field(parts);
    parts->failed |= name == NULL || parts->count == HTTP_FIELDS_MAX;
    if (parts->failed) return MHD_NO;
    parts->fields[parts->count++].name = arena_str(parts->arena, str_from(name));
    parts->value = buffer_new(parts->arena);
  }
  Sink value = sink_to_buffer(&parts->value);
  sink_bytes(&value, bytes, count);
  return MHD_YES;
}

bool http_multipart_read(Arena *arena, struct MHD_Connection *from, Str body, const HttpField **out, size_t *count) {
  Parts parts = {.arena = arena, .fields = ARENA_ARRAY(arena, HttpField, HTTP_FIELDS_MAX)};
  struct MHD_PostProcessor *parser = MHD_create_post_processor(from, PARSER_BYTES, take_piece, &parts);
  if (parser == NULL) return false; /* it has no boundary */
  bool taken = MHD_post_process(parser, body.ptr, body.len) == MHD_YES;
  bool whole = MHD_destroy_post_processor(parser) == MHD_YES;
  finish_field(&parts);
  *out = parts.fields;
  *count = parts.count;
  return taken && whole && parts.begun && !parts.failed;
}
