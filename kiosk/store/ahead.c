/* A batch belongs to the reading thread while it is filled and to the caller while it is visited. They stand in a ring, so rows stay in
 * their order, and what is in memory is bounded. */
#include "ahead.h"

#include <pthread.h>
#include <signal.h>

enum {
  BATCHES = 8,
  /* With more than so many filled the reading thread, once it had to wait, goes on waiting: each awakening costs time. */
  ENOUGH = BATCHES / 2,
  ROWS_MAX = 128,
  BATCH_BYTES = 128 * 1024, /* with these it is full, too */
};

typedef struct Batch {
  Arena *arena; /* of its rows; NULL: none yet */
  BoxedRow *rows;
  size_t count;
} Batch;

typedef struct Ahead {
  sqlite3_stmt *statement;
  AheadReader *read;
  /* Batch number n is batches[n % BATCHES]. visited <= filled <= visited + BATCHES */
  Batch batches[BATCHES];
  size_t filled, visited;
  int code;             /* of the last step */
  bool ended, stopped;  /* there is no more; nobody wants more */
  pthread_mutex_t lock; /* of filled, visited, ended and stopped; of code until it has ended */
  pthread_cond_t changed;
} Ahead;

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

/* False: those were the last. */
static bool fill(Ahead *ahead, Batch *batch) {
  if (batch->arena == NULL) batch->arena = arena_new(BATCH_BYTES);
  batch->rows = ARENA_ARRAY(batch->arena, BoxedRow, ROWS_MAX);
  while (batch->count < ROWS_MAX && arena_used_bytes(batch->arena) < BATCH_BYTES) {
    ahead->code = sqlite3_step(ahead->statement);
    if (ahead->code != SQLITE_ROW) return false;
    const BoxedRow row = ahead->read(ahead->statement);
    batch->rows[batch->count] = copy_row(batch->arena, &row, batch->count > 0 ? &batch->rows[batch->count - 1] : NULL);
    batch->count++;
  }
  return true;
}

/* A batch that held much gives its memory back; else each of them would come to keep that of the longest rows. */
static void empty(Batch *batch) {
  Arena *arena = batch->arena;
  if (arena_used_bytes(arena) <= 2 * (size_t)BATCH_BYTES) {
    arena_rewind(arena);
  } else {
    arena_free(arena);
    arena = NULL;
  }
  *batch = (Batch){.arena = arena};
}

static bool visit_rows(Batch *batch, bool (*visit)(void *context, const BoxedRow *row), void *context) {
  bool more = true;
  for (size_t i = 0; i < batch->count && more; i++)
    more = visit(context, &batch->rows[i]);
  empty(batch);
  return more;
}

/* NULL: nobody wants more. */
static Batch *await_room(Ahead *ahead) {
  pthread_mutex_lock(&ahead->lock);
  const bool full = ahead->filled == ahead->visited + BATCHES;
  while (full && ahead->filled > ahead->visited + ENOUGH && !ahead->stopped)
    pthread_cond_wait(&ahead->changed, &ahead->lock);
  Batch *batch = ahead->stopped ? NULL : &ahead->batches[ahead->filled % BATCHES];
  pthread_mutex_unlock(&ahead->lock);
  return batch;
}

static void hand_over(Ahead *ahead, bool more) {
  pthread_mutex_lock(&ahead->lock);
  ahead->filled++;
  ahead->ended = !more;
  pthread_cond_signal(&ahead->changed);
  pthread_mutex_unlock(&ahead->lock);
}

static void *read_batches(void *context) {
  Ahead *ahead = context;
  bool more = true;
  for (Batch *batch; more && (batch = await_room(ahead)) != NULL; hand_over(ahead, more))
    more = fill(ahead, batch);
  memory_wipe_stack();
  return NULL;
}

/* The oldest that is not visited; NULL: there is no more. */
static Batch *await_rows(Ahead *ahead) {
  pthread_mutex_lock(&ahead->lock);
  while (ahead->filled == ahead->visited && !ahead->ended)
    pthread_cond_wait(&ahead->changed, &ahead->lock);
  Batch *batch = ahead->filled == ahead->visited ? NULL : &ahead->batches[ahead->visited % BATCHES];
  pthread_mutex_unlock(&ahead->lock);
  return batch;
}

static void give_back(Ahead *ahead, bool more) {
  pthread_mutex_lock(&ahead->lock);
  ahead->visited++;
  ahead->stopped = !more;
  if (ahead->stopped || ahead->filled <= ahead->visited + ENOUGH) pthread_cond_signal(&ahead->changed);
  pthread_mutex_unlock(&ahead->lock);
}

/* Signals are for the caller's thread. */
static bool start(Ahead *ahead, pthread_t *thread) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const bool started = pthread_create(thread, NULL, read_batches, ahead) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return started;
}

int ahead_walk(sqlite3_stmt *statement, AheadReader *read, bool (*visit)(void *context, const BoxedRow *row), void *context) {
  Ahead ahead = {.statement = statement, .read = read};
  pthread_t thread;
  bool more = true;
  pthread_mutex_init(&ahead.lock, NULL);
  pthread_cond_init(&ahead.changed, NULL);
  if (start(&ahead, &thread)) {
    for (Batch *batch; more && (batch = await_rows(&ahead)) != NULL; give_back(&ahead, more))
      more = visit_rows(batch, visit, context);
    pthread_join(thread, NULL);
  } else { /* the system gives no thread: then one after the other */
    for (bool filled = true; more && filled;) {
      filled = fill(&ahead, &ahead.batches[0]);
      more = visit_rows(&ahead.batches[0], visit, context);
    }
  }
  for (size_t i = 0; i < BATCHES; i++)
    arena_free(ahead.batches[i].arena);
  pthread_cond_destroy(&ahead.changed);
  pthread_mutex_destroy(&ahead.lock);
  return more ? ahead.code : SQLITE_ROW;
}
