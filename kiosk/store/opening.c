#include "opening.h"

/* What a batch of ordinary rows has at most, stored and opened. */
enum { KEPT_BYTES = 4 * BATCH_BYTES };

static Str *text_at(Response *response, size_t offset) {
  return (Str *)(void *)((char *)response + offset);
}

/* before: the row in front of it in the batch, or NULL. Much is the same in both, and is copied once. */
static BoxedRow copy_row(Arena *arena, const BoxedRow *row, BoxedRow *before) {
  static const size_t alike[] = {offsetof(Response, device),   offsetof(Response, form_id),   offsetof(Response, form_version),
                                 offsetof(Response, language), offsetof(Response, channel),   offsetof(Response, round),
                                 offsetof(Response, event),    offsetof(Response, place),     offsetof(Response, time),
                                 offsetof(Response, seal_key), offsetof(Response, token_hash)};
  BoxedRow copy = *row;
  for (size_t i = 0; i < COUNT_OF(alike); i++) {
    Str *text = text_at(&copy.response, alike[i]);
    const Str *known = before != NULL ? text_at(&before->response, alike[i]) : NULL;
    *text = known != NULL && str_equal(*text, *known) ? *known : arena_str(arena, *text);
  }
  Str *const own[] = {&copy.response.uuid, &copy.response.answers, &copy.response.free_text, &copy.answers_box,
                      &copy.free_text_box};
  for (size_t i = 0; i < COUNT_OF(own); i++)
    *own[i] = arena_str(arena, *own[i]);
  return copy;
}

bool batch_add(Batch *batch, const BoxedRow *row, size_t rows_max, bool locked) {
  if (batch->arena == NULL) batch->arena = locked ? arena_new_locked(BATCH_BYTES) : arena_new(BATCH_BYTES);
  if (batch->rows == NULL) batch->rows = ARENA_ARRAY(batch->arena, BoxedRow, rows_max);
  BoxedRow *before = batch->count > 0 ? &batch->rows[batch->count - 1] : NULL;
  batch->rows[batch->count] = copy_row(batch->arena, row, before);
  batch->count++;
  return batch->count < rows_max && arena_used_bytes(batch->arena) < BATCH_BYTES;
}

void batch_open(Batch *batch, SealedKeys keys, Opener *opener) {
  for (size_t i = 0; i < batch->count; i++) {
    BoxedRow *row = &batch->rows[i];
    if (row->response.seal_key.len > 0)
      sealed_open(keys, opener, batch->arena, &row->response, row->answers_box, row->free_text_box);
  }
}

size_t batch_bytes(const Batch *batch) {
  return batch->arena != NULL ? arena_used_bytes(batch->arena) : 0;
}

bool batch_visit(const Batch *batch, bool (*visit)(void *context, const Response *row), void *context) {
  bool more = true;
  for (size_t i = 0; i < batch->count && more; i++)
    more = visit(context, &batch->rows[i].response);
  return more;
}

void batch_free(Batch *batch) {
  arena_free(batch->arena);
  *batch = (Batch){0};
}

/* One that held much gives its memory back; else each would come to keep that of the longest rows. */
void batch_empty(Batch *batch) {
  if (batch->arena == NULL) return;
  if (batch_bytes(batch) > KEPT_BYTES) {
    batch_free(batch);
    return;
  }
  arena_rewind(batch->arena);
  *batch = (Batch){.arena = batch->arena};
}
