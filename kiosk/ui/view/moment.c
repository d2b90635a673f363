#include "moment.h"

#include "month_sheet.h"

#include <math.h>

enum { MINUTES_A_DAY = 1440 };

static const struct {
  int least, most; /* of a day, in its longest month */
  int digits;
} bounds[PART_COUNT] = {[PART_DAY] = {1, 31, 2},
                        [PART_MONTH] = {1, 12, 2},
                        [PART_YEAR] = {MOMENT_YEAR_LEAST, MOMENT_YEAR_MOST, 4},
                        [PART_HOUR] = {0, 23, 2},
                        [PART_MINUTE] = {0, 59, 2}};

MomentParts moment_parts(const Question *question) {
  MomentParts parts = {.count = 0};
  bool timed = question->kind != QUESTION_DATE, dated = question->kind != QUESTION_TIME;
  bool year_only = (question->appearance & APPEARANCE_YEAR) != 0;
  bool month_year = year_only || (question->appearance & APPEARANCE_MONTH_YEAR) != 0;
  const bool asked[PART_COUNT] = {dated && !month_year, dated && !year_only, dated, timed, timed};
  for (int part = 0; part < PART_COUNT; part++) {
    if (asked[part]) {
      parts.items[parts.count++] = (MomentPart)part;
    }
  }
  return parts;
}

int moment_days_in_month(int year, int month) {
  int next_year = month == 12 ? year + 1 : year, next = month == 12 ? 1 : month + 1;
  return (int)(civil_to_days(next_year, next, 1) - civil_to_days(year, month, 1));
}

static int most_of(const Moment *moment, MomentPart part) {
  return part == PART_DAY ? moment_days_in_month(moment->parts[PART_YEAR], moment->parts[PART_MONTH]) : bounds[part].most;
}

static void mend_day(Moment *moment) {
  int most = most_of(moment, PART_DAY);
  moment->parts[PART_DAY] = moment->parts[PART_DAY] > most ? most : moment->parts[PART_DAY];
}

Moment moment_now(const Scene *scene) {
  CivilTime t = civil_from_wall_ms(scene->now_wall_ms);
  return (Moment){{t.day, t.month, t.year, t.hour, t.minute}};
}

Moment moment_from_value(Value value) {
  bool timed = value.kind == VALUE_TIME || value.kind == VALUE_DATETIME;
  double days = value.kind == VALUE_TIME ? 0.0 : floor(value.days);
  int minutes = timed ? (int)floor((value.days - days) * MINUTES_A_DAY + 1e-4) : 0;
  CivilTime t = civil_from_days(days);
  return (Moment){{t.day, t.month, t.year, minutes / 60 % 24, minutes % 60}};
}

Value moment_to_value(Moment moment, const Question *question) {
  bool asked[PART_COUNT] = {false};
  MomentParts parts = moment_parts(question);
  for (size_t i = 0; i < parts.count; i++) {
    asked[parts.items[i]] = true;
  }
  const int *p = moment.parts;
  double days = (double)civil_to_days(p[PART_YEAR], asked[PART_MONTH] ? p[PART_MONTH] : 1, asked[PART_DAY] ? p[PART_DAY] : 1);
  double time = (p[PART_HOUR] * 60 + p[PART_MINUTE]) / (double)MINUTES_A_DAY;
  Value value = {.kind = VALUE_DATE, .days = days};
  if (question->kind == QUESTION_TIME) {
    value = (Value){.kind = VALUE_TIME, .days = time};
  } else if (question->kind == QUESTION_DATETIME) {
    value = (Value){.kind = VALUE_DATETIME, .days = days + time};
  }
  return value;
}

Moment moment_step(Moment moment, MomentPart part, int step) {
  int least = bounds[part].least, most = most_of(&moment, part);
  int next = moment.parts[part] + step;
  moment.parts[part] = next < least ? most : next > most ? least : next;
  mend_day(&moment);
  return moment;
}

bool moment_set(Moment *moment, MomentPart part, int number) {
  if (number < bounds[part].least || number > bounds[part].most) {
    return false;
  }
  moment->parts[part] = number;
  mend_day(moment);
  return true;
}

/* --- touches and keys --- */

static Moment so_far(const Gesture *gesture) {
  return value_is_empty(gesture->answer) ? moment_now(gesture->scene) : moment_from_value(gesture->answer);
}

static void answer(Gesture *gesture, Moment moment) {
  gesture_answer(gesture, moment_to_value(moment, gesture->question));
}

static void use_part(Interaction *state, int part) {
  state->part = part;
  state->part_number = state->part_digits = 0;
}

/* Of the sheet's month; the time of day stays as it is. */
static void choose_day(Gesture *gesture, int day) {
  Moment moment = so_far(gesture);
  moment.parts[PART_YEAR] = gesture->state->sheet_month / 12;
  moment.parts[PART_MONTH] = gesture->state->sheet_month % 12 + 1;
  moment.parts[PART_DAY] = day;
  use_part(gesture->state, -1);
  answer(gesture, moment);
  interaction_shut_sheet(gesture->state);
}

void moment_act(Gesture *gesture, Act act) {
  bool unset = value_is_empty(gesture->answer);
  if (act.kind == ACT_CLEAR) {
    use_part(gesture->state, -1);
    gesture_answer(gesture, VALUE_NONE);
  } else if (act.kind == ACT_SHEET || act.kind == ACT_MONTH) {
    month_sheet_act(gesture, act);
  } else if (act.kind == ACT_DAY) {
    choose_day(gesture, act.ix);
  } else if (act.kind == ACT_PART || act.kind == ACT_STEP) {
    use_part(gesture->state, act.ix);
    if (unset) { /* the first touch begins at this moment */
      answer(gesture, moment_now(gesture->scene));
    } else if (act.kind == ACT_STEP) {
      answer(gesture, moment_step(so_far(gesture), (MomentPart)act.ix, act.step));
    }
  }
}

/* Digits go into the part in use: the newest that together can be it. A year is one when it has all its digits. */
static void type_digit(Gesture *gesture, MomentPart part, int digit) {
  Interaction *state = gesture->state;
  int number = state->part_number * 10 + digit;
  if (state->part_digits >= bounds[part].digits || number > bounds[part].most) {
    number = digit;
    state->part_digits = 0;
  }
  state->part_number = number;
  state->part_digits++;
  Moment moment = so_far(gesture);
  if (moment_set(&moment, part, number)) {
    answer(gesture, moment);
  }
}

void moment_type(Gesture *gesture, Str text) {
  MomentParts parts = moment_parts(gesture->question);
  if (gesture->state->part < 0) {
    use_part(gesture->state, (int)parts.items[0]);
  }
  if (text.len > 0 && text.ptr[0] >= '0' && text.ptr[0] <= '9') {
    type_digit(gesture, (MomentPart)gesture->state->part, text.ptr[0] - '0');
  }
}
