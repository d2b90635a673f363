#include "function.h"

static double days_of(CivilTime t) {
  const double seconds = (t.hour * 60 + t.minute) * 60 + t.second + t.millisecond / 1000.0;
  return (double)civil_to_days(t.year, t.month, t.day) + seconds / 86400;
}

static Value call_today(const Evaluation *e, const Node *call) {
  (void)call;
  const CivilTime t = civil_from_wall_ms(e->host->wall_ms);
  return (Value){.kind = VALUE_DATE, .days = (double)civil_to_days(t.year, t.month, t.day)};
}

static Value call_now(const Evaluation *e, const Node *call) {
  (void)call;
  return (Value){.kind = VALUE_DATETIME, .days = days_of(civil_from_wall_ms(e->host->wall_ms))};
}

static const Function functions[] = {
    {.name = "today", .varies = true, .call = call_today},
    {.name = "now", .varies = true, .call = call_now},
};

const FunctionFamily functions_time = {functions, COUNT_OF(functions)};
