/* A batch belongs to one side at a time: to the caller while it is filled and while it is visited, in between to one of the threads. They
 * stand in a ring, so they come back in their order, and what is in memory is bounded. */
#include "opening.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum {
  THREADS_MAX = 16,
  ROWS_MAX = 64,
  BATCH_BYTES = 256 * 1024,          /* of rows as they are stored: with these it is full */
  UNDER_WAY_BYTES = 8 * 1024 * 1024, /* of all batches: with these nothing is added before the oldest is visited */
};

typedef struct Batch {
  Arena *arena; /* locked: its rows as they are stored, and opened */
  BoxedRow *rows;
  size_t count, bytes;
  bool opened;
} Batch;

struct Opening {
  OpeningShape shape;
  SealedKeys keys;
  bool (*visit)(void *context, const Response *row);
  void *context;
  Opener *opener; /* the caller's, without threads */
  Batch *batches;
  /* Batch number n is batches[n % shape.batches]. visited <= taken <= submitted <= visited + shape.batches */
  size_t visited, taken, submitted;
  size_t bytes; /* of what is submitted and not visited yet */
  bool stopped; /* nobody wants more */
  pthread_t threads[THREADS_MAX];
  size_t thread_count;
  pthread_mutex_t lock; /* of taken, submitted, stopped and Batch.opened */
  pthread_cond_t work, done;
};

OpeningShape opening_shape(void) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  size_t threads = processors < 1 ? 1 : processors > THREADS_MAX ? THREADS_MAX : (size_t)processors;
  return (OpeningShape){.threads = threads, .batches = 2 * threads + 2, .rows = ROWS_MAX};
}

static Batch *batch_at(const Opening *opening, size_t number) {
  return &opening->batches[number % opening->shape.batches];
}

static void open_batch(const Opening *opening, Opener *opener, Batch *batch) {
  for (size_t i = 0; i < batch->count; i++) {
    BoxedRow *row = &batch->rows[i];
    if (row->response.seal_key.len > 0)
      sealed_open(opening->keys, opener, batch->arena, &row->response, row->answers_box, row->free_text_box);
  }
}

/* NULL: nobody wants more. */
static Batch *take_batch(Opening *opening) {
  pthread_mutex_lock(&opening->lock);
  while (opening->taken == opening->submitted && !opening->stopped)
    pthread_cond_wait(&opening->work, &opening->lock);
  Batch *batch = opening->stopped ? NULL : batch_at(opening, opening->taken++);
  pthread_mutex_unlock(&opening->lock);
  return batch;
}

static void hand_back(Opening *opening, Batch *batch) {
  pthread_mutex_lock(&opening->lock);
  batch->opened = true;
  pthread_cond_signal(&opening->done);
  pthread_mutex_unlock(&opening->lock);
}

static void *open_batches(void *context) {
  Opening *opening = context;
  Opener *opener = opener_new();
  for (Batch *batch; (batch = take_batch(opening)) != NULL; hand_back(opening, batch))
    open_batch(opening, opener, batch);
  opener_free(opener);
  memory_wipe_stack();
  return NULL;
}

/* Signals are for the caller's thread. Where the system gives no more threads, fewer do. */
static void start_threads(Opening *opening) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  size_t wanted = opening->shape.threads > THREADS_MAX ? THREADS_MAX : opening->shape.threads;
  while (opening->thread_count < wanted &&
         pthread_create(&opening->threads[opening->thread_count], NULL, open_batches, opening) == 0)
    opening->thread_count++;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

Opening *opening_new(OpeningShape shape, SealedKeys keys, bool (*visit)(void *context, const Response *row), void *context) {
  Opening *opening = calloc(1, sizeof *opening);
  BUG_UNLESS(opening != NULL);
  opening->shape = shape;
  opening->keys = keys;
  opening->visit = visit;
  opening->context = context;
  opening->opener = opener_new();
  opening->batches = calloc(shape.batches, sizeof *opening->batches);
  BUG_UNLESS(opening->batches != NULL);
  pthread_mutex_init(&opening->lock, NULL);
  pthread_cond_init(&opening->work, NULL);
  pthread_cond_init(&opening->done, NULL);
  start_threads(opening);
  return opening;
}

static void submit(Opening *opening) {
  Batch *batch = batch_at(opening, opening->submitted);
  batch->bytes = arena_used_bytes(batch->arena);
  opening->bytes += batch->bytes;
  if (opening->thread_count == 0) {
    open_batch(opening, opening->opener, batch);
    batch->opened = true;
    opening->taken++;
    opening->submitted++;
    return;
  }
  pthread_mutex_lock(&opening->lock);
  opening->submitted++;
  pthread_cond_signal(&opening->work);
  pthread_mutex_unlock(&opening->lock);
}

static void await_opened(Opening *opening, const Batch *batch) {
  if (opening->thread_count == 0) return;
  pthread_mutex_lock(&opening->lock);
  while (!batch->opened)
    pthread_cond_wait(&opening->done, &opening->lock);
  pthread_mutex_unlock(&opening->lock);
}

static void stop(Opening *opening) {
  pthread_mutex_lock(&opening->lock);
  opening->stopped = true;
  pthread_cond_broadcast(&opening->work);
  pthread_mutex_unlock(&opening->lock);
}

/* A batch that held much gives its memory back; else each of them would come to keep that of the longest rows. */
static void empty_batch(Batch *batch) {
  Arena *arena = batch->arena;
  if (batch->bytes <= BATCH_BYTES) {
    arena_rewind(arena);
  } else {
    arena_free(arena);
    arena = NULL;
  }
  *batch = (Batch){.arena = arena};
}

/* The oldest that is under way. */
static void visit_batch(Opening *opening) {
  Batch *batch = batch_at(opening, opening->visited);
  await_opened(opening, batch);
  bool more = true;
  for (size_t i = 0; i < batch->count && more; i++)
    more = opening->visit(opening->context, &batch->rows[i].response);
  if (!more) stop(opening);
  opening->bytes -= batch->bytes;
  opening->visited++;
  empty_batch(batch);
}

static Response copy_response(Arena *arena, const Response *response) {
  Response copy = *response;
  Str *const texts[] = {&copy.uuid,    &copy.device,    &copy.form_id,  &copy.form_version, &copy.language,
                        &copy.channel, &copy.round,     &copy.event,    &copy.place,        &copy.time,
                        &copy.answers, &copy.free_text, &copy.seal_key, &copy.token_hash};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    *texts[i] = arena_str(arena, *texts[i]);
  return copy;
}

static void fill(const Opening *opening, Batch *batch, const BoxedRow *row) {
  if (batch->arena == NULL) batch->arena = arena_new_locked(BATCH_BYTES);
  if (batch->rows == NULL) batch->rows = ARENA_ARRAY(batch->arena, BoxedRow, opening->shape.rows);
  batch->rows[batch->count++] = (BoxedRow){
      .response = copy_response(batch->arena, &row->response),
      .answers_box = arena_str(batch->arena, row->answers_box),
      .free_text_box = arena_str(batch->arena, row->free_text_box),
  };
}

static bool is_crowded(const Opening *opening) {
  size_t under_way = opening->submitted - opening->visited;
  return under_way == opening->shape.batches || (under_way > 0 && opening->bytes > UNDER_WAY_BYTES);
}

bool opening_add(Opening *opening, const BoxedRow *row) {
  while (!opening->stopped && is_crowded(opening))
    visit_batch(opening);
  if (opening->stopped) return false;
  Batch *batch = batch_at(opening, opening->submitted);
  fill(opening, batch, row);
  if (batch->count == opening->shape.rows || arena_used_bytes(batch->arena) > BATCH_BYTES) submit(opening);
  return true;
}

bool opening_finish(Opening *opening) {
  bool is_free = !opening->stopped && opening->submitted - opening->visited < opening->shape.batches;
  if (is_free && batch_at(opening, opening->submitted)->count > 0) submit(opening);
  while (!opening->stopped && opening->visited < opening->submitted)
    visit_batch(opening);
  return !opening->stopped;
}

void opening_free(Opening *opening) {
  if (opening == NULL) return;
  stop(opening);
  for (size_t i = 0; i < opening->thread_count; i++)
    pthread_join(opening->threads[i], NULL);
  for (size_t i = 0; i < opening->shape.batches; i++)
    arena_free(opening->batches[i].arena);
  pthread_cond_destroy(&opening->done);
  pthread_cond_destroy(&opening->work);
  pthread_mutex_destroy(&opening->lock);
  opener_free(opening->opener);
  free(opening->batches);
  free(opening);
}
