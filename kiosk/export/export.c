#include "export.h"
#include "formats.h"
#include "linked.h"
#include "warning.h"

const char *const export_format_names[EXPORT_FORMAT_COUNT] = {"csv", "xlsx", "sav", "dta", "jsonl"};

Status format_write_failed(Err *err) {
  return err_set(err, STATUS_WORLD, "export-write", "the export could not be written; check that there is space where it goes");
}

static FormatWriter *const writers[EXPORT_FORMAT_COUNT] = {csv_write, xlsx_write, sav_write, dta_write, jsonl_write};

static Status check_sealed(const ExportOptions *options, const Dataset *dataset, Err *err) {
  if (!options->refuse_sealed) return STATUS_OK;
  if (dataset->sealed_count == 0) return dataset->linked != NULL ? check_sealed(options, dataset->linked, err) : STATUS_OK;
  return err_set(err, STATUS_INPUT, "export-sealed",
                 "the responses are sealed for the key " STR_FMT ", and nothing was written; give its file with --key",
                 STR_ARG(dataset->seal_key));
}

static void warn_of_lost_codes(const ExportOptions *options, const Dataset *dataset, ExportReport *report) {
  for (size_t i = 0; i < dataset->lost_code_count && i < WARNINGS_MAX; i++) {
    const LostCode *lost = &dataset->lost_codes[i];
    warning_add(options->warnings,
                "the choice " STR_FMT " of the list " STR_FMT
                " has no code in the database that can be taken: what stands for it in sav, dta and the codebooks is not what"
                " stood for it before; bring the database into a new one with kioskctl merge, which gives it its code again",
                STR_ARG(lost->choice), STR_ARG(lost->list));
  }
  report->bad_values += dataset->lost_code_count;
}

Status export_responses(Store *store, ExportFormat format, const ExportOptions *options, const ExportTarget *target,
                        ExportReport *report, Err *err) {
  *report = (ExportReport){0};
  Arena *arena = arena_new(0);
  Dataset dataset;
  Status status = dataset_make(store, arena, options, &dataset, err);
  if (status == STATUS_OK && dataset.linked != NULL) status = linked_check_rounds(store, options, err);
  if (status == STATUS_OK) status = check_sealed(options, &dataset, err);
  if (status == STATUS_OK) warn_of_lost_codes(options, &dataset, report);
  const ExportJob job = {store, arena, &dataset, options, target, report};
  if (status == STATUS_OK) status = writers[format](&job, err);
  if (status == STATUS_OK) status = linked_tell_unopened(store, &dataset, options, report, err);
  arena_free(arena);
  return status;
}

static Status open_responses(void *context, Str table, Sink **out, Err *err) {
  (void)err;
  *out = table.len == 0 ? context : NULL;
  return STATUS_OK;
}

Status export_csv(Store *store, const ExportOptions *options, Sink *out, ExportReport *report, Err *err) {
  return export_responses(store, EXPORT_CSV, options, &(ExportTarget){open_responses, out}, report, err);
}
