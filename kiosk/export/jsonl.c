#include "formats.h"

Status jsonl_write(const ExportJob *job, Err *err) {
  (void)job;
  return err_set(err, STATUS_USAGE, "not-yet", "this format is not written yet");
}
