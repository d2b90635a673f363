#include "recover_table.h"
#include "store.h"

#include <string.h>

/* Rows of indices lie in pages like rows of tables. Where both have as many columns of the same types, a key tells them apart: only the
 * table's last column, or first, is no key.
 *
 *   u a response's key        t text   s text that is no such key   i integer   b bytes   h 32 bytes
 *   w as s, and shorter than a hash    n text or nothing            B bytes or nothing          U a response's key or nothing */
static const RecoverTable tables[] = {
    {"setting", "name, value", "wt", 2, 1},
    {"device", "name, first, \"before\", completed, last, head", "tiBiiB", 1, 2},
    {"form_version", "form_id, version, source", "tts", 3, 1},
    {"choice_code", "form_id, list, choice, code", "ttti", 4, 1},
    {"response",
     "uuid, device, form_id, form_version, language, channel, round, event, place, status, trial, time, token_hash, answers, "
     "sealed,"
     " sealed_text, seal_key, free_text",
     "utttttnnntitnnBBnn", 17, 2},
    {"attachment", "response, path, media_type, content, sealed, seal_key", "uttBBn", 6, 1},
    {"event_log", "uuid, device, kind, detail, day", "uttnt", 5, 1},
    {"ledger", "device, number, hash, digest, text_digest, salt, text_salt, response", "tihhhBBU", 8, 2},
    {"waiting", "response, device, form_id, digest, text_digest, salt, text_salt", "utthhbB", 7, 2},
    {"purge", "uuid, device, form_id, what, numbered, waiting, other, day", "utttiiit", 8, 2},
    {"round", "name, opened, closed, key", "ttnB", 4, 3},
    {"link", "response, part, kind, round, form_id, hash, sealed, seal_key", "uitttnBn", 8, 3},
    /* as they were in the first version */
    {"device", "name", "t", 1, 1},
    {"response",
     "uuid, device, form_id, form_version, language, channel, round, event, place, status, trial, time, token_hash, answers, "
     "sealed,"
     " sealed_text, seal_key",
     "utttttnnntitnnBBn", 17, 1},
};

enum { HASH_LEN = 64, HASH_BYTES = 32 };

static bool is_key(Str text) {
  if (text.len != STORE_UUID_LEN) return false;
  for (size_t i = 0; i < text.len; i++) {
    bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    char c = text.ptr[i];
    bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (dash ? c != '-' : !digit) return false;
  }
  return true;
}

/* Where half a write is missing there are zeros, which would do as UTF-8. */
static bool is_text(Str bytes) {
  return str_is_utf8(bytes) && (bytes.len == 0 || memchr(bytes.ptr, '\0', bytes.len) == NULL);
}

static bool value_fits(char shape, const RawValue *value) {
  if ((shape == 'n' || shape == 'B' || shape == 'U') && value->kind == RAW_NULL) return true;
  if (shape == 'i') return value->kind == RAW_INTEGER;
  if (shape == 'b' || shape == 'B') return value->kind == RAW_BLOB;
  if (shape == 'h') return value->kind == RAW_BLOB && value->bytes.len == HASH_BYTES;
  if (value->kind != RAW_TEXT || !is_text(value->bytes)) return false;
  if (shape == 'u' || shape == 'U') return is_key(value->bytes);
  if (shape == 's' || shape == 'w') return !is_key(value->bytes) && (shape == 's' || value->bytes.len < HASH_LEN);
  return true;
}

bool recover_table_fits(const RecoverTable *table, const RawRecord *record) {
  if (record->count < table->least || record->count > strlen(table->shape)) return false;
  for (size_t i = 0; i < record->count; i++)
    if (!value_fits(table->shape[i], &record->values[i])) return false;
  return true;
}

/* Of two shapes of a table the newer one stands first. */
const RecoverTable *recover_table_named(Str name, int schema_version) {
  for (size_t i = 0; i < COUNT_OF(tables); i++)
    if (tables[i].since <= schema_version && str_is(name, tables[i].name)) return &tables[i];
  return NULL;
}

const RecoverTable *recover_table_of(const RawRecord *record, int schema_version) {
  for (size_t i = 0; i < COUNT_OF(tables); i++) {
    const RecoverTable *table = recover_table_named(str_from(tables[i].name), schema_version);
    if (table == &tables[i] && recover_table_fits(table, record)) return table;
  }
  return NULL;
}

Str recover_table_insert(Arena *arena, const RecoverTable *table, size_t columns) {
  const char *end = table->columns;
  for (size_t i = 0; i < columns; i++) {
    end += i > 0;
    end += strcspn(end, ",");
  }
  Buffer buffer = buffer_new(arena);
  Sink sql = sink_to_buffer(&buffer);
  sink_printf(&sql, "INSERT INTO %s (%.*s) VALUES (", table->name, (int)(end - table->columns), table->columns);
  for (size_t i = 0; i < columns; i++)
    sink_z(&sql, i > 0 ? ", ?" : "?");
  sink_z(&sql, ")");
  return buffer_view(&buffer);
}
