#include "findings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { TOLD_MAX = 4 }; /* of each rule */

static const char *const rule_words[RULE_COUNT] = {
#define X(id, words) [RULE_##id] = words,
    RULES(X)
#undef X
};

void findings_add(Findings *findings, Rule rule, const char *format, ...) {
  if (findings->counts[rule]++ < TOLD_MAX || findings->all) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s: ", rule_words[rule]);
    vfprintf(stderr, format, args);
    fprintf(stderr, "\n    %s\n", findings->where);
    va_end(args);
  }
}

void findings_end(const Findings *findings) {
  size_t total = 0;
  for (size_t i = 0; i < RULE_COUNT; i++) {
    total += findings->counts[i];
    if (findings->counts[i] > 0) {
      fprintf(stderr, "%6zu times: %s\n", findings->counts[i], rule_words[i]);
    }
  }
  if (total > 0) {
    fail_msg("%zu findings on %zu screens", total, findings->screens);
  }
}
