#include "question_types.h"

#include <math.h>

/* How far from a step still counts as on it: steps of 0.1 add up to nothing exact. */
static const double slack = 1e-6;
/* Decimals that a step may have. */
static const double decimals = 1e9;

static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  if (value.kind != VALUE_NUMBER || !isfinite(value.number)) return false;
  const Range range = question->range;
  const double least = fmin(range.start, range.end), most = fmax(range.start, range.end), step = fabs(range.step);
  if (value.number < least - step * slack || value.number > most + step * slack) return false;
  if (!(step > 0)) return true;
  const double steps = (value.number - range.start) / step;
  return fabs(steps - round(steps)) < slack;
}

/* Three steps of 0.1 are 0.3, not 0.30000000000000004. */
static void to_json(Value value, Sink *sink) {
  const double scaled = round(value.number * decimals);
  const bool exact = fabs(scaled) < 0x1p53;
  question_value_to_json(exact ? value_number(scaled / decimals) : value, sink);
}

const QuestionType question_range = {
    .kind = QUESTION_RANGE,
    .saves_at_once = true,
    .accept = accept,
    .from_text = question_number_from_text,
    .to_json = to_json,
};
