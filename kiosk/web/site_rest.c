/* What is done between two requests: visits that were left are put to rest, and what the last ones left in memory is wiped. */
#include "site_state.h"

enum { SWEEP_EVERY_MS = 60 * 1000, FORGET_AFTER_MS = 5 * 1000, FORGET_EVERY_MS = 60 * 1000 };

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

static Status discard_of_form(Site *site, Str form_id, const StoreDraft *gone, size_t count, Err *err) {
  Discard discard = {site->rest, gone, count, ARENA_ARRAY(site->rest, Response, count), 0};
  StoreFilter partial = {.trials = true, .statuses = 1u << RESPONSE_PARTIAL};
  Status status = store_each(site->store, form_id, &partial, note_left, &discard, err);
  for (size_t i = 0; i < discard.found_count && status == STATUS_OK; i++)
    status = store_put(site->store, &discard.found[i], err);
  return status;
}

static bool is_first_of_form(const StoreDraft *gone, size_t ix) {
  for (size_t i = 0; i < ix; i++)
    if (str_equal(gone[i].form_id, gone[ix].form_id)) return false;
  return true;
}

/* A kiosk beside us may have forms that we do not serve. */
static Status discards(Site *site, const StoreDraft *gone, bool *out, Err *err) {
  const WebForm *ours = site_form(site, gone->form_id);
  const Form *form = ours ? ours->form : NULL;
  Status status = form ? STATUS_OK : versions_get(site->versions, site->store, gone->form_id, gone->form_version, &form, err);
  *out = form && form->kiosk.idle_outcome == IDLE_DISCARD;
  return status;
}

static Status sweep_in_batch(Site *site, Err *err) {
  const StoreDraft *gone;
  size_t count;
  Status status = store_sweep_drafts(site->store, site_now_min(site), site->rest, &gone, &count, err);
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    bool erase = false;
    if (is_first_of_form(gone, i)) status = discards(site, &gone[i], &erase, err);
    if (erase) status = discard_of_form(site, gone[i].form_id, gone, count, err);
  }
  return status;
}

/* In one transaction: a visit that is swept away and was to be discarded would be found by nobody later. Then, with nothing left to sweep, the
 * store cleans up behind it. */
static Status sweep(Site *site, Err *err) {
  const StoreDraft *gone;
  size_t count;
  Status status = store_batch_begin(site->store, err);
  if (status != STATUS_OK) return status;
  status = store_batch_end_if(site->store, sweep_in_batch(site, err), err);
  if (status != STATUS_OK) return status;
  return store_sweep_drafts(site->store, site_now_min(site), site->rest, &gone, &count, err);
}

void site_rest(void *context) {
  Site *site = context;
  int64_t now_ms = site_monotonic_ms(site);
  Err err = {0};
  if (site->store_lost) return;
  if (!site->swept || now_ms - site->swept_ms >= SWEEP_EVERY_MS) {
    site->swept = true;
    site->swept_ms = now_ms;
    if (sweep(site, &err) != STATUS_OK) site_note_failure(site, &err);
    arena_rewind(site->rest);
  }
  bool is_quiet = now_ms - site->posted_ms >= FORGET_AFTER_MS;
  if (site->forget_due && (is_quiet || now_ms - site->forgotten_ms >= FORGET_EVERY_MS)) {
    site->forgotten_ms = now_ms;
    site->forget_due = !store_forget(site->store);
    memory_wipe_stack();
  }
}
