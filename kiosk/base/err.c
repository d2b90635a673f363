#include "base.h"

#include <string.h>

Status err_set(Err *err, Status status, const char *code, const char *format, ...) {
  if (!err) return status;
  if (err->status != STATUS_OK) return err->status;
  err->status = status;
  snprintf(err->code, sizeof err->code, "%s", code);
  va_list args;
  va_start(args, format);
  vsnprintf(err->sentence, sizeof err->sentence, format, args);
  va_end(args);
  return status;
}

void err_print(const Err *err, FILE *out) {
  const size_t length = strlen(err->sentence);
  const bool asks = length > 0 && err->sentence[length - 1] == '?';
  fprintf(out, "error %s: %s%s\n", err->code, err->sentence, asks ? "" : ".");
}
