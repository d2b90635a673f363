#include "base.h"

#include "pages.h"

#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON 1
#endif
#endif

/* With AddressSanitizer, memory that is not handed out may not be touched: reading on after a rewind is caught. */
#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(memory, bytes)   ((void)(memory), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(memory, bytes) ((void)(memory), (void)(bytes))
#endif

enum { DEFAULT_BLOCK_BYTES = 64 * 1024, SMALLEST_BLOCK_BYTES = 256, ALIGNMENT = _Alignof(max_align_t) };

typedef struct Block Block;
struct Block {
  Block *next;
  size_t capacity_bytes;
  size_t used_bytes; /* beyond it all bytes are zero */
  _Alignas(max_align_t) char bytes[];
};

/* Ordinary requests fill a row of equal blocks one after the other. A big one has a block to itself, in a list of
 * its own, so that the same requests after a rewind find the same blocks again. */
struct Arena {
  size_t block_bytes;
  bool locked; /* its blocks are pages, not of the heap */
  Block *first, *current;
  Block *big;
  size_t used_bytes, block_count;
};

static Block *block_new(Arena *arena, size_t capacity_bytes) {
  if (capacity_bytes > SIZE_MAX - sizeof(Block)) BUG("an impossible amount of memory was asked for");
  size_t bytes = sizeof(Block) + capacity_bytes;
  Block *block = arena->locked ? pages_take(&bytes) : calloc(1, bytes);
  if (!block) BUG("out of memory");
  block->capacity_bytes = bytes - sizeof(Block);
  ASAN_POISON_MEMORY_REGION(block->bytes, block->capacity_bytes);
  arena->block_count++;
  return block;
}

static void *block_take(Block *block, size_t bytes, size_t room_bytes) {
  char *memory = block->bytes + block->used_bytes;
  block->used_bytes += room_bytes;
  ASAN_UNPOISON_MEMORY_REGION(memory, bytes);
  return memory;
}

static void wipe_blocks(Block *block) {
  for (; block; block = block->next) {
    ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->used_bytes);
    memory_wipe(block->bytes, block->used_bytes);
    ASAN_POISON_MEMORY_REGION(block->bytes, block->capacity_bytes);
    block->used_bytes = 0;
  }
}

static void free_blocks(const Arena *arena, Block *block) {
  while (block) {
    Block *next = block->next;
    ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->capacity_bytes);
    if (arena->locked)
      pages_give_back(block, sizeof(Block) + block->capacity_bytes);
    else
      free(block);
    block = next;
  }
}

static Block *ordinary_block(Arena *arena, size_t room_bytes) {
  Block *block = arena->current;
  if (block->capacity_bytes - block->used_bytes >= room_bytes) return block;
  if (!block->next) block->next = block_new(arena, arena->block_bytes);
  arena->current = block->next;
  return arena->current;
}

/* The smallest unused block that is big enough, so that a larger one stays for a larger request. */
static Block *big_block(Arena *arena, size_t room_bytes) {
  Block *best = NULL;
  for (Block *block = arena->big; block; block = block->next) {
    const bool fits = block->used_bytes == 0 && block->capacity_bytes >= room_bytes;
    if (fits && (!best || block->capacity_bytes < best->capacity_bytes)) best = block;
  }
  if (best) return best;
  best = block_new(arena, room_bytes);
  best->next = arena->big;
  arena->big = best;
  return best;
}

static Arena *make_arena(size_t block_bytes, bool locked) {
  if (block_bytes == 0) block_bytes = DEFAULT_BLOCK_BYTES;
  if (block_bytes < SMALLEST_BLOCK_BYTES) block_bytes = SMALLEST_BLOCK_BYTES;
  Arena *arena = calloc(1, sizeof *arena);
  if (!arena) BUG("out of memory");
  arena->block_bytes = block_bytes;
  arena->locked = locked;
  arena->first = arena->current = block_new(arena, block_bytes);
  return arena;
}

Arena *arena_new(size_t block_bytes) {
  return make_arena(block_bytes, false);
}

Arena *arena_new_locked(size_t block_bytes) {
  return make_arena(block_bytes, true);
}

void arena_free(Arena *arena) {
  if (!arena) return;
  arena_rewind(arena);
  free_blocks(arena, arena->first);
  free_blocks(arena, arena->big);
  free(arena);
}

void *arena_alloc(Arena *arena, size_t bytes) {
  if (bytes > SIZE_MAX - ALIGNMENT) BUG("an impossible amount of memory was asked for");
  const size_t room_bytes = bytes == 0 ? ALIGNMENT : (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  const bool is_big = room_bytes > arena->block_bytes / 4;
  arena->used_bytes += room_bytes;
  return block_take(is_big ? big_block(arena, room_bytes) : ordinary_block(arena, room_bytes), bytes, room_bytes);
}

void *arena_alloc_array(Arena *arena, size_t count, size_t item_bytes) {
  size_t bytes;
  if (__builtin_mul_overflow(count, item_bytes, &bytes)) BUG("an impossible amount of memory was asked for");
  return arena_alloc(arena, bytes);
}

void arena_rewind(Arena *arena) {
  wipe_blocks(arena->first);
  wipe_blocks(arena->big);
  arena->current = arena->first;
  arena->used_bytes = 0;
}

size_t arena_used_bytes(const Arena *arena) {
  return arena->used_bytes;
}

size_t arena_block_count(const Arena *arena) {
  return arena->block_count;
}

Str arena_str(Arena *arena, Str s) {
  if (s.len == SIZE_MAX) BUG("an impossible amount of memory was asked for");
  char *copy = arena_alloc(arena, s.len + 1);
  if (s.len > 0) memcpy(copy, s.ptr, s.len);
  return (Str){copy, s.len};
}

Str arena_printf(Arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  const int length = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (length < 0) BUG("a format cannot be printed");
  char *text = arena_alloc(arena, (size_t)length + 1);
  vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  return (Str){text, (size_t)length};
}
