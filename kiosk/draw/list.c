/* list: drawing commands in the order they are painted, and what is remembered of them for the next picture. */
#include "draw.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 128 };

DrawList draw_list_new(Arena *frame, Colour background) {
  return (DrawList){.arena = frame,
                    .items = ARENA_ARRAY(frame, DrawCommand, FIRST_CAPACITY),
                    .capacity = FIRST_CAPACITY,
                    .background = background};
}

uint64_t draw_hash(uint64_t seed, const void *bytes, size_t count) {
  const unsigned char *at = bytes;
  for (size_t i = 0; i < count; i++)
    seed = (seed ^ at[i]) * // NOLINT(clang-analyzer-core.UndefinedBinaryOperatorResult): every caller hands in whole objects
           UINT64_C(0x100000001b3);
  return seed;
}

static uint64_t hash_rect(uint64_t hash, Rect r) {
  const int sides[] = {r.x, r.y, r.w, r.h};
  return draw_hash(hash, sides, sizeof sides);
}

/* A word at a time: a signature has thousands of points, in every picture while it is drawn. */
static uint64_t hash_point(uint64_t hash, Point point) {
  const float xy[] = {point.x, point.y};
  uint64_t word;
  memcpy(&word, xy, sizeof word);
  hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
  return hash ^ (hash >> 32);
}

/* Field by field: the padding between them is not part of the picture. */
static uint64_t hash_of(const DrawCommand *c) {
  const int numbers[] = {(int)c->kind, c->size_px, (int)c->weight, c->rtl, c->modules_side};
  const uint8_t colour[] = {c->colour.r, c->colour.g, c->colour.b, c->colour.a};
  const float lengths[] = {c->radius_px, c->width_px};
  uint64_t hash = draw_hash(DRAW_HASH_SEED, numbers, sizeof numbers);
  hash = draw_hash(hash, colour, sizeof colour);
  hash = draw_hash(hash, lengths, sizeof lengths);
  hash = hash_rect(hash_rect(hash, c->rect), c->clip);
  hash = draw_hash(hash, c->text.ptr, c->text.len);
  for (size_t i = 0; i < c->point_count; i++)
    hash = hash_point(hash, c->points[i]);
  hash = c->image ? draw_hash(hash, &c->image->hash, sizeof c->image->hash) : hash;
  return draw_hash(hash, c->modules, (size_t)c->modules_side * (size_t)c->modules_side);
}

static void list_grow(DrawList *list) {
  size_t wider = list->capacity ? list->capacity * 2 : FIRST_CAPACITY;
  DrawCommand *items = ARENA_ARRAY(list->arena, DrawCommand, wider);
  if (list->count) memcpy(items, list->items, list->count * sizeof *items);
  list->items = items;
  list->capacity = wider;
}

Rect draw_visible(const DrawCommand *command) {
  /* Accents on capitals, Arabic descenders and slanted ends reach beyond a line's box. */
  int overhang_px = command->kind == DRAW_TEXT ? (command->size_px + 2) / 3 : 0;
  return rect_intersect(rect_inset(command->rect, -overhang_px), command->clip);
}

void draw_add(DrawList *list, DrawCommand command) {
  BUG_UNLESS(command.kind < DRAW_KIND_COUNT);
  BUG_UNLESS(command.modules || command.modules_side == 0);
  BUG_UNLESS(command.image || command.kind != DRAW_IMAGE);
  if (rect_is_empty(command.rect) || rect_is_empty(command.clip)) return;
  if (list->count == list->capacity) list_grow(list);
  command.hash = hash_of(&command);
  list->items[list->count++] = command;
}

static void *grown_or_abort(void *memory, size_t count, size_t item_bytes) {
  void *grown = reallocarray(memory, count, item_bytes);
  if (!grown) BUG("out of memory");
  return grown;
}

void draw_trace_keep(DrawTrace *trace, const DrawList *list) {
  if (trace->capacity < list->count) {
    trace->hashes = grown_or_abort(trace->hashes, list->capacity, sizeof *trace->hashes);
    trace->rects = grown_or_abort(trace->rects, list->capacity, sizeof *trace->rects);
    trace->capacity = list->capacity;
  }
  for (size_t i = 0; i < list->count; i++) {
    trace->hashes[i] = list->items[i].hash;
    trace->rects[i] = draw_visible(&list->items[i]);
  }
  trace->count = list->count;
  trace->background = list->background;
}

void draw_trace_free(DrawTrace *trace) {
  free(trace->hashes);
  free(trace->rects);
  *trace = (DrawTrace){0};
}
