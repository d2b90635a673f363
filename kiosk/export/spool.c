#include "spool.h"
#include "temporary.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 1 << 18 };

/* A row is its length in four bytes, then each datum: a tag, and what the tag says follows. */
enum {
  TAG_NOT_ASKED,
  TAG_SKIPPED,
  TAG_TEXT, /* its length in four bytes, itself, a NUL */
  TAG_INT,  /* four bytes */
  TAG_DOUBLE,
  TAG_SMALL, /* this number and all up to 255: itself, less TAG_SMALL */
};

struct Spool {
  int file;
  const Table *table;
  SpoolFacts *facts; /* beside table->variables */
  Datum *row;        /* likewise: the row that was read last */
  size_t row_count;
  char *block; /* rows that wait to be written, or to be visited */
  size_t block_bytes, used;
  bool flushed;
  int error;          /* errno; 0: none so far */
  const char *folder; /* borrowed */
};

static bool write_all(Spool *spool, const char *bytes, size_t count) {
  while (count > 0 && spool->error == 0) {
    ssize_t written = write(spool->file, bytes, count);
    if (written < 0) {
      if (errno != EINTR) spool->error = errno;
      continue;
    }
    bytes += written;
    count -= (size_t)written;
  }
  return spool->error == 0;
}

static bool flush(Spool *spool) {
  bool written = write_all(spool, spool->block, spool->used);
  spool->used = 0;
  return written;
}

static void grow_block(Spool *spool, size_t bytes) {
  if (bytes <= spool->block_bytes) return;
  char *block = malloc(bytes);
  if (block == NULL) BUG("out of memory");
  memcpy(block, spool->block, spool->used);
  memory_wipe(spool->block, spool->block_bytes);
  free(spool->block);
  spool->block = block;
  spool->block_bytes = bytes;
}

static Status fail(const Spool *spool, Err *err) {
  return err_set(err, STATUS_WORLD, "export-write",
                 "the export's temporary file in %s failed: %s; make room there, as much as the export itself takes, and try again",
                 spool->folder, strerror(spool->error));
}

static char *put_bytes(char *at, const void *bytes, size_t count) {
  memcpy(at, bytes, count);
  return at + count;
}

static char *put_number(char *at, double number) {
  bool is_int = number >= INT32_MIN && number <= INT32_MAX && number == (double)(int32_t)number;
  int32_t whole = is_int ? (int32_t)number : -1;
  if (whole >= 0 && whole <= UINT8_MAX - TAG_SMALL) {
    *at = (char)(uint8_t)(whole + TAG_SMALL);
    return at + 1;
  }
  *at++ = is_int ? TAG_INT : TAG_DOUBLE;
  return is_int ? put_bytes(at, &whole, sizeof whole) : put_bytes(at, &number, sizeof number);
}

/* ReadStat's texts end at a NUL, and the formats have no place for one. */
static void blank_nuls(char *text, size_t count) {
  for (char *nul; (nul = memchr(text, '\0', count)) != NULL;)
    *nul = ' ';
}

static char *put_text(char *at, Str text, SpoolFacts *facts) {
  bool mistaken = str_is(text, SKIPPED_MARK); /* for our own mark */
  uint32_t length = (uint32_t)text.len + mistaken;
  if (length > facts->widest_bytes) facts->widest_bytes = length;
  facts->texts += length > 0;
  facts->text_bytes += length;
  *at++ = TAG_TEXT;
  at = put_bytes(at, &length, sizeof length);
  if (mistaken) *at++ = '\'';
  if (text.len > 0) {
    memcpy(at, text.ptr, text.len);
    blank_nuls(at, text.len);
  }
  at[text.len] = '\0';
  return at + text.len + 1;
}

static int decimals_of(Str written) {
  const char *point = written.len > 0 ? memchr(written.ptr, '.', written.len) : NULL;
  return point != NULL ? (int)(written.ptr + written.len - point - 1) : 0;
}

static void note_number(SpoolFacts *facts, const Datum *datum, VariableKind kind) {
  if (datum->number < facts->least) facts->least = datum->number;
  if (datum->number > facts->most) facts->most = datum->number;
  if (kind != VARIABLE_DECIMAL) return;
  int decimals = decimals_of(datum->text);
  if (decimals > facts->decimals) facts->decimals = decimals;
}

static char *put_answer(char *at, const Datum *datum, VariableKind kind, SpoolFacts *facts) {
  if (kind == VARIABLE_TEXT) return put_text(at, datum->text, facts);
  if (kind == VARIABLE_CHOICE) return put_number(at, datum->value_ix);
  if (isfinite(datum->number)) note_number(facts, datum, kind);
  return put_number(at, datum->number);
}

static char *put_datum(char *at, const Datum *datum, VariableKind kind, SpoolFacts *facts) {
  if (datum->state == DATUM_ANSWERED && kind != VARIABLE_NAMES) return put_answer(at, datum, kind, facts);
  facts->skipped += datum->state == DATUM_SKIPPED;
  *at = datum->state == DATUM_SKIPPED ? TAG_SKIPPED : TAG_NOT_ASKED;
  return at + 1;
}

/* At most. */
static size_t row_bytes(const Table *table, const Datum *data) {
  size_t bytes = sizeof(uint32_t) + table->count * (1 + sizeof(double));
  for (size_t v = 0; v < table->count; v++)
    if (table->variables[v].kind == VARIABLE_TEXT && data[v].state == DATUM_ANSWERED) bytes += data[v].text.len + 2;
  return bytes;
}

bool spool_add(Spool *spool, const Datum *data) {
  size_t bytes = row_bytes(spool->table, data);
  if (spool->used + bytes > spool->block_bytes && !flush(spool)) return false;
  grow_block(spool, bytes);
  char *start = spool->block + spool->used;
  char *at = start + sizeof(uint32_t);
  for (size_t v = 0; v < spool->table->count; v++)
    at = put_datum(at, &data[v], spool->table->variables[v].kind, &spool->facts[v]);
  uint32_t length = (uint32_t)(at - start - (ptrdiff_t)sizeof length);
  memcpy(start, &length, sizeof length);
  spool->used += length + sizeof length;
  spool->row_count++;
  return spool->error == 0;
}

static const char *take_text(const char *at, Datum *out) {
  uint32_t length;
  memcpy(&length, at, sizeof length);
  out->text = (Str){at + sizeof length, length};
  return at + sizeof length + length + 1;
}

static const char *take_number(const char *at, uint8_t tag, Datum *out) {
  int32_t whole = tag - TAG_SMALL;
  out->number = whole;
  if (tag == TAG_DOUBLE) {
    memcpy(&out->number, at, sizeof out->number);
    return at + sizeof out->number;
  }
  if (tag == TAG_INT) {
    memcpy(&whole, at, sizeof whole);
    out->number = whole;
    at += sizeof whole;
  }
  out->value_ix = whole;
  return at;
}

static const char *take_datum(const char *at, Datum *out) {
  uint8_t tag = (uint8_t)*at++;
  *out = (Datum){.state = tag == TAG_NOT_ASKED ? DATUM_NOT_ASKED : tag == TAG_SKIPPED ? DATUM_SKIPPED : DATUM_ANSWERED};
  if (out->state != DATUM_ANSWERED) return at;
  return tag == TAG_TEXT ? take_text(at, out) : take_number(at, tag, out);
}

/* Is the next row whole in the block? */
static bool has_row(const Spool *spool, size_t at) {
  uint32_t length;
  if (spool->used - at < sizeof length) return false;
  memcpy(&length, spool->block + at, sizeof length);
  return spool->used - at - sizeof length >= length;
}

/* Moves what is left of the block to its front and fills it from the file. */
static bool refill(Spool *spool, size_t *at, off_t *file_at) {
  spool->used -= *at;
  memmove(spool->block, spool->block + *at, spool->used);
  *at = 0;
  while (spool->used < spool->block_bytes) {
    ssize_t got = pread(spool->file, spool->block + spool->used, spool->block_bytes - spool->used, *file_at);
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      spool->error = errno;
      return false;
    }
    spool->used += (size_t)got;
    *file_at += got;
  }
  if (!has_row(spool, 0)) spool->error = EIO;
  return spool->error == 0;
}

static size_t take_row(Spool *spool, const char *at) {
  uint32_t length;
  memcpy(&length, at, sizeof length);
  at += sizeof length;
  for (size_t v = 0; v < spool->table->count; v++)
    at = take_datum(at, &spool->row[v]);
  return length + sizeof length;
}

Status spool_each(Spool *spool, bool (*visit)(void *context, const Datum *data), void *context, Err *err) {
  if (!spool->flushed && !flush(spool)) return fail(spool, err);
  spool->flushed = true;
  spool->used = 0;
  size_t at = 0;
  off_t file_at = 0;
  for (size_t i = 0; i < spool->row_count; i++) {
    if (!has_row(spool, at) && !refill(spool, &at, &file_at)) return fail(spool, err);
    at += take_row(spool, spool->block + at);
    if (!visit(context, spool->row)) break;
  }
  return STATUS_OK;
}

size_t spool_row_count(const Spool *spool) {
  return spool->row_count;
}

SpoolFacts spool_facts(const Spool *spool, size_t variable_ix) {
  return spool->facts[variable_ix];
}

void spool_close(Spool *spool) {
  if (spool == NULL) return;
  close(spool->file);
  memory_wipe(spool->block, spool->block_bytes);
  free(spool->block);
  free(spool->row);
  free(spool->facts);
  free(spool);
}

Status spool_open(const char *folder, const Table *table, Spool **out, Err *err) {
  *out = NULL;
  int file;
  Status status = temporary_open(folder, &file, err);
  if (status != STATUS_OK) return status;
  Spool *spool = calloc(1, sizeof *spool);
  if (spool == NULL) BUG("out of memory");
  *spool = (Spool){.file = file, .folder = temporary_folder(folder), .table = table, .block_bytes = BLOCK_BYTES};
  spool->block = malloc(BLOCK_BYTES);
  spool->row = calloc(table->count, sizeof *spool->row);
  spool->facts = calloc(table->count, sizeof *spool->facts);
  if (spool->block == NULL || spool->row == NULL || spool->facts == NULL) BUG("out of memory");
  *out = spool;
  return STATUS_OK;
}
