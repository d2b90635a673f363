#include "sav_missing.h"

typedef struct Run { /* of missing codes with no other between them */
  double low, high;
  size_t length;
} Run;

static const Run passed_over = {-1, -1, 1};

/* The longest there is. -1 is below every code, so the first run begins with it. */
static Run longest_run(const VariableValue *values, size_t count) {
  Run run = passed_over, longest = passed_over;
  for (size_t i = 0; i < count; i++) {
    double code = (double)values[i].code;
    if (!values[i].missing)
      run.length = 0;
    else
      run = (Run){run.length == 0 ? code : run.low, code, run.length + 1};
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

bool sav_missing_has(const SavMissing *missing, double code) {
  for (size_t i = 0; i < missing->count; i++)
    if (missing->values[i] == code) return true;
  return missing->ranged && code >= missing->low && code <= missing->high;
}

SavMissing sav_missing_of(const VariableValue *values, size_t count) {
  size_t missing_count = 1;
  for (size_t i = 0; i < count; i++)
    missing_count += values[i].missing;
  Run run = longest_run(values, count);
  SavMissing out = {.ranged = missing_count > 3 && run.length > 2, .low = run.low, .high = run.high};
  size_t room = out.ranged ? 1 : 3;
  if (!sav_missing_has(&out, -1)) out.values[out.count++] = -1;
  for (size_t i = 0; i < count && out.count < room; i++) {
    double code = (double)values[i].code;
    if (values[i].missing && !sav_missing_has(&out, code)) out.values[out.count++] = code;
  }
  return out;
}
