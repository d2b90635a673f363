#include "base.h"

#include <string.h>

enum { LINE_MAX_BYTES = 1024 };

void log_line(LogLevel level, const char *module, const char *format, ...) {
  static const char *const names[] = {[LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error"};
  char line[LINE_MAX_BYTES];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  for (char *at = line; (at = strpbrk(at, "\r\n")) != NULL;)
    *at = ' '; /* one line, whatever the message quotes */
  fprintf(stderr, "%s %s: %s\n", names[level], module, line);
}
