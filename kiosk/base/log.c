#include "base.h"

enum { LINE_MAX_BYTES = 1024 };

void log_line(LogLevel level, const char *module, const char *format, ...) {
  static const char *const names[] = {[LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error"};
  char line[LINE_MAX_BYTES];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  Sink sink = sink_to_file(stderr);
  sink_printf(&sink, "%s %s: ", names[level], module);
  sink_harmless(&sink, str_from(line));
  sink_z(&sink, "\n");
}
