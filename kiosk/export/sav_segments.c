#include "sav_segments.h"

#include <string.h>

enum { VARIABLE_RECORD = 2, CONTINUATION = -1, NAME_AT = 20, NAME_BYTES = 8, SEGMENT_BYTES = 252, ONE_SEGMENT_BYTES = 255 };

static size_t segments_of(size_t width) {
  return width > ONE_SEGMENT_BYTES ? (width + SEGMENT_BYTES - 1) / SEGMENT_BYTES : 1;
}

static int32_t first_int(const char *bytes) {
  int32_t number;
  memcpy(&number, bytes, sizeof number);
  return number;
}

/* No name of ours begins with @. */
static void rename_segment(SavSegments *segments, char *record) {
  char name[NAME_BYTES + 1];
  snprintf(name, sizeof name, "@%07X", (unsigned)(segments->named++ & 0xFFFFFFF));
  memcpy(record + NAME_AT, name, NAME_BYTES);
}

const char *sav_segments_next(SavSegments *segments, const char *bytes, size_t count, char *record) {
  bool is_variable = segments->after_type && count == SAV_VARIABLE_BYTES && first_int(bytes) != CONTINUATION;
  segments->after_type = count == sizeof(int32_t) && first_int(bytes) == VARIABLE_RECORD;
  if (!is_variable || segments->variable_ix == segments->count) return bytes;
  const char *out = bytes;
  if (segments->segment_ix > 0) {
    memcpy(record, bytes, SAV_VARIABLE_BYTES);
    rename_segment(segments, record);
    out = record;
  }
  segments->segment_ix++;
  if (segments->segment_ix < segments_of(segments->widths[segments->variable_ix])) return out;
  segments->segment_ix = 0;
  segments->variable_ix++;
  return out;
}
