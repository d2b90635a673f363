#include "base.h"

#include <string.h>

enum { FIRST_CAPACITY_BYTES = 64 };

static void buffer_reserve(Buffer *buffer, size_t more_bytes) {
  if (more_bytes >= SIZE_MAX / 2 - buffer->count) BUG("an impossible amount of memory was asked for");
  const size_t needed = buffer->count + more_bytes + 1; /* and the NUL */
  if (needed <= buffer->capacity) return;
  const size_t capacity = needed > buffer->capacity * 2 ? needed : buffer->capacity * 2;
  char *bytes = arena_alloc(buffer->arena, capacity);
  memcpy(bytes, buffer->bytes, buffer->count);
  buffer->bytes = bytes;
  buffer->capacity = capacity;
}

static bool buffer_write(void *context, const char *bytes, size_t count) {
  Buffer *buffer = context;
  buffer_reserve(buffer, count);
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
  buffer->bytes[buffer->count] = '\0';
  return true;
}

Buffer buffer_new(Arena *arena) {
  return (Buffer){.arena = arena, .bytes = arena_alloc(arena, FIRST_CAPACITY_BYTES), .capacity = FIRST_CAPACITY_BYTES};
}

Sink sink_to_buffer(Buffer *buffer) {
  return (Sink){.write = buffer_write, .context = buffer};
}

Str buffer_view(const Buffer *buffer) {
  return (Str){buffer->bytes, buffer->count};
}
