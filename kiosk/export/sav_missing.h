/* sav_missing: which codes of a choice SPSS is told are missing. It takes three values, or a range and one. */
#ifndef SAV_MISSING_H
#define SAV_MISSING_H

#include "dataset.h"

typedef struct SavMissing {
  bool ranged;
  double low, high; /* of the range, which holds no choice that is not missing */
  double values[3];
  size_t count;
} SavMissing;

/* As many of -1 (passed over, always among them) and of the missing choices' codes as there is room for. values: in the order of codes. */
SavMissing sav_missing_of(const VariableValue *values, size_t count);
bool sav_missing_has(const SavMissing *missing, double code);

#endif
