#include "base.h"

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
  const Str sentence = str_from(err->sentence);
  const bool asks = sentence.len > 0 && sentence.ptr[sentence.len - 1] == '?';
  Sink sink = sink_to_file(out);
  sink_printf(&sink, "error %s: ", err->code);
  sink_harmless(&sink, sentence);
  sink_z(&sink, asks ? "\n" : ".\n");
}
