#include "sealed.h"
#include "connection.h"

#include <string.h>

/* That answers have to be sealed is a setting of the file, so that neither a lost line of the configuration nor another program writes
 * plain ones into it. */
static const Str setting = STR_INIT("sealed_for");

static Status missing(const Store *store, Err *err) {
  return err_set(err, STATUS_INPUT, "seal-missing",
                 "the answers in %s are sealed, and no key is given to seal more with; put seal: {public_key: ...} into the"
                 " configuration, give kioskctl robot a --seal, or choose another database",
                 sqlite3_db_filename(store->db, "main"));
}

Status sealed_check(Store *store, Err *err) {
  if (store->seals) return STATUS_OK;
  Str key;
  Status status = store_get_setting(store, setting, store->scratch, &key, err);
  return status == STATUS_OK && key.len > 0 ? missing(store, err) : status;
}

static Status remember(Store *store, Str key, Err *err) {
  Status status = transaction_begin(store, err);
  if (status != STATUS_OK) return status;
  Str known;
  status = store_get_setting(store, setting, store->scratch, &known, err);
  if (status == STATUS_OK && !str_equal(known, key)) status = store_set_setting(store, setting, key, err);
  return transaction_end(store, status, err);
}

Status store_seal_with(Store *store, const SealPublic *key, Err *err) {
  if (key == NULL) return sealed_check(store, err);
  BUG_UNLESS(store->writable);
  char id[SEAL_ID_LEN + 1];
  seal_id(key, id);
  Status status = remember(store, str_from(id), err);
  if (status != STATUS_OK) return status;
  sealer_free(store->sealer);
  store->sealer = sealer_new(key);
  store->seals = true;
  memcpy(store->seal_id, id, sizeof id);
  return STATUS_OK;
}

void store_use_keys(Store *store, const SealSecret *const *keys, size_t count) {
  store->keys = (SealedKeys){keys, count};
}

static Str context_of(Arena *arena, Str uuid, Str what) {
  char *text = arena_alloc(arena, uuid.len + 1 + what.len);
  if (uuid.len > 0) memcpy(text, uuid.ptr, uuid.len);
  text[uuid.len] = ' ';
  memcpy(text + uuid.len + 1, what.ptr, what.len);
  return (Str){text, uuid.len + 1 + what.len};
}

static Str context_of_attachment(Arena *arena, Str uuid, Str name) {
  return arena_printf(arena, STR_FMT " attachment " STR_FMT, STR_ARG(uuid), STR_ARG(name));
}

Str sealed_close(Store *store, Str uuid, const char *what, Str plain) {
  return seal_close(store->scratch, store->sealer, context_of(store->scratch, uuid, str_from(what)), plain);
}

Str sealed_close_attachment(Store *store, Str uuid, Str name, Str plain) {
  return seal_close(store->scratch, store->sealer, context_of_attachment(store->scratch, uuid, name), plain);
}

static const SealSecret *find_key(SealedKeys keys, Str seal_key) {
  for (size_t i = 0; i < keys.count; i++)
    if (str_is(seal_key, seal_id_of(keys.items[i]))) return keys.items[i];
  return NULL;
}

/* Of a row that is damaged in a part nothing is claimed. */
void sealed_open(SealedKeys keys, Opener *opener, Arena *arena, Response *row, Str answers, Str free_text) {
  const SealSecret *key = find_key(keys, row->seal_key);
  row->answers = row->free_text = (Str){0};
  row->seal = key ? STORE_DAMAGED : STORE_NO_KEY;
  if (key == NULL) return;
  Str plain, plain_text = {0};
  if (!opener_open(opener, arena, key, context_of(arena, row->uuid, STR("answers")), answers, &plain)) return;
  if (free_text.len > 0 && !opener_open(opener, arena, key, context_of(arena, row->uuid, STR("free_text")), free_text, &plain_text))
    return;
  row->seal = STORE_OPENED;
  row->answers = plain;
  row->free_text = str_is(plain_text, "{}") ? (Str){0} : plain_text;
}

Str sealed_open_attachment(SealedKeys keys, Opener *opener, Arena *arena, Str uuid, Str name, Str seal_key, Str box) {
  const SealSecret *key = find_key(keys, seal_key);
  Str plain;
  bool opened = key && opener_open(opener, arena, key, context_of_attachment(arena, uuid, name), box, &plain);
  return opened ? plain : (Str){0};
}

Str sealed_open_link(SealedKeys keys, Opener *opener, Arena *arena, Str uuid, Str seal_key, Str box) {
  const SealSecret *key = find_key(keys, seal_key);
  Str plain;
  bool opened = key && opener_open(opener, arena, key, context_of(arena, uuid, STR("link")), box, &plain);
  return opened ? plain : (Str){0};
}
