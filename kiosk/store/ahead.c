/* A batch belongs to one side at a time: to the reading thread while it is filled, then to whoever opens it, then to the caller while it is
 * visited. They stand in a ring, so rows stay in their order, and what is in memory is bounded. */
#include "ahead.h"

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

enum {
  OPENERS_MAX = 16,
  ROWS_MAX = 128,
  UNDER_WAY_BYTES = 8 * 1024 * 1024, /* of all batches: with these nothing is read before the oldest is visited */
};

typedef struct Slot {
  Batch batch;
  size_t bytes; /* as it was filled */
  bool opened;
} Slot;

typedef struct Ahead {
  AheadSource source;
  AheadShape shape;
  SealedKeys keys;
  /* Batch number n is in slots[n % shape.batches]. visited <= taken <= filled <= visited + shape.batches */
  Slot *slots;
  size_t visited, taken, filled;
  size_t bytes;         /* of what is filled and not visited */
  int code;             /* the source's last answer */
  bool ended, stopped;  /* there is no more; nobody wants more */
  pthread_mutex_t lock; /* of all from visited on, Slot.bytes and Slot.opened; code is the reading thread's until it has ended */
  pthread_cond_t room, work, done; /* awaited by the reading thread, by those that open, by the caller */
} Ahead;

AheadShape ahead_shape(void) {
  const long processors = sysconf(_SC_NPROCESSORS_ONLN);
  const size_t openers = processors < 1 ? 1 : processors > OPENERS_MAX ? OPENERS_MAX : (size_t)processors;
  return (AheadShape){.openers = openers, .batches = 2 * openers + 6, .rows = ROWS_MAX};
}

static Slot *slot_at(const Ahead *ahead, size_t number) {
  return &ahead->slots[number % ahead->shape.batches];
}

/* False: those were the last. */
static bool fill(Ahead *ahead, Batch *batch) {
  const bool locked = ahead->keys.count > 0;
  BoxedRow row;
  while ((ahead->code = ahead->source.next(ahead->source.context, &row)) == SQLITE_ROW)
    if (!batch_add(batch, &row, ahead->shape.rows, locked)) return true;
  return false;
}

static bool has_room(const Ahead *ahead, size_t batches) {
  const size_t under_way = ahead->filled - ahead->visited;
  return under_way < batches && (under_way == 0 || ahead->bytes <= UNDER_WAY_BYTES);
}

/* Once the reading thread had to wait it goes on waiting until half of them are visited: each awakening costs time. */
static bool has_much_room(const Ahead *ahead) {
  return has_room(ahead, ahead->shape.batches / 2 + 1);
}

/* NULL: nobody wants more. */
static Slot *await_room(Ahead *ahead) {
  pthread_mutex_lock(&ahead->lock);
  if (!has_room(ahead, ahead->shape.batches))
    while (!ahead->stopped && !has_much_room(ahead))
      pthread_cond_wait(&ahead->room, &ahead->lock);
  Slot *slot = ahead->stopped ? NULL : slot_at(ahead, ahead->filled);
  pthread_mutex_unlock(&ahead->lock);
  return slot;
}

static void hand_over(Ahead *ahead, Slot *slot, bool more) {
  pthread_mutex_lock(&ahead->lock);
  slot->bytes = batch_bytes(&slot->batch);
  slot->opened = false;
  ahead->bytes += slot->bytes;
  ahead->filled++;
  ahead->ended = !more;
  if (more)
    pthread_cond_signal(&ahead->work);
  else
    pthread_cond_broadcast(&ahead->work);
  if (slot == slot_at(ahead, ahead->visited) || !more) pthread_cond_signal(&ahead->done);
  pthread_mutex_unlock(&ahead->lock);
}

static void *read_batches(void *context) {
  Ahead *ahead = context;
  bool more = true;
  for (Slot *slot; more && (slot = await_room(ahead)) != NULL; hand_over(ahead, slot, more))
    more = fill(ahead, &slot->batch);
  memory_wipe_stack();
  return NULL;
}

/* NULL: nothing is left to be opened. */
static Slot *take(Ahead *ahead) {
  pthread_mutex_lock(&ahead->lock);
  while (ahead->taken == ahead->filled && !ahead->ended && !ahead->stopped)
    pthread_cond_wait(&ahead->work, &ahead->lock);
  Slot *slot = ahead->taken == ahead->filled || ahead->stopped ? NULL : slot_at(ahead, ahead->taken++);
  pthread_mutex_unlock(&ahead->lock);
  return slot;
}

static void hand_back(Ahead *ahead, Slot *slot) {
  pthread_mutex_lock(&ahead->lock);
  slot->opened = true;
  if (slot == slot_at(ahead, ahead->visited)) pthread_cond_signal(&ahead->done);
  pthread_mutex_unlock(&ahead->lock);
}

static void *open_batches(void *context) {
  Ahead *ahead = context;
  Opener *opener = opener_new();
  for (Slot *slot; (slot = take(ahead)) != NULL; hand_back(ahead, slot))
    batch_open(&slot->batch, ahead->keys, opener);
  opener_free(opener);
  memory_wipe_stack();
  return NULL;
}

/* The oldest that is not visited; *opened: by another. NULL: there is no more. */
static Slot *await_rows(Ahead *ahead, bool *opened) {
  pthread_mutex_lock(&ahead->lock);
  Slot *slot = slot_at(ahead, ahead->visited);
  while (ahead->visited == ahead->filled ? !ahead->ended : ahead->visited < ahead->taken && !slot->opened)
    pthread_cond_wait(&ahead->done, &ahead->lock);
  if (ahead->visited == ahead->filled) slot = NULL;
  *opened = slot != NULL && ahead->visited < ahead->taken;
  if (slot != NULL && !*opened) ahead->taken++;
  pthread_mutex_unlock(&ahead->lock);
  return slot;
}

static void give_back(Ahead *ahead, const Slot *slot) {
  pthread_mutex_lock(&ahead->lock);
  ahead->visited++;
  ahead->bytes -= slot->bytes;
  if (has_much_room(ahead)) pthread_cond_signal(&ahead->room);
  pthread_mutex_unlock(&ahead->lock);
}

typedef struct Visitor { /* what is the caller's alone */
  bool (*visit)(void *context, const Response *row);
  void *context;
  Opener *opener; /* NULL: there are no keys */
} Visitor;

static bool visit_all(Ahead *ahead, const Visitor *visitor) {
  bool more = true, opened;
  for (Slot *slot; more && (slot = await_rows(ahead, &opened)) != NULL; give_back(ahead, slot)) {
    if (!opened) batch_open(&slot->batch, ahead->keys, visitor->opener);
    more = batch_visit(&slot->batch, visitor->visit, visitor->context);
    batch_empty(&slot->batch);
  }
  return more;
}

/* One after the other, all by the caller. */
static bool visit_alone(Ahead *ahead, const Visitor *visitor) {
  Batch *batch = &ahead->slots[0].batch;
  bool more = true;
  for (bool filled = true; more && filled;) {
    filled = fill(ahead, batch);
    batch_open(batch, ahead->keys, visitor->opener);
    more = batch_visit(batch, visitor->visit, visitor->context);
    batch_empty(batch);
  }
  return more;
}

static void stop(Ahead *ahead) {
  pthread_mutex_lock(&ahead->lock);
  ahead->stopped = true;
  pthread_cond_signal(&ahead->room);
  pthread_cond_broadcast(&ahead->work);
  pthread_mutex_unlock(&ahead->lock);
}

/* Signals are for the caller's thread. False: the system gives no more threads. */
static bool start(Ahead *ahead, pthread_t *thread, void *(*run)(void *)) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const bool started = pthread_create(thread, NULL, run, ahead) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return started;
}

/* Where the system gives fewer threads than are wanted, fewer do it. */
static bool walk(Ahead *ahead, const Visitor *visitor) {
  pthread_t reader, openers[OPENERS_MAX];
  if (!start(ahead, &reader, read_batches)) return visit_alone(ahead, visitor);
  const size_t wanted = ahead->keys.count == 0 ? 0 : ahead->shape.openers < OPENERS_MAX ? ahead->shape.openers : OPENERS_MAX;
  size_t count = 0;
  while (count < wanted && start(ahead, &openers[count], open_batches))
    count++;
  const bool more = visit_all(ahead, visitor);
  stop(ahead);
  pthread_join(reader, NULL);
  for (size_t i = 0; i < count; i++)
    pthread_join(openers[i], NULL);
  return more;
}

int ahead_walk(AheadSource source, AheadShape shape, SealedKeys keys, bool (*visit)(void *context, const Response *row),
               void *context) {
  Ahead ahead = {.source = source, .shape = shape, .keys = keys, .slots = calloc(shape.batches, sizeof(Slot))};
  BUG_UNLESS(ahead.slots != NULL);
  const Visitor visitor = {visit, context, keys.count > 0 ? opener_new() : NULL};
  pthread_mutex_init(&ahead.lock, NULL);
  pthread_cond_init(&ahead.room, NULL);
  pthread_cond_init(&ahead.work, NULL);
  pthread_cond_init(&ahead.done, NULL);
  const bool more = walk(&ahead, &visitor);
  for (size_t i = 0; i < shape.batches; i++)
    batch_free(&ahead.slots[i].batch);
  pthread_cond_destroy(&ahead.done);
  pthread_cond_destroy(&ahead.work);
  pthread_cond_destroy(&ahead.room);
  pthread_mutex_destroy(&ahead.lock);
  opener_free(visitor.opener);
  free(ahead.slots);
  return more ? ahead.code : SQLITE_ROW;
}
