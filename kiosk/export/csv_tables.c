#include "formats.h"

Status csv_write(const ExportJob *job, Err *err) {
  Sink *out;
  Status status = job->target->open(job->target->context, (Str){0}, &out, err);
  return status == STATUS_OK && out != NULL ? export_csv(job->store, job->options, out, job->report, err) : status;
}
