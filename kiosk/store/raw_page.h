/* raw_page: what stands in one page of a b-tree, cell by cell, each judged for itself. */
#ifndef RAW_PAGE_H
#define RAW_PAGE_H

#include "raw_file.h"

enum { RAW_COLUMNS_MAX = 32, RAW_PAGE_BYTES_MAX = 65536 };

typedef enum RawPageKind {
  RAW_INDEX_INNER = 0x02,
  RAW_TABLE_INNER = 0x05,
  RAW_INDEX_LEAF = 0x0a,
  RAW_TABLE_LEAF = 0x0d
} RawPageKind;

typedef struct RawPage {
  const unsigned char *bytes; /* of the whole page; the caller's */
  size_t head_at;             /* of its header */
  RawPageKind kind;
  uint32_t cell_count;
  uint32_t right_child; /* of an inner page */
} RawPage;

/* False: it is no page of a b-tree. */
bool raw_page_parse(const RawFile *raw, uint32_t number, const unsigned char *bytes, RawPage *out);

typedef struct RawCell {
  uint32_t child;   /* of an inner page's cell */
  Str payload;      /* a record; borrowed from the page, or put together in the arena */
  bool has_payload; /* false in an inner page of a rowid table */
} RawCell;

/* ix < cell_count. False: damaged; child is there all the same, unless it is what is damaged. */
bool raw_page_cell(const RawFile *raw, const RawPage *page, uint32_t ix, Arena *arena, RawCell *out);

typedef enum RawKind { RAW_NULL, RAW_INTEGER, RAW_TEXT, RAW_BLOB } RawKind;

typedef struct RawValue {
  RawKind kind;
  int64_t integer;
  Str bytes; /* of a text or blob; borrowed from the payload */
} RawValue;

typedef struct RawRecord {
  RawValue values[RAW_COLUMNS_MAX];
  size_t count;
} RawRecord;

/* False: damaged, or no record of ours (a floating number, more columns). */
bool raw_record_parse(Str payload, RawRecord *out);

#endif
