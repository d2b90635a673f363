#include "ledger_digest.h"

#include <string.h>

static void begin(DigestWork *work, const char *what) {
  crypto_generichash_init(&work->state, NULL, 0, DIGEST_BYTES);
  crypto_generichash_update(&work->state, (const unsigned char *)what, strlen(what) + 1);
}

static void add(DigestWork *work, const void *bytes, size_t count) {
  if (count > 0) crypto_generichash_update(&work->state, bytes, count);
}

static void add_number(DigestWork *work, uint64_t number) {
  unsigned char bytes[8]; /* the least first, on every machine */
  for (size_t i = 0; i < sizeof bytes; i++)
    bytes[i] = (unsigned char)(number >> (8 * i));
  add(work, bytes, sizeof bytes);
}

static void add_column(DigestWork *work, sqlite3_stmt *row, int column) {
  unsigned char type = (unsigned char)sqlite3_column_type(row, column);
  add(work, &type, 1);
  if (type == SQLITE_NULL) return;
  if (type == SQLITE_INTEGER) {
    add_number(work, (uint64_t)sqlite3_column_int64(row, column));
    return;
  }
  const void *bytes = sqlite3_column_blob(row, column);
  size_t count = (size_t)sqlite3_column_bytes(row, column);
  add_number(work, count);
  add(work, bytes, count);
}

static void end(DigestWork *work, Digest *out) {
  crypto_generichash_final(&work->state, out->bytes, sizeof out->bytes);
  memory_wipe(work, sizeof *work);
}

void digest_text_begin(DigestWork *work, const void *salt, sqlite3_stmt *response) {
  begin(work, "text");
  add(work, salt, SALT_BYTES);
  add_column(work, response, DIGEST_FREE_TEXT);
  add_column(work, response, DIGEST_SEALED_TEXT);
}

void digest_text_add(DigestWork *work, sqlite3_stmt *attachment) {
  for (int i = 1; i < 6; i++)
    add_column(work, attachment, i);
}

void digest_text_end(DigestWork *work, Digest *out) {
  end(work, out);
}

Digest digest_response(const void *salt, sqlite3_stmt *response, const Digest *text, const Digest *form) {
  DigestWork work;
  Digest digest;
  begin(&work, "response");
  add(&work, salt, SALT_BYTES);
  for (int i = 0; i < DIGEST_FREE_TEXT; i++)
    add_column(&work, response, i);
  add(&work, text->bytes, sizeof text->bytes);
  add(&work, form->bytes, sizeof form->bytes);
  end(&work, &digest);
  return digest;
}

Digest digest_form(Str source) {
  DigestWork work;
  Digest digest;
  begin(&work, "form");
  add(&work, source.ptr, source.len);
  end(&work, &digest);
  return digest;
}

Digest digest_entry(const void *before, Str device, int64_t number, const Digest *digest) {
  static const unsigned char none[DIGEST_BYTES] = {0};
  DigestWork work;
  Digest entry;
  begin(&work, "entry");
  add(&work, before ? before : none, DIGEST_BYTES);
  add_number(&work, device.len);
  add(&work, device.ptr, device.len);
  add_number(&work, (uint64_t)number);
  add(&work, digest->bytes, sizeof digest->bytes);
  end(&work, &entry);
  return entry;
}
