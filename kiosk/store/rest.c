/* Visits that were left are put to rest: what waited of them is swept away, and with it the answers of a form that counts whole ones only. */
#include "connection.h"

typedef struct Discard { /* what is left of visits that were left, of one form whose answers count only when they are whole */
  Arena *arena;
  const StoreDraft *gone;
  size_t count;
  Response *found;
  size_t found_count;
} Discard;

static bool note_left(void *context, const Response *row) {
  Discard *discard = context;
  for (size_t i = 0; i < discard->count; i++) {
    if (!str_equal(discard->gone[i].uuid, row->uuid)) continue;
    Response *kept = &discard->found[discard->found_count++];
    *kept = (Response){.status = RESPONSE_DISCARDED, .trial = row->trial, .answers = STR("{}")};
    kept->uuid = arena_str(discard->arena, row->uuid);
    kept->device = arena_str(discard->arena, row->device);
    kept->form_id = arena_str(discard->arena, row->form_id);
    kept->form_version = arena_str(discard->arena, row->form_version);
    kept->language = arena_str(discard->arena, row->language);
    kept->channel = arena_str(discard->arena, row->channel);
    kept->round = arena_str(discard->arena, row->round);
    kept->event = arena_str(discard->arena, row->event);
    kept->place = arena_str(discard->arena, row->place);
    kept->time = arena_str(discard->arena, row->time);
  }
  return discard->found_count < discard->count;
}

static Status discard_of_form(Store *store, Arena *arena, Str form_id, const StoreDraft *gone, size_t count, Err *err) {
  Discard discard = {arena, gone, count, ARENA_ARRAY(arena, Response, count), 0};
  StoreFilter partial = {.trials = true, .statuses = 1u << RESPONSE_PARTIAL};
  Status status = store_each(store, form_id, &partial, note_left, &discard, err);
  for (size_t i = 0; i < discard.found_count && status == STATUS_OK; i++)
    status = store_put(store, &discard.found[i], err);
  return status;
}

static bool is_first_of_form(const StoreDraft *gone, size_t ix) {
  for (size_t i = 0; i < ix; i++)
    if (str_equal(gone[i].form_id, gone[ix].form_id)) return false;
  return true;
}

static Status rest_in_batch(Store *store, int64_t now_min, Arena *arena, Err *err) {
  const StoreDraft *gone;
  size_t count;
  Status status = store_sweep_drafts(store, now_min, arena, &gone, &count, err);
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    const FormRule *rule = NULL;
    if (!is_first_of_form(gone, i)) continue;
    status = form_rule_find(store, gone[i].form_id, gone[i].form_version, &rule, err);
    if (status == STATUS_OK && rule && rule->discards_left)
      status = discard_of_form(store, arena, gone[i].form_id, gone, count, err);
  }
  return status;
}

/* In one transaction: a visit that is swept away and was to be discarded would be found by nobody later. Then, with nothing left to sweep,
 * the file is cleaned up behind it. */
static Status rest(Store *store, int64_t now_min, Arena *arena, Err *err) {
  const StoreDraft *gone;
  size_t count;
  Status status = store_batch_begin(store, err);
  if (status != STATUS_OK) return status;
  status = store_batch_end_if(store, rest_in_batch(store, now_min, arena, err), err);
  return status == STATUS_OK ? store_sweep_drafts(store, now_min, arena, &gone, &count, err) : status;
}

Status store_rest_drafts(Store *store, int64_t now_min, Err *err) {
  Arena *arena = arena_new(0);
  Status status = rest(store, now_min, arena, err);
  arena_free(arena);
  return status;
}
