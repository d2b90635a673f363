#include "export.h"
#include "formats.h"

const char *const export_format_names[EXPORT_FORMAT_COUNT] = {"csv", "xlsx", "sav", "dta", "jsonl"};

static FormatWriter *const writers[EXPORT_FORMAT_COUNT] = {csv_write, xlsx_write, sav_write, dta_write, jsonl_write};

Status export_responses(Store *store, ExportFormat format, const ExportOptions *options, const ExportTarget *target,
                        ExportReport *report, Err *err) {
  *report = (ExportReport){0};
  Arena *arena = arena_new(0);
  Dataset dataset;
  Status status = dataset_make(store, arena, options, &dataset, err);
  const ExportJob job = {store, arena, &dataset, options, target, report};
  if (status == STATUS_OK) status = writers[format](&job, err);
  arena_free(arena);
  return status;
}
