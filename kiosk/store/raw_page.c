#include "raw_page.h"

#include <string.h>

enum { RECORD_BYTES_MAX = 64 << 20 }; /* far above any of ours */
enum { FILE_HEADER_BYTES = 100, VARINT_BYTES_MAX = 9, OVERFLOW_LINK_BYTES = 4 };

bool raw_page_parse(const RawFile *raw, uint32_t number, const unsigned char *bytes, RawPage *out) {
  *out = (RawPage){.bytes = bytes, .head_at = number == 1 ? FILE_HEADER_BYTES : 0};
  const unsigned char *head = bytes + out->head_at;
  bool inner = head[0] == RAW_INDEX_INNER || head[0] == RAW_TABLE_INNER;
  if (!inner && head[0] != RAW_INDEX_LEAF && head[0] != RAW_TABLE_LEAF) return false;
  out->kind = (RawPageKind)head[0];
  out->cell_count = raw_be16(head + 3);
  if (inner) out->right_child = raw_be32(head + 8);
  return out->head_at + (inner ? 12 : 8) + 2 * (size_t)out->cell_count <= raw->usable_bytes;
}

typedef struct Cursor {
  const unsigned char *at, *end;
} Cursor;

static bool take_varint(Cursor *cursor, uint64_t *out) {
  *out = 0;
  for (int i = 0; i < VARINT_BYTES_MAX && cursor->at < cursor->end; i++) {
    unsigned char byte = *cursor->at++;
    if (i == VARINT_BYTES_MAX - 1) {
      *out = *out << 8 | byte;
      return true;
    }
    *out = *out << 7 | (byte & 0x7f);
    if (byte < 0x80) return true;
  }
  return false;
}

static bool take_be32(Cursor *cursor, uint32_t *out) {
  if (cursor->end - cursor->at < 4) return false;
  *out = raw_be32(cursor->at);
  cursor->at += 4;
  return true;
}

/* How much of a record stands in the page itself. */
static size_t local_bytes(const RawFile *raw, RawPageKind kind, size_t payload) {
  size_t usable = raw->usable_bytes;
  size_t most = kind == RAW_TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  size_t least = (usable - 12) * 32 / 255 - 23;
  if (payload <= most) return payload;
  size_t even = least + (payload - least) % (usable - OVERFLOW_LINK_BYTES);
  return even <= most ? even : least;
}

typedef struct Chain {
  const RawFile *raw;
  unsigned char *page; /* room for one */
} Chain;

static bool read_chain(const Chain *chain, uint32_t number, char *out, size_t rest) {
  size_t room = chain->raw->usable_bytes - OVERFLOW_LINK_BYTES;
  while (rest > 0) {
    if (number < 2 || !raw_read_page(chain->raw, number, chain->page)) return false;
    size_t taken = rest < room ? rest : room;
    memcpy(out, chain->page + OVERFLOW_LINK_BYTES, taken);
    out += taken;
    rest -= taken;
    number = raw_be32(chain->page);
  }
  return number == 0;
}

/* A length that was made up may not ask for any amount of memory. */
static bool read_payload(const Chain *chain, RawPageKind kind, Cursor cursor, uint64_t bytes, Arena *arena, Str *out) {
  const RawFile *raw = chain->raw;
  if (bytes > RECORD_BYTES_MAX || bytes > (uint64_t)raw->page_count * raw->usable_bytes) return false;
  size_t local = local_bytes(raw, kind, (size_t)bytes);
  if ((size_t)(cursor.end - cursor.at) < local) return false;
  *out = (Str){(const char *)cursor.at, local};
  if (local == bytes) return true;
  char *whole = arena_alloc(arena, (size_t)bytes);
  memcpy(whole, cursor.at, local);
  *out = (Str){whole, (size_t)bytes};
  cursor.at += local;
  uint32_t first;
  return take_be32(&cursor, &first) && read_chain(chain, first, whole + local, (size_t)bytes - local);
}

bool raw_page_cell(const RawFile *raw, const RawPage *page, uint32_t ix, Arena *arena, RawCell *out) {
  bool inner = page->kind == RAW_INDEX_INNER || page->kind == RAW_TABLE_INNER;
  bool of_table = page->kind == RAW_TABLE_INNER || page->kind == RAW_TABLE_LEAF;
  size_t pointers_at = page->head_at + (inner ? 12 : 8);
  size_t at = raw_be16(page->bytes + pointers_at + 2 * (size_t)ix);
  *out = (RawCell){.has_payload = page->kind != RAW_TABLE_INNER};
  if (at < pointers_at + 2 * (size_t)page->cell_count || at >= raw->usable_bytes) return false;
  Cursor cursor = {page->bytes + at, page->bytes + raw->usable_bytes};
  uint64_t bytes, rowid;
  if (inner && !take_be32(&cursor, &out->child)) return false;
  if (!out->has_payload) return true;
  if (!take_varint(&cursor, &bytes) || (of_table && !take_varint(&cursor, &rowid))) return false;
  Chain chain = {raw, arena_alloc(arena, raw->page_bytes)};
  return read_payload(&chain, page->kind, cursor, bytes, arena, &out->payload);
}

static size_t bytes_of_type(uint64_t type) {
  static const size_t of_numbers[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
  return type < COUNT_OF(of_numbers) ? of_numbers[type] : (size_t)(type - 12) / 2;
}

static int64_t integer_from(const unsigned char *at, size_t bytes) {
  uint64_t value = bytes > 0 && at[0] >= 0x80 ? UINT64_MAX : 0;
  for (size_t i = 0; i < bytes; i++)
    value = value << 8 | at[i];
  return (int64_t)value;
}

static bool take_value(Cursor *body, uint64_t type, RawValue *out) {
  enum { TYPE_FLOAT = 7, TYPE_ZERO = 8, TYPE_ONE = 9, TYPE_BLOB = 12 };
  *out = (RawValue){.kind = RAW_NULL};
  if (type == TYPE_FLOAT || (type > TYPE_ONE && type < TYPE_BLOB)) return false;
  size_t bytes = bytes_of_type(type);
  if (type > (uint64_t)SIZE_MAX || (size_t)(body->end - body->at) < bytes) return false;
  if (type >= TYPE_BLOB) {
    *out = (RawValue){.kind = type % 2 == 0 ? RAW_BLOB : RAW_TEXT, .bytes = {(const char *)body->at, bytes}};
  } else if (type > 0) {
    *out = (RawValue){.kind = RAW_INTEGER, .integer = type >= TYPE_ZERO ? type == TYPE_ONE : integer_from(body->at, bytes)};
  }
  body->at += bytes;
  return true;
}

bool raw_record_parse(Str payload, RawRecord *out) {
  const unsigned char *start = (const unsigned char *)payload.ptr;
  Cursor head = {start, start + payload.len};
  uint64_t head_bytes, type;
  out->count = 0;
  if (!take_varint(&head, &head_bytes) || head_bytes > payload.len) return false;
  Cursor body = {start + head_bytes, start + payload.len};
  head.end = body.at;
  while (head.at < head.end) {
    if (out->count == RAW_COLUMNS_MAX || !take_varint(&head, &type) || !take_value(&body, type, &out->values[out->count]))
      return false;
    out->count++;
  }
  return out->count > 0 && body.at == body.end;
}
