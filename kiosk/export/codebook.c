#include "formats.h"

const char *const codebook_endings[CODEBOOK_FORMAT_COUNT] = {"md", "json", "xml"};

static CodebookWriter *const writers[CODEBOOK_FORMAT_COUNT] = {codebook_markdown_write, codebook_json_write, codebook_ddi_write};

Status export_codebook(Store *store, CodebookFormat format, const ExportOptions *options, Sink *out, Err *err) {
  Arena *arena = arena_new(0);
  Dataset dataset;
  Status status = dataset_make(store, arena, options, &dataset, err);
  if (status == STATUS_OK) writers[format](arena, &dataset, out);
  if (status == STATUS_OK && out->failed)
    status =
        err_set(err, STATUS_WORLD, "export-write", "the codebook could not be written; check that there is space where it goes");
  arena_free(arena);
  return status;
}
