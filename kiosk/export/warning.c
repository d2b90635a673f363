#include "warning.h"

enum { WARNING_MAX_BYTES = 1024 };

void warning_add(Sink *warnings, const char *format, ...) {
  char line[WARNING_MAX_BYTES];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  if (warnings == NULL) {
    log_line(LOG_WARN, "export", "%s", line);
    return;
  }
  sink_z(warnings, "warning: ");
  sink_harmless(warnings, str_from(line));
  sink_z(warnings, "\n");
}
