#include "dta_strings.h"

#include <string.h>

/* Before each text: "GSO", its variable in four bytes and row in eight, a byte for its type and its length in four. */
enum { HEAD_BYTES = 3 + 4 + 8 + 1 + 4, TYPE_TEXT = 130 };

static const char section_tag[] = "<strls>";

/* With the NUL beyond it. */
static uint64_t section_bytes_of(const SpoolFacts *facts) {
  size_t count = facts->texts + facts->skipped;
  return count * (HEAD_BYTES + 1) + facts->text_bytes + facts->skipped * STATFILE_SKIPPED.len;
}

void dta_strings_announce(DtaStrings *strings, const StatFile *file) {
  for (size_t v = 0; v < file->table->count; v++) {
    SpoolFacts facts = spool_facts(file->spool, v);
    if (strings->is_long[v]) strings->section_bytes += section_bytes_of(&facts);
  }
  if (strings->section_bytes > 0) readstat_add_string_ref(file->writer, "")->len = strings->section_bytes - HEAD_BYTES;
}

readstat_error_t dta_strings_insert(const StatFile *file, size_t variable_ix, Str text) {
  readstat_string_ref_t reference = {0}; /* 0, 0: the empty text */
  if (text.len > 0) {
    reference.first_v = file->variables[variable_ix]->index + 1;
    reference.first_o = (int64_t)file->row_ix + 1;
  }
  return readstat_insert_string_ref(file->writer, file->variables[variable_ix], &reference);
}

static char *put(char *at, const void *bytes, size_t count) {
  memcpy(at, bytes, count);
  return at + count;
}

static void write_text(const StatFile *file, uint32_t variable, uint64_t row, Str text) {
  uint32_t length = (uint32_t)text.len + 1;
  char head[HEAD_BYTES] = "GSO";
  char *at = put(head + 3, &variable, sizeof variable);
  at = put(at, &row, sizeof row);
  *at++ = (char)(uint8_t)TYPE_TEXT;
  put(at, &length, sizeof length);
  sink_bytes(file->out, head, sizeof head);
  sink_bytes(file->out, text.ptr, length);
}

typedef struct Section {
  const DtaStrings *strings;
  const StatFile *file;
  uint64_t row;
} Section;

static bool write_texts_of_row(void *context, const Datum *data) {
  Section *section = context;
  const StatFile *file = section->file;
  section->row++;
  for (size_t v = 0; v < file->table->count; v++) {
    Str text = section->strings->is_long[v] ? statfile_text(&data[v]) : (Str){0};
    if (text.len > 0) write_text(file, (uint32_t)file->variables[v]->index + 1, section->row, text);
  }
  return !file->out->failed;
}

bool dta_strings_emit(DtaStrings *strings, StatFile *file, const char *bytes, size_t count) {
  if (strings->swallowed_left > 0) {
    BUG_UNLESS(count <= strings->swallowed_left);
    strings->swallowed_left -= count;
    return true;
  }
  sink_bytes(file->out, bytes, count);
  bool all_rows = file->row_ix == spool_row_count(file->spool);
  bool begins = strings->section_bytes > 0 && all_rows && str_is((Str){bytes, count}, section_tag);
  if (!begins) return !file->out->failed;
  strings->swallowed_left = strings->section_bytes;
  Section section = {strings, file, 0};
  return spool_each(file->spool, write_texts_of_row, &section, file->err) == STATUS_OK && !file->out->failed;
}
