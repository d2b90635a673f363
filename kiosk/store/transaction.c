/* A write is a transaction of its own, or, in a batch, a savepoint of the batch's: one that fails takes no other with it. */
#include "connection.h"

/* SQLite gives a whole transaction up by itself when the disk is full or fails. */
static Status check_batch(const Store *store, Err *err) {
  if (!sqlite3_get_autocommit(store->db)) return STATUS_OK;
  return err_set(
      err, STATUS_WORLD, "db-io",
      "an earlier failure has undone all that was being written to the database %s; make room on the disk and start again",
      sqlite3_db_filename(store->db, "main"));
}

static Status end_in_batch(const Store *store, Status status, Err *err) {
  if (status == STATUS_OK) return store_execute(store, "RELEASE one_of_batch", err);
  sqlite3_exec(store->db, "ROLLBACK TO one_of_batch; RELEASE one_of_batch", NULL, NULL, NULL);
  return status;
}

Status transaction_begin(Store *store, Err *err) {
  if (store->damaged) return fault_damaged(sqlite3_db_filename(store->db, "main"), "write to", STR("found before"), err);
  if (!store->in_batch) return statement_run_kept(store, STATEMENT_BEGIN, err);
  Status status = check_batch(store, err);
  return status == STATUS_OK ? store_execute(store, "SAVEPOINT one_of_batch", err) : status;
}

Status transaction_end(Store *store, Status status, Err *err) {
  if (store->in_batch) return end_in_batch(store, status, err);
  if (status == STATUS_OK) status = presence_check(store, err);
  if (status == STATUS_OK) status = statement_run_kept(store, STATEMENT_COMMIT, err);
  if (status == STATUS_OK) status = presence_check(store, err);
  /* SQLite rolls back by itself after some faults; rolling back twice does no harm. */
  if (status != STATUS_OK) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  if (store->presence != PRESENCE_WHOLE) presence_let_go(store);
  if (status == STATUS_OK) log_mark_keep(store);
  if (fault_is_damage(err)) store->damaged = true;
  return status;
}

Status store_batch_begin(Store *store, Err *err) {
  BUG_UNLESS(store->writable && !store->in_batch);
  Status status = transaction_begin(store, err);
  store->in_batch = status == STATUS_OK;
  return status;
}

void store_batch_of_one_hand(Store *store) {
  BUG_UNLESS(store->in_batch);
  if (store->seals && !store->of_one_hand) sealer_forget(store->sealer);
  memory_wipe(store->sealed_uuid, sizeof store->sealed_uuid);
  store->of_one_hand = true;
}

Status store_batch_end_if(Store *store, Status status, Err *err) {
  BUG_UNLESS(store->in_batch);
  if (status == STATUS_OK) status = check_batch(store, err);
  store->in_batch = false;
  store->of_one_hand = false;
  status = transaction_end(store, status, err);
  write_clean_up(store);
  return status;
}

Status store_batch_end(Store *store, Err *err) {
  return store_batch_end_if(store, STATUS_OK, err);
}

/* BEGIN alone holds nothing yet: the first thing read does. */
Status store_hold(Store *store, Err *err) {
  BUG_UNLESS(!store->writable);
  int64_t any;
  Status status = store_execute(store, "BEGIN", err);
  return status == STATUS_OK ? schema_number(store, "SELECT count(*) FROM setting", &any, err) : status;
}
