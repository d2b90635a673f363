/* formats: what writes each of them, a file each. */
#ifndef FORMATS_H
#define FORMATS_H

#include "dataset.h"

typedef struct ExportJob {
  Store *store;
  Arena *arena; /* for the whole export */
  const Dataset *dataset;
  const ExportOptions *options;
  const ExportTarget *target;
  ExportReport *report;
} ExportJob;

/* Opens the tables' sinks, goes through the records and writes them. A sink that failed: format_write_failed. */
typedef Status FormatWriter(const ExportJob *job, Err *err);

FormatWriter csv_write, xlsx_write, sav_write, dta_write, jsonl_write;

Status format_write_failed(Err *err); /* STATUS_WORLD, export-write */

/* How codebooks are written. A sink that failed is for the caller to see. */
typedef void CodebookWriter(Arena *arena, const Dataset *dataset, Sink *out);

CodebookWriter codebook_markdown_write, codebook_json_write, codebook_ddi_write;

#endif
