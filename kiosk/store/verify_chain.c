/* Each entry's hash is recomputed from the one before. After a fault the next entry is not judged: it stands on what is not there. */
#include "verify.h"

#include <string.h>

typedef struct Chain {
  Verification *verification;
  Tally *tally; /* of the device whose entries come now */
  bool is_linked;
  int64_t next;
  bool has_before;
  Digest before;
} Chain;

static void begin_device(Chain *chain, Str device) {
  Tally *tally = verify_tally(chain->verification, device);
  chain->tally = tally;
  chain->is_linked = tally->is_known;
  chain->next = tally->first;
  chain->has_before = tally->has_before;
  chain->before = tally->before;
}

static void check_number(Chain *chain, int64_t number) {
  Verification *verification = chain->verification;
  if (number == chain->next) return;
  chain->is_linked = false;
  if (number < chain->next) {
    verify_fault(verification, chain->tally, "number %lld stands before the first one, %lld", (long long)number,
                 (long long)chain->next);
    return;
  }
  int64_t missing = number - chain->next;
  chain->tally->report.missing += (size_t)missing;
  if (missing == 1)
    verify_fault(verification, chain->tally, "number %lld is missing", (long long)chain->next);
  else
    verify_fault(verification, chain->tally, "numbers %lld to %lld are missing", (long long)chain->next, (long long)number - 1);
}

static bool check_hash(Chain *chain, Str device, int64_t number, const Digest *digest, const Digest *hash) {
  if (!chain->is_linked) return true;
  Digest want = digest_entry(chain->has_before ? chain->before.bytes : NULL, device, number, digest);
  if (memcmp(want.bytes, hash->bytes, DIGEST_BYTES) == 0) return true;
  verify_fault(chain->verification, chain->tally,
               "the entry of number %lld is not as it was written, or does not follow on the one before it", (long long)number);
  return false;
}

static void count_entry(Tally *tally, bool has_response, bool has_text_salt) {
  if (!has_response)
    tally->bare++;
  else if (!has_text_salt)
    tally->wordless++;
  tally->entries += has_response;
}

static bool check_entry(void *context, sqlite3_stmt *row) {
  Chain *chain = context;
  Str device = column_view(row, 0);
  if (chain->tally == NULL || !str_equal(chain->tally->report.device, device)) begin_device(chain, device);
  int64_t number = sqlite3_column_int64(row, 1);
  Digest hash = {0}, digest = {0};
  verify_copy(row, 2, hash.bytes, DIGEST_BYTES);
  verify_copy(row, 3, digest.bytes, DIGEST_BYTES);
  check_number(chain, number);
  chain->is_linked = check_hash(chain, device, number, &digest, &hash);
  chain->next = number + 1;
  chain->has_before = true;
  chain->before = hash;
  chain->tally->highest = number;
  chain->tally->end = hash;
  count_entry(chain->tally, sqlite3_column_int(row, 4) != 0, sqlite3_column_int(row, 5) != 0);
  return true;
}

Status verify_chain(Verification *verification, Err *err) {
  sqlite3_stmt *statement =
      statement_once(verification->store,
                     "SELECT device, number, hash, digest, response IS NOT NULL, text_salt IS NOT NULL FROM ledger"
                     " ORDER BY device, number",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  Chain chain = {.verification = verification};
  return statement_walk(verification->store, statement, check_entry, &chain, err);
}
